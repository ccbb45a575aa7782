// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Regression.Cases;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Coverage;

/// <summary>Corners of data, judged from the tensors and from what the golden model made of them.</summary>
internal static class DataCorners
{
    /// <summary>Vectors that are computed again to see whether a code was clipped.</summary>
    private const int MostLooks = 4;

    private static readonly (string Name, Func<Look, bool> Holds)[] s_corners =
    [
        ("inputs.all_zero", l => l.AnyInput(x => x.All(v => v == 0))),
        ("inputs.all_max", l => l.AnyInput(x => x.All(v => v == l.InputRange.Max))),
        ("inputs.all_min", l => l.InputRange.Min < 0 && l.AnyInput(x => x.All(v => v == l.InputRange.Min))),
        ("inputs.alternating", l => l.AnyInput(x => Alternates(x, l.InputRange.Max, l.InputRange.Min))),
        ("weights.all_zero", l => l.AnyWeights(w => w.All(v => v == 0))),
        ("weights.all_max", l => l.AnyWeights(w => w.All(v => v == l.WeightRange.Max))),
        ("weights.all_min", l => l.AnyWeights(w => w.All(v => v == l.WeightRange.Min))),
        ("weights.alternating", l => l.AnyWeights(w => Alternates(w, l.WeightRange.Max, l.WeightRange.Min))),
        ("code.least", l => l.HasCode(l.Map.CodeMin)),
        ("code.greatest", l => l.HasCode(l.Map.CodeMax)),
        ("code.clips_low", l => l.Clips(l.Map.CodeMin, u => u.ClippedLow)),
        ("code.clips_high", l => l.Clips(l.Map.CodeMax, u => u.ClippedHigh)),
        ("accumulator.negative", l => l.Reference.Accumulators.Data.Any(a => a < 0)),
        ("accumulator.saturates", l => l.Overflows(AccumulatorOverflow.Saturate)),
        ("accumulator.wraps", l => l.Overflows(AccumulatorOverflow.Wrap)),
        ("sum.beyond_int32", l => l.IsBeyondInt32()),
        ("output.least", l => l.IsQuantized && l.Reference.Outputs.Data.Contains(l.Layer.Design.Output.Lo)),
        ("output.greatest", l => l.IsQuantized && l.Reference.Outputs.Data.Contains(l.Layer.Design.Output.Hi)),
        ("tensors.no_bias", l => l.Layer.Parameters!.Bias is null),
        ("tensors.bias", l => l.Layer.Parameters!.Bias is not null),
        ("tensors.cells", l => l.Layer.Parameters!.Cells is not null),
        ("tensors.adc_thresholds", l => l.Layer.Parameters!.AdcThresholds is not null),
        ("tensors.adc_offsets", l => l.Layer.Parameters!.AdcOffsets is not null),
        ("conversions.vary", l => l.Case.ConversionSeed is not null),
        ("packets.too_long", l => l.Sends(p => p.ExtraBeats > 0)),
        ("packets.too_short", l => l.Sends(p => p.ExtraBeats < 0)),
        ("packets.one_beat", l => l.Layer.Design.InputStream.Beats == 1),
        ("tiles.one", l => l.Layer.Design.Grid.Count == 1),
        ("tiles.of_rows", l => l.Layer.Design.Grid is { RowTiles: > 1, ColumnTiles: 1 }),
        ("tiles.of_columns", l => l.Layer.Design.Grid is { RowTiles: 1, ColumnTiles: > 1 }),
        ("tiles.of_both", l => l.Layer.Design.Grid is { RowTiles: > 1, ColumnTiles: > 1 }),
        ("resets.three_seeds", l => l.Case.Passes.Select(p => p.Seed).Distinct().Count() >= 3),
    ];

    /// <summary>Every corner.</summary>
    public static FunctionalBins Bins { get; } = new([.. s_corners.Select(c => BinOf(c.Name))], []);

    /// <summary>The corners that a case reached.</summary>
    public static IReadOnlyList<string> Of(RegressionCase @case, LayerTensors layer, ReferenceResult reference, CancellationToken cancellationToken)
    {
        Look look = new(@case, layer, reference, cancellationToken);
        return [.. s_corners.Where(c => c.Holds(look)).Select(c => BinOf(c.Name))];
    }

    private static string BinOf(string corner) => $"data/{corner}";

