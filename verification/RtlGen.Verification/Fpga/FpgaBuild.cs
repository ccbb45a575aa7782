// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tools;

namespace RtlGen.Fpga;

/// <summary>Builds an FPGA project with its own Makefile: bitstream, and the synthesized netlist against the golden vectors.</summary>
public static class FpgaBuild
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(60);

    /// <summary>What it takes.</summary>
    private static IReadOnlyList<ToolDescription> Tools { get; } =
        [ToolCatalog.Make, ToolCatalog.Yosys, ToolCatalog.NextpnrIce40, ToolCatalog.Icepack, ToolCatalog.Verilator, ToolCatalog.Gxx];

    /// <summary>Asks for every tool before anything is built.</summary>
    /// <exception cref="ToolUnavailableException">One is missing or too old.</exception>
    public static async Task RequireToolsAsync(CancellationToken cancellationToken)
    {
        foreach (ToolDescription tool in Tools)
        {
            if (tool == ToolCatalog.Icepack)
            {
                _ = ToolCatalog.Locate(tool.Name); // It knows no version of its own.
            }
            else
            {
                await ToolVersions.RequireAsync(tool, cancellationToken);
            }
        }
    }

    /// <summary>Runs the tools and reads what they found.</summary>
    /// <param name="folder">The project's folder, as <see cref="FpgaEmitter"/> wrote it.</param>
    /// <param name="name">The design's name.</param>
    /// <param name="vectors">Vectors that the netlist computes; null: all.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="ToolFailedException">A tool failed: the design does not fit, or does not reach the board's clock.</exception>
    public static async Task<FpgaFigures> RunAsync(
        string folder, string name, int? vectors, IProgress<string> progress, CancellationToken cancellationToken)
    {
        string project = Path.Combine(folder, "fpga");
        string[] some = vectors is int n ? [$"VECTORS={n}"] : [];
        progress.Report($"{name}: yosys, nextpnr-ice40, icepack");
        await ToolRunner.RequireAsync(
            new ToolInvocation(ToolCatalog.Make.Name, "all") { WorkingDirectory = project, Timeout = s_timeout }, cancellationToken);
        File.Delete(Path.Combine(project, "build", "netlist.log"));
        progress.Report($"{name}: golden vectors through the netlist");
        ToolInvocation netlist = new(ToolCatalog.Make.Name, ["netlist", .. some]) { WorkingDirectory = project, Timeout = s_timeout };
        // It fails where a byte differs: that is a result, and not the tool's failure.
        ToolResult result = await ToolRunner.RunAsync(netlist, cancellationToken);
        string build = Path.Combine(project, "build");
        if (!File.Exists(Path.Combine(build, "netlist.log")))
        {
            throw ToolFailedException.FromResult(netlist, result);
        }

        try
        {
            return FpgaFigures.Read(build, name);
        }
        catch (InvalidDataException e)
        {
            throw ToolFailedException.NotUnderstood(netlist, result, "yosys or nextpnr-ice40", e.Message);
        }
    }
}
