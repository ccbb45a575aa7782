// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.Coverage;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tensors;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Runs the RTL of a layer in a simulator and says what every tap said.</summary>
public static class CoSimulator
{
    /// <summary>Cycles dumped before and after those of the vector itself.</summary>
    private const int WaveMargin = 4;

    /// <summary>Emits the RTL, compiles it (or takes it from the cache), and sends the inputs through it in every pass.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Validated tensors.</param>
    /// <param name="inputs">[batch, K].</param>
    /// <param name="options">How; <see cref="CoSimulationOptions.Waves"/> are written here too, of vector 0 unless one is named.</param>
    /// <param name="cancellationToken">Stops the tools, and removes what was temporary.</param>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">A tool failed or timed out.</exception>
    /// <exception cref="BadInputException">Files cannot be written, a malformed packet cannot be sent, or the run is too large.</exception>
    public static Task<CoSimulationRun> RunAsync(
        LayerDesign design, LayerParameters parameters, Tensor inputs, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        SimulationModel model = SimulationModel.Of(design, parameters, options.ConversionSeed);
        return RunAsync(model, parameters, inputs, options, Stopwatch.GetElapsedTime(start), cancellationToken);
    }

    /// <summary>The same, blocking.</summary>
    /// <inheritdoc cref="RunAsync(LayerDesign, LayerParameters, Tensor, CoSimulationOptions, CancellationToken)"/>
    public static CoSimulationRun Run(
        LayerDesign design, LayerParameters parameters, Tensor inputs, CoSimulationOptions options, CancellationToken cancellationToken) =>
        RunAsync(design, parameters, inputs, options, cancellationToken).GetAwaiter().GetResult();

    /// <summary>The same for Verilog from elsewhere: of a bundle, or changed on purpose.</summary>
    public static Task<CoSimulationRun> RunAsync(
        SimulationModel model, LayerParameters parameters, Tensor inputs, CoSimulationOptions options, CancellationToken cancellationToken) =>
        RunAsync(model, parameters, inputs, options, TimeSpan.Zero, cancellationToken);

    /// <summary>
    /// Runs a pass again and dumps the cycles of one vector, from its first input beat to its last output beat.
    /// The same seeds give the same cycles, so that the window is known from the first run.
    /// </summary>
    public static Task WriteWavesAsync(
        SimulationModel model,
        LayerParameters parameters,
        Tensor inputs,
        CoSimulationOptions options,
        SimulatedPass pass,
        int vector,
        string file,
        CancellationToken cancellationToken) => SimulationFiles.GuardAsync(async () =>
        {
            ISimulationEngine engine = EngineOf(options);
            CompiledModel compiled = await engine.BuildAsync(
                model, BuildCache.Open(options.CacheDirectory), BuildProfile.Trace, options.ToolTimeout, cancellationToken);
            using RunFolder folder = await RunFolder.CreateAsync(null, model.Images, cancellationToken);
            PlannedPass planned = new(pass.Pass, Stimulus.Of(model.Design, inputs, pass.Pass, options.MalformedPackets));
            VectorTiming timing = pass.Timing[Math.Clamp(vector, 0, pass.Timing.Count - 1)];
            long from = timing.FirstAccept < 0 ? 0 : Math.Max(0, timing.FirstAccept - WaveMargin);
            long to = timing.Beats.Count == 0 ? pass.Cycles : timing.Beats[^1] + WaveMargin;
            SimulationJob job = new(model.Design, ControlWrites.Of(model.Design, parameters, options.Timing), [planned], folder, options)
            {
                Window = new WaveWindow("waves.fst", from, to),
            };
            await engine.RunAsync(compiled, job, cancellationToken);
            string target = Path.GetFullPath(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(folder.File("waves.fst"), target, overwrite: true);
            return target;
        });

    private static async Task<CoSimulationRun> RunAsync(
        SimulationModel model,
        LayerParameters parameters,
        Tensor inputs,
        CoSimulationOptions options,
        TimeSpan emit,
        CancellationToken cancellationToken)
    {
        CoSimulationRun run = await SimulationFiles.GuardAsync(() => SimulateAsync(model, parameters, inputs, options, emit, cancellationToken));
        if (options.Waves is null)
        {
            return run;
        }

        await WriteWavesAsync(model, parameters, inputs, options, run.Passes[0], options.WavesVector ?? 0, options.Waves, cancellationToken);
        return run with { Waves = options.Waves };
    }

    private static async Task<CoSimulationRun> SimulateAsync(
        SimulationModel model,
        LayerParameters parameters,
        Tensor inputs,
        CoSimulationOptions options,
        TimeSpan emit,
        CancellationToken cancellationToken)
    {
        LayerDesign design = model.Design;
        PlannedPass[] planned = [.. options.Passes.Select(p => new PlannedPass(p, Stimulus.Of(design, inputs, p, options.MalformedPackets)))];
        RecordSize.Check(design, [.. planned.Select(p => p.Stimulus.Vectors)], options);
        ISimulationEngine engine = EngineOf(options);
        long start = Stopwatch.GetTimestamp();
        CompiledModel compiled = await engine.BuildAsync(
            model, BuildCache.Open(options.CacheDirectory), options.Profile, options.ToolTimeout, cancellationToken);
        TimeSpan build = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        using RunFolder folder = await RunFolder.CreateAsync(options.WorkDirectory, model.Images, cancellationToken);
        SimulationJob job = new(design, ControlWrites.Of(design, parameters, options.Timing), planned, folder, options);
        IReadOnlyList<PassRecords> records = await DiskSpace.GuardAsync(folder.Path, () => engine.RunAsync(compiled, job, cancellationToken));
        TimeSpan simulate = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        List<SimulatedPass> passes = [];
        for (int i = 0; i < planned.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            passes.Add(PassReader.Read(design, planned[i], records[i], options.KeepCodes));
        }

        TimeSplit times = new(emit, compiled.Translate, compiled.Compile, build, simulate, Stopwatch.GetElapsedTime(start));
        return new CoSimulationRun(passes, times, compiled.Simulator, compiled.WasCached, null)
        {
            Coverage = records[0].Coverage is null ? null : CodeCoverage.Merge(records.Select(r => r.Coverage!)),
            States = records[0].States is null ? null : ControllerStates.Merge(records.Select(r => r.States!)),
        };
    }

    private static ISimulationEngine EngineOf(CoSimulationOptions options) =>
        options.Engine == SimulationEngine.Verilator ? new VerilatorEngine() : new IcarusEngine();
}
