// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Rtl;

/// <summary>A bench in Icarus Verilog and what it printed.</summary>
internal static class VerilogRun
{
    /// <param name="bench">Verilog with a module <c>bench</c> that finishes.</param>
    /// <param name="sources">Files of what it instantiates.</param>
    public static async Task<string> OfAsync(string bench, params IEnumerable<string> sources)
    {
        using TemporaryFolder folder = new();
        string text = folder.Write("bench.v", bench);
        await RequireAsync("iverilog", ["-g2005", "-s", "bench", "-o", folder["bench.vvp"], text, .. sources]);
        return await RequireAsync("vvp", ["-n", folder["bench.vvp"]]);
    }

    private static async Task<string> RequireAsync(string tool, string[] arguments) =>
        (await ToolRunner.RequireAsync(new ToolInvocation(tool, arguments) { Timeout = TimeSpan.FromMinutes(2) }, CancellationToken.None)).Output;
}
