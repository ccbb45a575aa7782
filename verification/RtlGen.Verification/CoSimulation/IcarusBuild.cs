// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Verilog to what vvp runs.</summary>
public static class IcarusBuild
{
    private const string Output = "cosim.vvp";

    /// <summary>The compiled model, from the cache if it is there.</summary>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">The RTL does not compile.</exception>
    public static async Task<CompiledModel> GetAsync(
        SimulationModel model, BuildCache cache, TimeSpan timeout, CancellationToken cancellationToken)
    {
        InstalledTool compiler = await CompilerAsync(cancellationToken);
        string[] flags = ["-g2005", "-s", "cosim_tb", "-o", Output, .. Macros(model)];
        GeneratedFile[] sources = [.. model.Sources, new GeneratedFile("harness/cosim_tb.v", Harness.TestBench)];
        TimeSpan translate = TimeSpan.Zero;
        string key = BuildCache.KeyOf(
            [compiler.Banner, compiler.Path, .. flags, .. sources.SelectMany(s => (string[])[s.Path, s.Content])]);
        CacheEntry entry = await cache.GetAsync(
            "icarus",
            key,
            async (folder, token) =>
            {
                foreach (GeneratedFile source in sources)
                {
                    string path = Path.Combine(folder, source.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await File.WriteAllTextAsync(path, source.Content, token);
                }

                ToolInvocation invocation = new(compiler.Path, [.. flags, .. sources.Select(s => s.Path)])
                {
                    WorkingDirectory = folder,
                    Environment = BuildCache.TemporariesIn(folder),
                    Timeout = timeout,
                };
                ToolResult result = await ToolRunner.RequireAsync(invocation, token);
                translate = result.Duration;
            },
            cancellationToken);
        return new CompiledModel(Path.Combine(entry.Folder, Output), compiler, entry.WasThere, translate, TimeSpan.Zero);
    }

    /// <summary>Even asked for its version it writes a temporary file, which stays when it is killed.</summary>
    private static async Task<InstalledTool> CompilerAsync(CancellationToken cancellationToken)
    {
        using ScratchFolder scratch = RunFolder.Scratch();
        return await ToolVersions.RequireAsync(ToolCatalog.Iverilog, BuildCache.TemporariesIn(scratch.Path), cancellationToken);
    }

    private static IEnumerable<string> Macros(SimulationModel model)
    {
        LayerDesign design = model.Design;
        Schedule schedule = design.Schedule;
        (string Name, object Value)[] macros =
        [
            ("TOP", model.Top),
            ("STREAM_BITS", design.OutputStream.StreamBits),
            ("CODE_VALID_BITS", design.Grid.Count),
            ("CODE_BITS", design.Grid.Count * design.Adcs * design.Configuration.Adc.Bits),
            ("ACC_BITS", schedule.Requantizers * design.Grid.RowTiles * design.Arithmetic.Accumulator.Bits),
            ("Y_BITS", schedule.Requantizers * design.Arithmetic.Output.SignedBits()),
            ("FLAG_BITS", schedule.Requantizers),
        ];
        IEnumerable<string> bus = design.HasBus
            ? [$"-D{ConfigurationNames.Of(design.Configuration.Interface.Control).ToUpperInvariant()}=1", $"-DADDRESS_BITS={RegisterMap.Of(design).AddressBits}"]
            : [];
        return macros.Select(m => $"-D{m.Name}={m.Value}").Concat(bus);
    }
}
