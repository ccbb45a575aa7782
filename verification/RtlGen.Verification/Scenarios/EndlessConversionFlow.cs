// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.CycleModel;
using RtlGen.Design;

namespace RtlGen.Scenarios;

/// <summary>
/// One conversion of an external ADC never ends: it is given up, counted and told by an interrupt; the other vectors come out
/// right, those before it and, where the ADCs have parallel links, those after it.
/// </summary>
public sealed class EndlessConversionFlow
{
    /// <summary>Cycles after which the interrupt's pin shows what its registers hold.</summary>
    private const int Settled = 4;

    /// <param name="layer">A layer that it applies to, with at least two vectors.</param>
    /// <param name="seed">Of the conversion times, and of the conversion that does not end.</param>
    public EndlessConversionFlow(ControlledLayer layer, ulong seed)
    {
        SplitMix64 random = new(seed);
        int vector = random.Below(layer.Batch);
        long conversions = (long)layer.Design.Steps * layer.Design.Schedule.MuxPositions;
        ulong endless = (ulong)((vector * conversions) + random.Between(0, conversions - 1));
        Layer = layer with { Model = SimulationModel.Of(layer.Design, layer.Parameters, random.Next(), endless) };
        Check = new ScenarioCheck(Layer);
        uint timeout = 1u << Check.Map.Raised.Single(e => string.Equals(e.Name, "adc_timeout", StringComparison.Ordinal)).Bit;
        Check.Write("INTERRUPT_STATUS", uint.MaxValue).Write("INTERRUPT_ENABLE", timeout).Start();
        if (vector > 0)
        {
            Check.Vectors(0, vector);
        }

        // A simulated chip that is read before its data is ready gives wrong codes for good.
        bool recovers = layer.Design.Configuration.Adc.Serial is null;
        Check.Spoiled(vector, 1);
        if (vector + 1 < layer.Batch)
        {
            Send(recovers, vector + 1, layer.Batch - vector - 1);
        }

        Check.Wait(layer.Batch).Irq(true).Read("ADC_TIMEOUTS", 1).Read("VECTORS", (uint)layer.Batch)
            .Read("INTERRUPT_STATUS", timeout, timeout).Write("INTERRUPT_STATUS", timeout).Do(s => s.Idle(Settled)).Irq(false);
        Send(recovers, 0, 2);
        Check.Wait(layer.Batch + 2).Read("ADC_TIMEOUTS", 1);
    }

    /// <summary>What is played: the conversions are in its images.</summary>
    public ControlledLayer Layer { get; }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    /// <summary>True behind a bus where ADCs end their conversions themselves, and where vectors may be sent twice.</summary>
    public static bool AppliesTo(LayerDesign design) =>
        design.HasBus && ConversionTimes.Vary(design) && design.Configuration.Analog.Noise == 0;

    private void Send(bool isRight, int first, int count) => _ = isRight ? Check.Vectors(first, count) : Check.Spoiled(first, count);
}
