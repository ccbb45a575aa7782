// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Registers;
using RtlGen.Software;
using RtlGen.Tensors;
using RtlGen.Tools;

namespace RtlGen.Driver;

/// <summary>How to run a driver.</summary>
public sealed record DriverRunOptions
{
    /// <summary>Chance in percent of each cycle, on each channel of the bus, in which it rests.</summary>
    public int StallPercent { get; init; }

    /// <summary>Seed of the stalls.</summary>
    public ulong StallSeed { get; init; } = 1;

    /// <summary>Seed of the random start of every register and memory; at least 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True: the driver's interrupt handler takes every event.</summary>
    public bool Interrupts { get; init; } = true;

    /// <summary>What the driver sets the timing registers to; null: it leaves them.</summary>
    public RuntimeTiming? Timing { get; init; }

    /// <summary>How cells are programmed; null: they are not, and hold what the simulation starts with.</summary>
    public ProgramSettings? Pulses { get; init; } = new();

    /// <summary>Where cells are not programmed: the driver says that they hold their weights, without which it runs nothing.</summary>
    public bool KeepsCells { get; init; } = true;

    /// <summary>Not null: every tile is calibrated, before programming: its cells hold what the simulation starts with.</summary>
    public CalibrationSettings? Calibration { get; init; }

    /// <summary>True: the codes of every row are read after programming. Needs <c>interface.readback</c>.</summary>
    public bool Readback { get; init; }

    /// <summary>What Verilator's model is built for.</summary>
    public BuildProfile Profile { get; init; }

    /// <summary>Where compiled models are kept; null: as for co-simulation.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Where files are written, and left behind; null: a temporary folder that is removed.</summary>
    public string? WorkDirectory { get; init; }

    /// <summary>Longest time of one external tool, the simulation included.</summary>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromMinutes(30);
}

/// <summary>A driver's call did not end as it should, or the bus broke its rules.</summary>
public sealed class DriverRunException(string message) : Exception(message);

/// <summary>Runs the driver of a layer in a simulation of its RTL, everything over the bus.</summary>
public static class DriverRun
{
    /// <summary>
    /// Emits and compiles layer and driver, or takes them from the cache, and lets the driver do it all: load the parameters,
    /// calibrate, program the weights, run the vectors, read the counters.
    /// </summary>
    /// <param name="design">A layer with a bus.</param>
    /// <param name="parameters">Validated tensors; how the cells behave too.</param>
    /// <param name="inputs">[batch, K].</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="DriverRunException">The driver reported an error, or the bus is at fault.</exception>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">A tool failed or timed out.</exception>
    public static Task<DriverResult> RunAsync(
        LayerDesign design, LayerParameters parameters, Tensor inputs, DriverRunOptions options, CancellationToken cancellationToken) =>
        RunAsync(SimulationModel.Of(design, parameters), parameters, inputs, options, cancellationToken);

    /// <summary>The same for Verilog from elsewhere, or changed on purpose.</summary>
    /// <inheritdoc cref="RunAsync(LayerDesign, LayerParameters, Tensor, DriverRunOptions, CancellationToken)"/>
    public static Task<DriverResult> RunAsync(
        SimulationModel model, LayerParameters parameters, Tensor inputs, DriverRunOptions options, CancellationToken cancellationToken) =>
        SimulationFiles.GuardAsync(() => SimulateAsync(model, parameters, inputs, options, cancellationToken));

