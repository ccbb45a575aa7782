// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Configuration;

/// <summary>Section <c>weights</c>.</summary>
internal static class WeightKeys
{
    public static readonly Key<WeightEncoding> Encoding = new("weights.encoding", new ChoiceType<WeightEncoding>(), c => c.Weights.Encoding)
    {
        Documentation = "How a signed weight becomes cells, which hold no negative numbers.",
    };

    public static readonly Key<int> Bits = new("weights.bits", new IntegerType<int>(1, 16), c => c.Weights.Bits)
    {
        Documentation = "Bw, bits of a weight. Bipolar: 1; differential and two's complement: at least 2.",
        Condition = Condition.Unless(Encoding, WeightEncoding.Levels),
        Defaults = [new(1) { When = Condition.When(Encoding, WeightEncoding.Bipolar) }],
    };

    public static readonly Key<WeightReference> Reference = new("weights.reference", new ChoiceType<WeightReference>(), c => c.Weights.Reference)
    {
        Documentation = "Who computes the sum of inputs that offset weights owe: logic, or one more column of the crossbar.",
        Condition = Condition.When(Encoding, WeightEncoding.Offset),
        Defaults = [new(WeightReference.Digital)],
    };

    public static readonly Key<WeightSubtraction> Subtraction = new("weights.subtraction", new ChoiceType<WeightSubtraction>(), c => c.Weights.Subtraction)
    {
        Documentation = "Where the negative column is subtracted from the positive: after conversion, or before it.",
        Condition = Condition.When(Encoding, WeightEncoding.Differential, WeightEncoding.Levels),
        Defaults = [new(WeightSubtraction.Digital)],
    };

    public static readonly Key<IReadOnlyList<int>> Levels = new("weights.levels", new LevelsType(255), c => c.Weights.Levels)
    {
        Documentation = "What a cell can hold, ascending from 0, none above 2^cell_bits - 1. Weights are plus or minus a level.",
        Condition = Condition.When(Encoding, WeightEncoding.Levels),
        Neutral = [],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [Encoding, Bits, Reference, Subtraction, Levels];
}

/// <summary>Section <c>inputs</c>.</summary>
internal static class InputKeys
{
    public static readonly Key<InputEncoding> Encoding = new("inputs.encoding", new ChoiceType<InputEncoding>(), c => c.Inputs.Encoding)
    {
        Documentation = "How an input becomes slices that are driven on the rows; bipolar exactly when the weights are.",
    };

    public static readonly Key<int> Bits = new("inputs.bits", new IntegerType<int>(1, 16), c => c.Inputs.Bits)
    {
        Documentation = "Bx, bits of an input. Bipolar: 1; signed encodings: at least 2.",
        Defaults = [new(1) { When = Condition.When(Encoding, InputEncoding.Bipolar) }],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [Encoding, Bits];
}

/// <summary>Section <c>crossbar</c>.</summary>
internal static class CrossbarKeys
{
    public static readonly Key<int> Rows = new("crossbar.rows", new IntegerType<int>(1, 4096), c => c.Crossbar.Rows)
    {
        Documentation = "Physical word lines. Bipolar: even.",
    };

    public static readonly Key<int> Columns = new("crossbar.columns", new IntegerType<int>(1, 4096), c => c.Crossbar.Columns)
    {
        Documentation = "Physical bit lines; a reference column comes on top.",
    };

    public static readonly Key<int> CellBits = new("crossbar.cell_bits", new IntegerType<int>(1, 8), c => c.Crossbar.CellBits)
    {
        Documentation = "Bits that a cell can hold.",
        Defaults = [new(1)],
    };

    public static readonly Key<IReadOnlyList<int>> SliceBits = new("crossbar.slice_bits", new IntegerListType(1, 8, 1), c => c.Crossbar.SliceBits)
    {
        Documentation = "Bits of each slice of a weight, lowest first, instead of the even cut by cell_bits. Their sum is the bits being cut.",
        Condition = Condition.When(WeightKeys.Encoding, WeightEncoding.Offset, WeightEncoding.Differential, WeightEncoding.TwosComplement),
        Defaults = [new([], "the even cut by crossbar.cell_bits")],
        Neutral = [],
    };

    public static readonly Key<int> RowsPerActivation = new("crossbar.rows_per_activation", new IntegerType<int>(1, 4096), c => c.Crossbar.RowsPerActivation)
    {
        Documentation = "Word lines driven together. Bipolar: even.",
        Defaults = [new(Rows)],
    };

    public static readonly IReadOnlyList<KeyDescription> All = [Rows, Columns, CellBits, SliceBits, RowsPerActivation];
}
