// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Verilog to an executable by way of Verilator and one run of the C++ compiler, and one for each part in C.</summary>
public static class VerilatorBuild
{
    private const string Executable = "cosim";

    /// <summary>Before this version the optimisation of constant bit-operation trees miscompiles.</summary>
    private static readonly Version s_bitOperationTreeMended = new(5, 40);

    /// <summary>
    /// The compiled model with the harness of co-simulation, from the cache if it is there; with <paramref name="trace"/> one
    /// that can write waves.
    /// </summary>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">The RTL does not compile, or has lint that is not waived.</exception>
    public static Task<CompiledModel> GetAsync(
        SimulationModel model, BuildCache cache, bool trace, TimeSpan timeout, CancellationToken cancellationToken) =>
        GetAsync(model, HarnessProgram.CoSimulation, cache, trace, timeout, cancellationToken);

    /// <summary>The same with any harness.</summary>
    /// <inheritdoc cref="GetAsync(SimulationModel, BuildCache, bool, TimeSpan, CancellationToken)"/>
    public static async Task<CompiledModel> GetAsync(
        SimulationModel model, HarnessProgram harness, BuildCache cache, bool trace, TimeSpan timeout, CancellationToken cancellationToken)
    {
        VerilatorTools tools = await VerilatorTools.FindAsync(cancellationToken);
        string[] flags = Flags(model, tools, trace);
        (TimeSpan translate, TimeSpan compile) = (TimeSpan.Zero, TimeSpan.Zero);
        string key = BuildCache.KeyOf(
        [
            tools.Verilator.Banner, tools.Verilator.Path, tools.Compiler.Banner, .. harness.Identity, .. flags,
            .. model.Sources.SelectMany(s => (string[])[s.Path, s.Content]),
        ]);
        CacheEntry entry = await cache.GetAsync(
            "verilator",
            key,
            async (folder, token) =>
            {
                Task<VerilatorRuntime> runtime = VerilatorRuntime.GetAsync(cache, tools, trace, timeout, token);
                Task<TimeSpan> translation = TranslateAsync(model, tools, flags, folder, timeout, token);
                // Waits for both even if one fails: nothing may go on running in a folder that is about to be removed.
                await Task.WhenAll(runtime, translation);
                translate = await translation;
                long start = Stopwatch.GetTimestamp();
                await CompileAsync(tools, await runtime, harness, folder, trace, timeout, token);
                compile = Stopwatch.GetElapsedTime(start);
            },
            cancellationToken);
        return new CompiledModel(Path.Combine(entry.Folder, Executable), tools.Verilator, entry.WasThere, translate, compile);
    }

    private static string[] Flags(SimulationModel model, VerilatorTools tools, bool trace)
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

        if (trace)
        {
            flags.AddRange(["--trace-fst", "--trace-structs"]);
        }

        return [.. flags];
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

        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation(tools.Verilator.Path, [.. flags, .. model.Sources.Select(s => "verilog/" + s.Path)])
            {
                WorkingDirectory = folder,
                Timeout = timeout,
            },
            cancellationToken);
        return result.Duration;
    }

    /// <summary>One file includes the whole model and the driver: three times faster than one compilation a file.</summary>
    private static async Task CompileAsync(
        VerilatorTools tools, VerilatorRuntime runtime, HarnessProgram harness, string folder, bool trace, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> objects = await CompileParts(tools, harness, folder, timeout, cancellationToken);
        StringBuilder unit = new();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "model"), "*.cpp").Order(StringComparer.Ordinal))
        {
            unit.Append("#include \"model/").Append(Path.GetFileName(file)).Append("\"\n");
        }

        unit.Append($"#include \"{harness.Main}\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "unit.cpp"), unit.ToString(), cancellationToken);
        string[] libraries = trace ? ["-pthread", "-lz"] : ["-pthread"];
        await ToolRunner.RequireAsync(
            new ToolInvocation(
                tools.Compiler.Path,
                [.. runtime.CompilerFlags, "-include", runtime.Header, "-I.", "unit.cpp", .. objects, .. runtime.Objects, "-o", Executable, .. libraries])
            {
                WorkingDirectory = folder,
                Timeout = timeout,
            },
            cancellationToken);
        Directory.Delete(Path.Combine(folder, "model"), recursive: true);
    }

    /// <summary>Writes the harness down and compiles what of it is C; the object files.</summary>
    private static async Task<IReadOnlyList<string>> CompileParts(
        VerilatorTools tools, HarnessProgram harness, string folder, TimeSpan timeout, CancellationToken cancellationToken)
    {
        foreach (GeneratedFile file in harness.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file.Path), file.Content, cancellationToken);
        }

        List<string> objects = [];
        foreach (string part in harness.Files.Select(f => f.Path).Where(p => p.EndsWith(".c", StringComparison.Ordinal)))
        {
            await ToolRunner.RequireAsync(
                new ToolInvocation(tools.Compiler.Path, [.. HarnessProgram.StrictC, "-O1", "-I.", "-c", part, "-o", part + ".o"])
                {
                    WorkingDirectory = folder,
                    Timeout = timeout,
                },
                cancellationToken);
            objects.Add(part + ".o");
        }

        return objects;
    }
}
