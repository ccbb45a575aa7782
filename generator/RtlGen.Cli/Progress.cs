// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Spectre.Console;

namespace RtlGen.Cli;

/// <summary>Shows on a terminal that something is being done; a pipe or a log gets nothing.</summary>
internal static class Progress
{
    /// <summary>Runs the work; what it reports is shown while it runs.</summary>
    /// <param name="console">Where, if anybody watches.</param>
    /// <param name="title">What is shown at first.</param>
    /// <param name="work">Reports what it is doing.</param>
    public static Task<T> ShowAsync<T>(IConsole console, string title, Func<IProgress<string>, Task<T>> work) =>
        console.IsWatched ? Status(console, title, work) : work(new Sink(_ => { }));

    // On its own, so that only a terminal pays for loading the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<T> Status<T>(IConsole console, string title, Func<IProgress<string>, Task<T>> work)
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Status().StartAsync(
            Markup.Escape(title), context => work(new Sink(text => context.Status(Markup.Escape(text)))));
    }

    /// <summary>Reports on the caller's thread; the framework's own class would reorder reports.</summary>
    private sealed class Sink(Action<string> show) : IProgress<string>
    {
        public void Report(string value) => show(value);
    }
}
