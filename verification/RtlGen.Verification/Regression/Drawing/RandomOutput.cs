// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Regression.Drawing;

/// <summary>Draws the section output.</summary>
internal sealed class RandomOutput(RandomDraft draft, DrawOptions options)
{
    private const string Section = "output";

    private static readonly OutputRounding[] ShiftRoundings =
        [OutputRounding.Floor, OutputRounding.HalfUp, OutputRounding.HalfEven, OutputRounding.HalfAway];

    /// <param name="bipolarWeights">Outputs may be bipolar too.</param>
    /// <param name="wholeSteps">True when the requantization takes integers only.</param>
    public void Draw(bool bipolarWeights, out bool wholeSteps)
    {
        Requantize mode = options.WholeContract
            ? draft.PickFor("output.requantize", Enum.GetValues<Requantize>())
            : draft.PickFor("output.requantize", Requantize.None, Requantize.Shift, Requantize.Multiplier);
        wholeSteps = false;
        draft.SetName(Section, "requantize", mode, Requantize.None);
        draft.Set(Section, "bias_bits", mode == Requantize.None ? draft.BetweenFor("output.bias_bits", 0, 16) : draft.PickFor("output.bias_bits", 0, 8, 16, 24, 32), 32);
        if (draft.Odds(3))
        {
            draft.Set(Section, "requantizers", draft.BetweenFor("output.requantizers", 1, 6, 64));
        }

        if (mode == Requantize.None)
        {
            if (draft.Odds(2))
            {
                draft.Set(Section, "bits", 32);
            }

            return;
        }

        draft.SetName(Section, "granularity", draft.PickFor("output.granularity", Enum.GetValues<Granularity>()), Granularity.PerChannel);
        if (mode == Requantize.Thresholds)
        {
            Thresholds(bipolarWeights && draft.Odds(2));
            return;
        }

        wholeSteps = Rounding(mode);
        int bits = draft.Odds(4) ? draft.BetweenFor("output.bits", 1, 32) : draft.BetweenFor("output.bits", 1, 8, 32);
        (long least, long greatest) = Format(bits);
        draft.Set(Section, "zero_point", draft.Between(least, greatest), 0);
        Activation activation = options.WholeContract && bits <= 6
            ? draft.PickFor("output.activation", Enum.GetValues<Activation>())
            : draft.PickFor("output.activation", Activation.None, Activation.Relu, Activation.Clamp);
        draft.SetName(Section, "activation", activation, Activation.None);
        if (activation == Activation.Clamp)
        {
            long lo = draft.Between(least, greatest - 1);
            draft.Set(Section, "clamp", $"[{lo}, {draft.Between(lo + 1, greatest)}]");
        }
    }

    private void Thresholds(bool bipolar)
    {
        if (bipolar)
        {
            draft.Set(Section, "bits", 1);
            draft.Set(Section, "signed", false);
            draft.Set(Section, "bipolar", true);
            return;
        }

        Format(draft.BetweenFor("output.bits", 1, 4));
        draft.SetName(Section, "activation", draft.Pick(Activation.None, Activation.Table), Activation.None);
    }

    private (long Least, long Greatest) Format(int bits)
    {
        bool isSigned = bits > 1 && draft.Chance("output.signed", draft.Odds(2));
        draft.Set(Section, "bits", bits);
        draft.Set(Section, "signed", isSigned);
        return isSigned ? (-(1L << (bits - 1)), (1L << (bits - 1)) - 1) : (0, (1L << bits) - 1);
    }

    /// <summary>True for the roundings that take integers only.</summary>
    private bool Rounding(Requantize mode)
    {
        if (mode == Requantize.Shift)
        {
            draft.SetName(Section, "rounding", draft.PickFor("output.rounding", ShiftRoundings), OutputRounding.HalfUp);
            return false;
        }

        OutputRounding rounding = options.WholeContract
            ? draft.PickFor("output.rounding", OutputRounding.TfliteDouble, OutputRounding.TfliteSingle, OutputRounding.Float32, OutputRounding.HalfEven)
            : draft.PickFor("output.rounding", OutputRounding.TfliteDouble, OutputRounding.Float32, OutputRounding.HalfEven);
        draft.SetName(Section, "rounding", rounding, OutputRounding.TfliteDouble);
        return rounding != OutputRounding.HalfEven;
    }
}
