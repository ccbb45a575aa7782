// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using RtlGen.Regression.Reports;
using Spectre.Console;

namespace RtlGen.Cli;

/// <summary>Shows a campaign on a terminal while it runs; a pipe or a log gets nothing.</summary>
internal static class LiveCampaign
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the work, which reports to the watch.</summary>
    public static Task<T> ShowAsync<T>(IConsole console, string name, CampaignWatch watch, Func<Task<T>> work) =>
        console.IsWatched ? Live(console, name, watch, work) : work();

    // On its own, so that only a terminal pays for loading the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<T> Live<T>(IConsole console, string name, CampaignWatch watch, Func<Task<T>> work)
    {
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        return terminal.Live(Picture(terminal, name, watch)).AutoClear(true).StartAsync(async context =>
        {
            Task<T> running = work();
            while (!running.IsCompleted)
            {
                context.UpdateTarget(Picture(terminal, name, watch));
                await Task.WhenAny(running, Task.Delay(s_period));
            }

            return await running;
        });
    }

    private static Rows Picture(IAnsiConsole terminal, string name, CampaignWatch watch) =>
        new(watch.Now().Lines(name).Select(l => Line(l, terminal.Profile.Width - 1)));

    // Cut here, since the library would wrap it, and the picture would jump.
    private static Text Line(MomentLine line, int width) => new(
        line.Text.Length > width ? line.Text[..Math.Max(0, width - 1)] + "…" : line.Text,
        line.Kind switch
        {
            MomentKind.Head => new Style(decoration: Decoration.Bold),
            MomentKind.Failure => new Style(Color.Red),
            _ => new Style(Color.Grey),
        });
}
