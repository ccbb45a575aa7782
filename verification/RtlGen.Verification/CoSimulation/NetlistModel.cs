// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>The netlist that Yosys makes of a layer's RTL, in place of the RTL: a second reading of the same Verilog.</summary>
public static partial class NetlistModel
{
    /// <summary>Signals of the layer that the simulation top looks at; synthesis must keep them.</summary>
    private static readonly string[] s_taps =
        ["code_valid", "code", "sums_valid", "y_valid", "selected_*", "y_*", "flag_*"];

    /// <summary>
    /// Synthesises everything in <c>rtl/</c> to gates and flip-flops, module by module, the macro staying a black box. The
    /// simulation's modules and images are the same, so that every tap can be compared.
    /// </summary>
    /// <param name="model">The layer as it is emitted.</param>
    /// <param name="macro">The macro's black box.</param>
    /// <param name="cache">Where netlists are kept.</param>
    /// <param name="timeout">Longest time of Yosys.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ToolUnavailableException">Yosys is missing or too old.</exception>
    /// <exception cref="ToolFailedException">It does not take the RTL.</exception>
    public static async Task<SimulationModel> OfAsync(
        SimulationModel model, GeneratedFile macro, BuildCache cache, TimeSpan timeout, CancellationToken cancellationToken)
    {
        InstalledTool yosys = await ToolVersions.RequireAsync(ToolCatalog.Yosys, cancellationToken);
        GeneratedFile[] rtl = [.. model.Sources.Where(s => s.Path.StartsWith("rtl/", StringComparison.Ordinal))];
        string script = Script(model.Design.Name, rtl);
        CacheEntry entry = await cache.GetAsync(
            "netlist",
            BuildCache.KeyOf([yosys.Banner, yosys.Path, script, macro.Content, .. rtl.SelectMany(s => (string[])[s.Path, s.Content])]),
            async (folder, token) =>
            {
                foreach (GeneratedFile file in rtl.Append(macro with { Path = "macro.v" }))
                {
                    string path = Path.Combine(folder, file.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await File.WriteAllTextAsync(path, file.Content, token);
                }

                await File.WriteAllTextAsync(Path.Combine(folder, "netlist.ys"), script, token);
                await ToolRunner.RequireAsync(
                    new ToolInvocation(yosys.Path, "-q", "-s", "netlist.ys") { WorkingDirectory = folder, Timeout = timeout }, token);
            },
            cancellationToken);
        string netlist = await File.ReadAllTextAsync(Path.Combine(entry.Folder, "netlist.v"), cancellationToken);
        // Gates of one vector feed others of the same one: that is no loop, only slow. The RTL itself passes the check.
        string text = "/* verilator lint_off UNOPTFLAT */\n" + SizedTile().Replace(netlist, ".TILE(${number})");
        return model with { Sources = [new GeneratedFile("rtl/netlist.v", text), .. model.Sources.Except(rtl)] };
    }

    /// <summary>Yosys gives the macro's number a size that the RTL does not: the widths of the behavioural model would not match.</summary>
    [GeneratedRegex(@"\.TILE\(32'[sdh]+(?<number>[0-9]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex SizedTile();

    private static string Script(string name, IEnumerable<GeneratedFile> rtl) =>
        $"""
        read_verilog -lib macro.v
        read_verilog {string.Join(' ', rtl.Select(f => f.Path))}
        hierarchy -check -top {name}
        proc
        setattr -set keep 1 {string.Join(' ', s_taps.Select(t => $"w:{t}"))}
        synth -top {name}
        opt_clean
        write_verilog -noattr netlist.v

        """.ReplaceLineEndings("\n");
}
