// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Emission;

namespace RtlGen.Synthesis;

/// <summary>Files that can be synthesised, with the scripts that do it: what a bundle holds of both.</summary>
/// <param name="Name">Name of the design.</param>
/// <param name="Note">What else a reader of its figures must know: its size.</param>
/// <param name="Parameters">Parameters of the top by name; empty for a generated design.</param>
/// <param name="Files">Verilog, its list and the scripts.</param>
public sealed record SynthesisSource(string Name, string Note, IReadOnlyDictionary<string, int> Parameters, IReadOnlyList<GeneratedFile> Files)
{
    private const string FileList = "filelist.f";
    private static readonly string[] s_folders = ["rtl", "macro", "asic", "fpga"];
    private static readonly Dictionary<string, int> s_none = new(StringComparer.Ordinal);

    /// <summary>A design; parameters that are baked into it are drawn.</summary>
    public static SynthesisSource Of(LayerDesign design, decimal clockPeriod = BundleContent.DefaultClockPeriod)
    {
        bool isBaked = design.Configuration.Interface.Parameters == ParameterStorage.Baked;
        GeneratedFile[] files =
        [
            .. LayerEmitter.Emit(design, isBaked ? RandomTensors.Draw(design, 1, 1).Parameters : null)
                .Where(f => f.Path.StartsWith("rtl/", StringComparison.Ordinal) || f.Path.StartsWith("macro/", StringComparison.Ordinal)),
        ];
        TileGrid grid = design.Grid;
        CrossbarOptions crossbar = design.Configuration.Crossbar;
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"{grid.Inputs} to {grid.Outputs}, {grid.Count} x {crossbar.Rows}x{crossbar.Columns}");
        return new SynthesisSource(design.Name, note, s_none, WithList(design.Name, clockPeriod, files));
    }

    /// <summary>A module of the library alone, with the modules that it is made of.</summary>
    /// <param name="module">For example <c>rtlgen_skid_buffer</c>.</param>
    /// <param name="parameters">Those that differ from the module's own.</param>
    public static SynthesisSource OfModule(string module, IReadOnlyDictionary<string, int> parameters) => new(
        module, "", parameters, WithList(module, BundleContent.DefaultClockPeriod, [.. RtlLibrary.Needed("rtlgen", [module], "rtl/", "rtl/")]));

    /// <summary>What a folder that <c>rtlgen bundle</c> wrote holds.</summary>
    /// <exception cref="BadInputException">RTG050: it holds no scripts for synthesis.</exception>
    public static SynthesisSource OfBundle(string folder)
    {
        string configuration = Path.Combine(folder, "config.resolved.yaml");
        if (!File.Exists(configuration) || !File.Exists(Path.Combine(folder, FileList)) || !File.Exists(Path.Combine(folder, "fpga", "synth.tcl")))
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, new SourcePosition(folder, 0, 0), null, folder, $"'{folder}' is no bundle with scripts for synthesis", "write it with 'rtlgen bundle'"));
        }

        string name = ConfigurationReader.ReadFile(configuration).Configuration.Name;
        IEnumerable<string> paths = s_folders.Select(f => Path.Combine(folder, f)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
            .Append(Path.Combine(folder, FileList)).Order(StringComparer.Ordinal);
        return new SynthesisSource(
            name, "", s_none, [.. paths.Select(p => new GeneratedFile(Path.GetRelativePath(folder, p).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(p)))]);
    }

    private static GeneratedFile[] WithList(string name, decimal clockPeriod, GeneratedFile[] verilog) =>
    [
        .. verilog,
        new(FileList, string.Concat(verilog.Select(f => f.Path).Order(StringComparer.Ordinal).Select(p => p + "\n"))),
        .. SynthesisScripts.Of(name, clockPeriod),
    ];
}