    private static async Task<DriverResult> SimulateAsync(
        SimulationModel model, LayerParameters parameters, Tensor inputs, DriverRunOptions options, CancellationToken cancellationToken)
    {
        LayerDesign design = model.Design;
        CompiledModel compiled = await VerilatorBuild.GetAsync(
            model, HarnessOf(design), BuildCache.Open(options.CacheDirectory), options.Profile, options.ToolTimeout, cancellationToken);
        using RunFolder folder = await RunFolder.CreateAsync(options.WorkDirectory, model.Images, cancellationToken);
        await File.WriteAllTextAsync(folder.File("job.txt"), await JobAsync(folder, design, parameters, inputs, options, cancellationToken), cancellationToken);
        ToolInvocation invocation = new(compiled.File, "job.txt") { WorkingDirectory = folder.Path, Timeout = options.ToolTimeout };
        ToolResult result = await ToolRunner.RunAsync(invocation, cancellationToken);
        if (result.ExitCode is 1 or 3)
        {
            throw new DriverRunException($"{design.Name}: {(result.Output + result.Error).Trim().Split('\n')[^1]}");
        }

        if (result.ExitCode != 0)
        {
            throw ToolFailedException.FromResult(invocation, result);
        }

        return DriverResult.Read(result.Output, folder, design, inputs.Shape[0]);
    }

    /// <summary>The harness with the driver of a design.</summary>
    internal static HarnessProgram HarnessOf(LayerDesign design)
    {
        IEnumerable<GeneratedFile> driver = DriverEmitter.Emit(design, null)
            .Concat(RegisterDocuments.Emit(design).Where(f => f.Path.EndsWith(".h", StringComparison.Ordinal)))
            .Select(f => f with { Path = Path.GetFileName(f.Path) });
        return new HarnessProgram(
            [.. Harness.Library, .. Harness.Of("driver_run.cpp"), DriverSources.HeaderOf(design, false), .. driver]);
    }

    private static async Task<string> JobAsync(
        RunFolder folder, LayerDesign design, LayerParameters parameters, Tensor inputs, DriverRunOptions options, CancellationToken cancellationToken)
    {
        StringBuilder job = new();
        job.Append(CultureInfo.InvariantCulture, $"address_bits {RegisterMap.Of(design).AddressBits}\nseed {options.Seed}\n");
        job.Append(CultureInfo.InvariantCulture, $"stalls {options.StallPercent} {options.StallSeed}\ninterrupts {(options.Interrupts ? 1 : 0)}\n");
        if (options.Timing is { } timing)
        {
            job.Append(CultureInfo.InvariantCulture, $"timing {timing.DriveCycles} {timing.SettleCycles} {timing.SampleCycles}\n");
        }

        // Offsets count in programming too.
        foreach (ParameterImage image in ParameterImage.Of(design, parameters))
        {
            await WriteAsync(image.Name, image.Values, image.Name is "thresholds" ? 8 : 4);
        }

        if (options.Calibration is { } calibration)
        {
            job.Append(CultureInfo.InvariantCulture, $"calibrate {calibration.Rows} {calibration.Expected + design.Arithmetic.Adc.CodeMin} {calibration.Tolerance}\n");
        }

        if (design.HasProgramming && options.Pulses is { } pulses)
        {
            await WriteAsync("weights", parameters.Weights.Data);
            job.Append(CultureInfo.InvariantCulture, $"program {pulses.SetCycles} {pulses.ResetCycles} {pulses.Limit} {pulses.Tolerance} failures.bin\n");
        }

        else if (design.HasProgramming && options.KeepsCells)
        {
            job.Append("keep_cells\n");
        }

        if (options.Readback)
        {
            job.Append("readback readback.bin\n");
        }

        await File.WriteAllBytesAsync(folder.File("inputs.bin"), Bytes(inputs.Data, 4), cancellationToken);
        return job.Append("run inputs.bin outputs.bin\n").ToString();

        async Task WriteAsync(string name, IReadOnlyList<long> values, int bytes = 4)
        {
            await File.WriteAllBytesAsync(folder.File($"{name}.bin"), Bytes(values, bytes), cancellationToken);
            job.Append(CultureInfo.InvariantCulture, $"set {name} {name}.bin\n");
        }
    }

    private static byte[] Bytes(IEnumerable<long> numbers, int bytes) =>
        [.. numbers.SelectMany(n => BitConverter.GetBytes(n).Take(bytes))];
}
