// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>The verdict on a layer's RTL.</summary>
/// <param name="Run">What the RTL did.</param>
/// <param name="Reference">What it had to do.</param>
/// <param name="Comparisons">One a pass.</param>
/// <param name="Cycles">Of the first unstalled pass; null without one.</param>
public sealed record LayerVerdict(
    CoSimulationRun Run, ReferenceResult Reference, IReadOnlyList<Comparison> Comparisons, CycleCheck? Cycles)
{
    /// <summary>True when values, handshakes and cycles are all as they must be.</summary>
    public bool Passes => Comparisons.All(c => c.Agrees) && Cycles is not { Agrees: false };

    /// <summary>The pass and the difference to look at; null when there is none.</summary>
    public Comparison? FirstDiverging => Comparisons.FirstOrDefault(c => c.First is not null);
}

/// <summary>Runs the reference model and the RTL side by side and compares them.</summary>
public static class LayerVerification
{
    /// <summary>
    /// Computes the reference while the RTL is built and simulated, and compares every pass. Waves, where asked for, show the
    /// first diverging vector of the first diverging pass, vector 0 of the first pass where nothing diverges, or the vector named.
    /// </summary>
    /// <inheritdoc cref="CoSimulator.RunAsync(LayerDesign, LayerParameters, Tensor, CoSimulationOptions, CancellationToken)"/>
    public static Task<LayerVerdict> RunAsync(
        LayerDesign design, LayerParameters parameters, Tensor inputs, CoSimulationOptions options, CancellationToken cancellationToken) =>
        RunAsync(SimulationModel.Of(design, parameters, options.ConversionSeed), parameters, inputs, options, cancellationToken);

    /// <summary>The same for Verilog from elsewhere.</summary>
    public static async Task<LayerVerdict> RunAsync(
        SimulationModel model, LayerParameters parameters, Tensor inputs, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ReferenceResult> reference = Task.Run(() => ReferenceModel.Run(model.Design, parameters, inputs, stop.Token), stop.Token);
        Task<CoSimulationRun> simulation = CoSimulator.RunAsync(model, parameters, inputs, options with { Waves = null }, stop.Token);
        // Whichever fails first stops the other; both have ended before anything is reported.
        if ((await Task.WhenAny(reference, simulation)).IsFaulted)
        {
            await stop.CancelAsync();
        }

        try
        {
            await Task.WhenAll(reference, simulation);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await (reference.IsFaulted ? reference : (Task)simulation);
        }

        LayerVerdict verdict = Judge(model.Design, await simulation, await reference, options.ConversionSeed, options.Timing);
        return options.Waves is null ? verdict : await WithWavesAsync(model, parameters, inputs, options, verdict, cancellationToken);
    }

    /// <summary>Compares every pass, and the cycles of the first unstalled one.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="run">What the RTL did.</param>
    /// <param name="reference">What it had to do.</param>
    /// <param name="conversionSeed">Seed of the run's conversion times; null where they did not vary.</param>
    /// <param name="timing">What the timing registers held; null: the configuration's values.</param>
    public static LayerVerdict Judge(
        LayerDesign design, CoSimulationRun run, ReferenceResult reference, ulong? conversionSeed = null, RuntimeTiming? timing = null)
    {
        SimulatedPass? unstalled = run.Passes.FirstOrDefault(p => p.Pass is { IsUnstalled: true, SendsMalformedPackets: false });
        return new LayerVerdict(
            run,
            reference,
            [.. run.Passes.Select(p => Comparison.Of(design, p, reference))],
            unstalled is null ? null : CycleCheck.Of(design, unstalled, conversionSeed, timing));
    }

    private static async Task<LayerVerdict> WithWavesAsync(
        SimulationModel model,
        LayerParameters parameters,
        Tensor inputs,
        CoSimulationOptions options,
        LayerVerdict verdict,
        CancellationToken cancellationToken)
    {
        Comparison? diverging = verdict.FirstDiverging;
        SimulatedPass pass = diverging?.Pass ?? verdict.Run.Passes[0];
        int vector = options.WavesVector ?? diverging?.First!.Vector ?? 0;
        await CoSimulator.WriteWavesAsync(model, parameters, inputs, options, pass, vector, options.Waves!, cancellationToken);
        return verdict with { Run = verdict.Run with { Waves = options.Waves } };
    }
}
