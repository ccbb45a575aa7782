// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;

namespace RtlGen.Scenarios;

/// <summary>
/// The flows through the control plane that can be drawn for a design: what no stream of vectors reaches. Each is drawn from a seed
/// alone and judged exactly.
/// </summary>
public static class ControlScenarios
{
    /// <summary>Random accesses against the register model.</summary>
    public const string Traffic = "traffic";

    /// <summary>Packets of wrong lengths, refused accesses, resets in the middle of anything.</summary>
    public const string Faults = "faults";

    /// <summary>Cells are programmed, failures and codes read, weights locked.</summary>
    public const string Programming = "programming";

    /// <summary>Shifted ADCs are calibrated.</summary>
    public const string Calibration = "calibration";

    /// <summary>Vectors through registers.</summary>
    public const string BusStream = "bus_stream";

    /// <summary>Performance counters, timing registers and the interrupt.</summary>
    public const string Counters = "counters";

    /// <summary>A conversion of an external ADC that never ends.</summary>
    public const string Endless = "endless";

    /// <summary>Accesses of a round of traffic.</summary>
    private const int AccessesOfRound = 100;

    /// <summary>Every flow.</summary>
    public static IReadOnlyList<string> Names { get; } = [Traffic, Faults, Programming, Calibration, BusStream, Counters, Endless];

    /// <summary>Those of <see cref="Names"/> that can be drawn for a design; none without a bus.</summary>
    public static IReadOnlyList<string> AppliesTo(LayerDesign design) => [.. Names.Where(n => AppliesTo(n, design))];

    /// <summary>True when the flow can be drawn for the design.</summary>
    /// <exception cref="ArgumentException">There is no such flow.</exception>
    public static bool AppliesTo(string name, LayerDesign design)
    {
        bool applies = name switch
        {
            // They send a vector more than once, which read noise does not allow.
            Traffic or Faults => design.Configuration.Analog.Noise == 0,
            Programming => design.Configuration.Interface.Programming,
            Calibration => design.Configuration.Adc.OffsetCorrection,
            BusStream or Counters => true,
            Endless => EndlessConversionFlow.AppliesTo(design),
            _ => throw Unknown(name),
        };
        return design.HasBus && applies;
    }

    /// <summary>Draws a flow.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="layer">A layer that it applies to, with at least two vectors.</param>
    /// <param name="seed">The same seed gives the same scenario for the same layer.</param>
    /// <param name="length">
    /// How much happens, at least 1: rounds of traffic, two at least; faults; rows that are programmed; commands of calibration; vectors. Of an endless
    /// conversion there is one in all vectors of the layer.
    /// </param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    /// <exception cref="ArgumentException">There is no such flow, or it does not apply.</exception>
    public static DrawnScenario Draw(string name, ControlledLayer layer, ulong seed, int length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layer.Batch, 2, nameof(layer));
        if (!AppliesTo(name, layer.Design))
        {
            throw new ArgumentException($"the flow {name} does not apply to {layer.Design.Name}", nameof(name));
        }

        // Generators of the runtime take small seeds.
        int small = new SplitMix64(seed).Below(int.MaxValue);
        switch (name)
        {
            case Programming:
                ProgrammingFlow programming = new(layer, ProgrammingPlan.Draw(seed, length), cancellationToken);
                return new DrawnScenario(name, programming.Layer, programming.Check);
            case Calibration:
                CalibrationFlow calibration = CalibrationFlow.Draw(layer, seed, length, cancellationToken);
                return new DrawnScenario(name, calibration.Layer, calibration.Check);
            case Endless:
                EndlessConversionFlow endless = new(layer, seed);
                return new DrawnScenario(name, endless.Layer, endless.Check);
            default:
                return new DrawnScenario(name, layer, name switch
                {
                    Traffic => new RandomTraffic(layer, small, Math.Max(2, length), AccessesOfRound).Check,
                    Faults => new RandomFaults(layer, small, length).Check,
                    BusStream => new BusStreamFlow(layer, seed, length).Check,
                    Counters => new CounterFlow(layer, seed, length).Check,
                    _ => throw Unknown(name),
                });
        }
    }

    private static ArgumentException Unknown(string name) => new($"there is no flow {name}; there are {string.Join(", ", Names)}", nameof(name));
}
