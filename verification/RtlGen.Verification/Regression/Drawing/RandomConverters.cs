// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;

namespace RtlGen.Regression.Drawing;

/// <summary>Draws the sections dac, adc, accumulator and analog.</summary>
internal sealed class RandomConverters(RandomDraft draft, DrawOptions options)
{
    /// <summary>Comparators of a flash converter only make simulations slow beyond these bits, where fewer do.</summary>
    private const int MostFlashBits = 6;

    /// <summary>The largest slice that is driven.</summary>
    public int Dac(bool bipolar, int inputCut)
    {
        DacKind kind = options.WholeContract && !bipolar ? draft.PickFor("dac.kind", Enum.GetValues<DacKind>()) : DacKind.Pulse;
        int bits = kind == DacKind.Pulse ? 1 : draft.BetweenFor("dac.bits", 1, Math.Min(4, inputCut), Math.Min(8, inputCut));
        draft.SetName("dac", "kind", kind, DacKind.Pulse);
        draft.Set("dac", "bits", bits, 1);
        draft.Set("dac", "drive_cycles", draft.BetweenFor("dac.drive_cycles", 1, 4, 255), 1);
        draft.Set("dac", "settle_cycles", draft.BetweenFor("dac.settle_cycles", 0, 4, 255), 1);
        draft.Set("dac", "sample_cycles", draft.BetweenFor("dac.sample_cycles", 1, 3, 255), 1);
        SampleAndHold hold = kind == DacKind.Pwm
            ? draft.PickFor("adc.sample_and_hold", SampleAndHold.Single, SampleAndHold.Double)
            : draft.PickFor("adc.sample_and_hold", Enum.GetValues<SampleAndHold>());
        draft.SetName("adc", "sample_and_hold", hold, SampleAndHold.Double);
        if (kind == DacKind.Voltage && draft.Chance("dac.link", draft.Odds(2), "serial", "parallel"))
        {
            SerialDac(bits);
        }

        return (1 << bits) - 1;
    }

    /// <summary>Its ADCs can have digital offsets.</summary>
    public bool CanBeCorrected { get; private set; }

    /// <param name="columnMax">v_max.</param>
    /// <param name="isPair">Column values are negative too.</param>
    /// <param name="wholeSteps">The output takes integers only.</param>
    public void Adc(long columnMax, bool isPair, bool wholeSteps)
    {
        bool isSigned = isPair ? options.Lossless || !draft.Odds(8) : draft.Odds(5);
        AdcKind kind = options.WholeContract ? draft.PickFor("adc.kind", Enum.GetValues<AdcKind>()) : draft.PickFor("adc.kind", AdcKind.Sar, AdcKind.Flash);
        isSigned &= kind != AdcKind.SenseAmplifier;
        if (options.Lossless && LosslessBits(columnMax, isSigned || isPair) > MostBits(kind))
        {
            (kind, isSigned) = (AdcKind.Sar, isSigned || isPair);
        }

        int losslessBits = LosslessBits(columnMax, isSigned);
        bool canBeLossless = losslessBits <= MostBits(kind) && (isSigned || !isPair);
        // Asked for where no converter has the bits, it is refused by the design and drawn again.
        bool lossless = options.Lossless || (canBeLossless && draft.Odds(2));
        int bits = !lossless ? draft.BetweenFor("adc.bits", 1, MostBits(kind))
            : kind == AdcKind.Flash ? losslessBits
            : draft.BetweenFor("adc.bits", Math.Min(losslessBits, MostBits(kind)), MostBits(kind));
        CanBeCorrected = kind != AdcKind.SenseAmplifier;
        draft.SetName("adc", "kind", kind, AdcKind.Sar);
        draft.Set("adc", "bits", bits);
        if (kind != AdcKind.SenseAmplifier)
        {
            draft.Set("adc", "signed", isSigned, isPair);
        }

        if (kind == AdcKind.External)
        {
            int cycles = draft.Between(1, 20);
            draft.Set("adc", "conversion_cycles", cycles);
            if (draft.Chance("adc.link", draft.Odds(2), "serial", "parallel"))
            {
                // A busy pin is high for at least one cycle.
                SerialAdc(cycles > 1 ? draft.Pick(Enum.GetValues<AdcReady>()) : AdcReady.Time);
            }
        }

        Range(columnMax, bits, lossless, isPair && !isSigned, wholeSteps);
        Accumulator();
        Analog();
    }

