// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Run;
using RtlGen.Tools;

namespace RtlGen.Cli.Commands;

/// <summary>
/// Runs a campaign again whenever one of its files changes. Every run is a process of its own, so that templates and
/// library are read anew; what an edit does not affect keeps its result.
/// </summary>
internal static class WatchLoop
{
    /// <summary>Goes on until it is cancelled.</summary>
    /// <param name="console">Where results go.</param>
    /// <param name="specification">Path of the specification.</param>
    /// <param name="arguments">Of this command, <c>--watch</c> among them.</param>
    /// <param name="cancellationToken">Ends the loop, and what runs.</param>
    public static async Task<int> RunAsync(IConsole console, string specification, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] once = [.. arguments.Where(a => a is not "--watch"), "--changed"];
        for (; ; )
        {
            string snapshot = WatchedFiles.Snapshot(specification);
            ToolResult result = await ToolRunner.RunAsync(
                new ToolInvocation(Environment.ProcessPath!, once) { Timeout = TimeSpan.FromDays(1) }, cancellationToken);
            await console.Out.WriteAsync(result.Output);
            await console.Error.WriteAsync(result.Error);
            await console.Out.FlushAsync(cancellationToken);
            await console.Error.WriteLineAsync("waiting for a change; Ctrl-C ends");
            await WatchedFiles.WaitForChangeAsync(specification, snapshot, cancellationToken);
        }
    }
}
