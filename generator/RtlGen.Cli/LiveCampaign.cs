// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using RtlGen.Regression.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

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
        return terminal.Live(Picture(name, watch)).AutoClear(true).StartAsync(async context =>
        {
            Task<T> running = work();
            while (!running.IsCompleted)
            {
                context.UpdateTarget(Picture(name, watch));
                await Task.WhenAny(running, Task.Delay(s_period));
            }

            return await running;
        });
    }

    private static Rows Picture(string name, CampaignWatch watch) => new(watch.Now().Lines(name).Select(Line));

    private static IRenderable Line(MomentLine line) => new Text(
        line.Text,
        line.Kind switch
        {
            MomentKind.Head => new Style(decoration: Decoration.Bold),
            MomentKind.Failure => new Style(Color.Red),
            _ => new Style(Color.Grey),
        }).Ellipsis();
}