    private void SerialDac(int bits)
    {
        int addressBits = draft.Between(0, 3);
        draft.SetName("dac", "link", ConverterLink.Serial);
        draft.Set(
            "dac", "serial",
            $"{{clock_divider: {draft.Between(1, 2)}, clock_edge: {ConfigurationNames.Of(draft.Pick(Enum.GetValues<SerialEdge>()))}, "
            + $"command_bits: 2, command: {draft.Between(0, 3)}, address_bits: {addressBits}, channels: {draft.Between(1, 1 << addressBits)}, "
            + $"data_bits: {bits + draft.Between(0, 2)}, trailing_bits: {draft.Between(0, 2)}, load_cycles: {draft.Between(1, 3)}}}");
    }

    private void SerialAdc(AdcReady ready)
    {
        draft.SetName("adc", "link", ConverterLink.Serial);
        draft.Set(
            "adc", "serial",
            $"{{clock_divider: {draft.Between(1, 2)}, leading_bits: {draft.Between(0, 2)}, trailing_bits: {draft.Between(0, 2)}, "
            + $"chain: {draft.Between(1, 4)}, ready: {ConfigurationNames.Of(ready)}, acquire_cycles: {draft.Between(1, 3)}}}");
    }

    /// <summary>Bits with which every column value is a code.</summary>
    private static int LosslessBits(long columnMax, bool isSigned) => (int)long.Log2(columnMax) + (isSigned ? 2 : 1);

    private static int MostBits(AdcKind kind) => kind switch
    {
        AdcKind.Flash => MostFlashBits,
        AdcKind.Ramp => 10,
        AdcKind.SenseAmplifier => 1,
        _ => 12,
    };

    /// <param name="columnMax">v_max.</param>
    /// <param name="bits">Bits of a code.</param>
    /// <param name="lossless">Choose <c>lossless</c>.</param>
    /// <param name="clampsNegative">No power of two keeps v_min from being clamped: only an explicit range is valid.</param>
    /// <param name="wholeSteps">The output takes integers only.</param>
    private void Range(long columnMax, int bits, bool lossless, bool clampsNegative, bool wholeSteps)
    {
        AdcRounding rounding = draft.PickFor("adc.rounding", Enum.GetValues<AdcRounding>());
        if (!lossless && (clampsNegative || rounding == AdcRounding.CeilMinusOne || draft.Odds(2)))
        {
            // A step that uses the codes somehow, and a zero somewhere near.
            long grain = wholeSteps ? 256 : draft.Pick(1, 16, 128, 256);
            long step = (long)(256.0 * columnMax / (1 << bits) * (0.5 + (1.5 * draft.Fraction())));
            long zero = draft.Between(-64 * columnMax, 64 * columnMax);
            draft.Set("adc", "range", $"{{step: {Text(Math.Max(grain, step / grain * grain))}, zero: {Text(zero / grain * grain)}}}");
        }
        else
        {
            rounding = rounding == AdcRounding.CeilMinusOne ? AdcRounding.Floor : rounding;
            AdcRangeKind kind = lossless ? AdcRangeKind.Lossless : AdcRangeKind.Full;
            draft.SetName("adc", "range", kind, AdcRangeKind.Lossless);
        }

        draft.SetName("adc", "rounding", rounding, AdcRounding.Floor);
    }

    private static string Text(long value256) => (value256 / 256m).ToString(CultureInfo.InvariantCulture);

    private void Accumulator()
    {
        if (options.WholeContract && !options.Lossless && draft.Odds(3))
        {
            draft.Set("accumulator", "bits", draft.BetweenFor("accumulator.bits", 6, 24, 64));
            draft.SetName("accumulator", "overflow", draft.PickFor("accumulator.overflow", Enum.GetValues<AccumulatorOverflow>()), AccumulatorOverflow.Saturate);
        }
    }

    private void Analog()
    {
        if (options.WholeContract && !options.Lossless && draft.Odds(2))
        {
            draft.Set("analog", "fraction_bits", draft.BetweenFor("analog.fraction_bits", 0, 8), 0);
            draft.Set("analog", "noise", draft.PickFor("analog.noise", "0", "0.25", "0.5", "1.375", "3.0"), "0");
        }
    }
}
