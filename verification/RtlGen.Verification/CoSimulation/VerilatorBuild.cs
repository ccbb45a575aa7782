// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Verilog to an executable by way of Verilator and one run of the C++ compiler, linked with a harness that is compiled already.</summary>
public static class VerilatorBuild
{
    private const string Executable = "simulation";
    private const string CoverageScope = "coverage.vlt";

    /// <summary>Before this version the optimisation of constant bit-operation trees miscompiles.</summary>
    private static readonly Version s_bitOperationTreeMended = new(5, 40);

    /// <summary>The compiled model with the harness of co-simulation and scenarios, from the cache if it is there.</summary>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">The RTL does not compile, or has lint that is not waived.</exception>
    public static Task<CompiledModel> GetAsync(
        SimulationModel model, BuildCache cache, BuildProfile profile, TimeSpan timeout, CancellationToken cancellationToken) =>
        GetAsync(model, HarnessProgram.General, cache, profile, timeout, cancellationToken);

    /// <summary>The same with any harness.</summary>
    /// <inheritdoc cref="GetAsync(SimulationModel, BuildCache, BuildProfile, TimeSpan, CancellationToken)"/>
    public static async Task<CompiledModel> GetAsync(
        SimulationModel model, HarnessProgram harness, BuildCache cache, BuildProfile profile, TimeSpan timeout, CancellationToken cancellationToken)
    {
        VerilatorTools tools = await VerilatorTools.FindAsync(cancellationToken);
        string[] flags = Flags(model, tools, profile);
        (TimeSpan translate, TimeSpan compile) = (TimeSpan.Zero, TimeSpan.Zero);
        string key = BuildCache.KeyOf(
        [
            tools.Verilator.Banner, tools.Verilator.Path, tools.Compiler.Banner, Harness.ModelHeader, Harness.ModelAdapter,
            .. harness.Files.SelectMany(f => (string[])[f.Path, f.Content]), .. profile.CompilerFlags(), .. flags,
            .. model.Sources.SelectMany(s => (string[])[s.Path, s.Content]),
        ]);
        CacheEntry entry = await cache.GetAsync(
            "verilator",
            key,
            async (folder, token) =>
            {
                Task<VerilatorRuntime> runtime = VerilatorRuntime.GetAsync(cache, tools, profile, timeout, token);
                Task<IReadOnlyList<string>> objects = harness.CompileAsync(tools, cache, timeout, token);
                string work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
                Task<TimeSpan> translation = TranslateAsync(model, tools, flags, work, timeout, token);
                // Waits for all even if one fails: nothing may go on running in a folder that is about to be removed.
                await Task.WhenAll(runtime, objects, translation);
                translate = await translation;
                compile = await CompileAsync(tools, await runtime, await objects, profile, work, timeout, token);
                Directory.Delete(work, recursive: true);
            },
            cancellationToken);
        return new CompiledModel(Path.Combine(entry.Folder, Executable), tools.Verilator, entry.WasThere, translate, compile);
    }

    private static string[] Flags(SimulationModel model, VerilatorTools tools, BuildProfile profile)
    {
        List<string> flags =
        [
            "--cc", "--prefix", "Vsim", "--top-module", model.Top, "-Mdir", "model",
            "--x-assign", "unique", "--x-initial", "unique", "-O3", "--noassert", "--output-split", "0",
        ];
        if (tools.Verilator.Version < s_bitOperationTreeMended)
        {
            flags.Add("-fno-const-bit-op-tree");
        }

        return [.. flags, .. profile.TranslatorFlags()];
    }

    private static async Task<TimeSpan> TranslateAsync(
        SimulationModel model, VerilatorTools tools, string[] flags, string folder, TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (GeneratedFile source in model.Sources)
        {
            string path = Path.Combine(folder, "verilog", source.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, source.Content, cancellationToken);
        }

        // Only the design's own RTL is covered: half the points less to compile.
        await File.WriteAllTextAsync(
            Path.Combine(folder, CoverageScope), "`verilator_config\ncoverage_off -file \"verilog/sim/*\"\n", cancellationToken);
        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation(tools.Verilator.Path, [.. flags, CoverageScope, .. model.Sources.Select(s => "verilog/" + s.Path)])
            {
                WorkingDirectory = folder,
                Environment = BuildCache.TemporariesIn(folder),
                Timeout = timeout,
            },
            cancellationToken);
        return result.Duration;
    }

    /// <summary>One file includes the whole model and its adapter: three times faster than one compilation a file.</summary>
    private static async Task<TimeSpan> CompileAsync(
        VerilatorTools tools,
        VerilatorRuntime runtime,
        IReadOnlyList<string> harness,
        BuildProfile profile,
        string work,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        StringBuilder unit = new();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(work, "model"), "*.cpp").Order(StringComparer.Ordinal))
        {
            unit.Append("#include \"model/").Append(Path.GetFileName(file)).Append("\"\n");
        }

        unit.Append("#include \"adapter.cpp\"\n");
        await File.WriteAllTextAsync(Path.Combine(work, "adapter.cpp"), Harness.ModelAdapter, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(work, "unit.cpp"), unit.ToString(), cancellationToken);
        ToolResult result = await tools.CompileAsync(
            work,
            [
                .. runtime.CompilerFlags, "-include", runtime.Header, "-I.", "-I" + runtime.Folder, "unit.cpp",
                .. harness, .. runtime.Objects, "-o", "../" + Executable, .. profile.LinkerFlags(),
            ],
            timeout,
            cancellationToken);
        return result.Duration;
    }
}