    private static bool Alternates(IReadOnlyList<long> values, System.Numerics.BigInteger a, System.Numerics.BigInteger b) =>
        values.Count > 1 && (values[0] == a || values[0] == b) && values.Index().All(v => v.Item == (v.Index % 2 == 0 ? values[0] : a + b - values[0]));

    /// <summary>What corners ask of a case.</summary>
    private sealed record Look(RegressionCase Case, LayerTensors Layer, ReferenceResult Reference, CancellationToken Stop)
    {
        private readonly int[] _codesOfTile = [.. Enumerable.Range(0, Layer.Design.Grid.ColumnTiles).Select(j =>
            (Layer.Design.Grid.OutputsOf(j) * Layer.Design.Parts.Count) + (Layer.Design.Configuration.Weights.HasReferenceColumn ? 1 : 0))];

        public IntegerRange InputRange { get; } = ValueRanges.Input(Layer.Design.Configuration);

        public IntegerRange WeightRange { get; } = ValueRanges.Weight(Layer.Design.Configuration);

        public AdcMap Map => Layer.Design.Arithmetic.Adc;

        public bool IsQuantized => Layer.Design.Configuration.Output.Requantize != Requantize.None;

        private Tensor Inputs => Layer.Inputs!;

        private Tensor Weights => Layer.Parameters!.Weights;

        public bool AnyInput(Func<IReadOnlyList<long>, bool> holds) =>
            Enumerable.Range(0, Inputs.Shape[0]).Any(v => holds(new ArraySegment<long>(Inputs.Data, v * Inputs.Shape[1], Inputs.Shape[1])));

        /// <summary>Of an output.</summary>
        public bool AnyWeights(Func<IReadOnlyList<long>, bool> holds) =>
            Enumerable.Range(0, Weights.Shape[1]).Any(n => holds([.. Enumerable.Range(0, Weights.Shape[0]).Select(k => Weights[k, n])]));

        public bool HasCode(long code) => VectorsWith(code).Any();

        /// <summary>Column values are kept for a few vectors only, which are computed again: all of them would double the golden model's time.</summary>
        public bool Clips(long code, Func<CodeUse, long> count) => VectorsWith(code).Take(MostLooks).Any(v =>
        {
            Tensor one = new([1, Inputs.Shape[1]], Inputs.Data[(v * Inputs.Shape[1])..((v + 1) * Inputs.Shape[1])]);
            ReferenceResult again = ReferenceModel.Run(
                Layer.Design, Layer.Parameters!, one, new ReferenceOptions { KeepColumnValues = true, FirstVector = v }, Stop);
            return count(CodeUse.Of(Layer.Design, again.Codes, again.ColumnValues)) > 0;
        });

        /// <summary>An accumulator of a given width overflowed; what only left int32 does not count.</summary>
        public bool Overflows(AccumulatorOverflow kind)
        {
            AccumulatorOptions accumulator = Layer.Design.Configuration.Accumulator;
            return accumulator.Bits is not null && accumulator.Overflow == kind
                && Reference.Overflow.Data.Index().Any(o => o.Item != 0 && !IsBeyondInt32(Reference.Y.Data[o.Index]));
        }

        /// <summary>A sum left int32 and was clamped to it.</summary>
        public bool IsBeyondInt32() => Reference.Overflow.Data.Index().Any(o => o.Item != 0 && IsBeyondInt32(Reference.Y.Data[o.Index]));

        public bool Sends(Func<MalformedPacket, bool> which) => Case.Passes.Any(p => p.SendsMalformedPackets) && Case.Malformed.Any(which);

        private bool IsBeyondInt32(long y) => y >> Layer.Design.Arithmetic.FractionBits is > int.MaxValue or < int.MinValue;

        /// <summary>Vectors in which a column that is in use has this code.</summary>
        private IEnumerable<int> VectorsWith(long code)
        {
            Tensor codes = Reference.Codes;
            int padded = codes.Shape[^1];
            int steps = codes.Data.Length / padded / codes.Shape[0];
            return Enumerable.Range(0, codes.Shape[0]).Where(v => Enumerable.Range(0, steps).Any(s =>
                codes.Data.AsSpan(((v * steps) + s) * padded, _codesOfTile[s / Layer.Design.Steps % _codesOfTile.Length]).Contains(code)));
        }
    }
}
