// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace RtlGen.Coverage;

/// <summary>One side of a cross: a key, or what some keys decide together.</summary>
/// <param name="Name">In the names of bins.</param>
/// <param name="Choices">What there is to choose from, each with the keys that make the choice.</param>
internal sealed record CrossSide(string Name, IReadOnlyList<CrossChoice> Choices)
{
    /// <summary>Every word of a key.</summary>
    public static CrossSide Of(string key) =>
        new(key, [.. KeyDomain.Of(key).Choices.Select(c => new CrossChoice(c, new Dictionary<string, string>(StringComparer.Ordinal) { [key] = c }))]);

    /// <summary>What a configuration has chosen; null where the key does not apply.</summary>
    public CrossChoice? ChoiceOf(IReadOnlyDictionary<string, string> values) => Choices.FirstOrDefault(c => c.Keys.All(k =>
        values.TryGetValue(k.Key, out string? value) && (c.AnyValue.Contains(k.Key) ? !string.Equals(value, "auto", StringComparison.Ordinal) : string.Equals(value, k.Value, StringComparison.Ordinal))));
}

/// <summary>A choice of a side.</summary>
/// <param name="Text">In the names of bins.</param>
/// <param name="Keys">Values that make it.</param>
internal sealed record CrossChoice(string Text, IReadOnlyDictionary<string, string> Keys)
{
    /// <summary>Keys of which any number will do.</summary>
    public IReadOnlySet<string> AnyValue { get; init; } = FrozenSet<string>.Empty;
}

/// <summary>Combinations of the values of some keys, those that the configuration's rules allow.</summary>
internal sealed class CoverageCross
{
    private static readonly CrossSide s_accumulator = new("accumulator",
    [
        new CrossChoice("auto", Keys(("accumulator.bits", "auto"))),
        .. KeyDomain.Of("accumulator.overflow").Choices.Select(c =>
            new CrossChoice(c, Keys(("accumulator.bits", "16"), ("accumulator.overflow", c))) { AnyValue = FrozenSet.Create(StringComparer.Ordinal, "accumulator.bits") }),
    ]);

    private readonly CrossSide[] _sides;

    private CoverageCross(params CrossSide[] sides) => _sides = sides;

    /// <summary>The first of <see cref="All"/>: those of encodings, ADC, accumulator and requantization.</summary>
    public const int OfEncodings = 3;

    /// <summary>Encodings, ADC, accumulator and requantization; what holds and drives samples; what an output goes through; control.</summary>
    public static IReadOnlyList<CoverageCross> All { get; } =
    [
        Of("weights.encoding", "inputs.encoding", "adc.kind"),
        new(CrossSide.Of("weights.encoding"), CrossSide.Of("adc.kind"), s_accumulator, CrossSide.Of("output.requantize")),
        new(CrossSide.Of("inputs.encoding"), CrossSide.Of("adc.kind"), s_accumulator, CrossSide.Of("output.requantize")),
        Of("dac.kind", "adc.kind", "adc.sample_and_hold"),
        Of("output.requantize", "output.rounding", "output.granularity"),
        Of("output.requantize", "output.activation"),
        Of("interface.control", "interface.parameters"),
    ];

    /// <summary>The combinations that can be read, as their choices.</summary>
    public IEnumerable<IReadOnlyList<CrossChoice>> Legal() => Combinations(0).Where(c => LegalChoices.IsLegal(Merged(c)));

    /// <summary>The bin that a configuration falls into; null where a key does not apply.</summary>
    /// <param name="values">Every key that applies, as the writer spells it.</param>
    public string? BinOf(IReadOnlyDictionary<string, string> values)
    {
        CrossChoice?[] choices = [.. _sides.Select(s => s.ChoiceOf(values))];
        return choices.Contains(null) ? null : NameOf(choices!);
    }

    /// <summary><c>cross/weights.encoding=offset,adc.kind=sar</c>.</summary>
    public string NameOf(IReadOnlyList<CrossChoice> choices) =>
        "cross/" + string.Join(',', _sides.Zip(choices, (s, c) => $"{s.Name}={c.Text}"));

    private static CoverageCross Of(params string[] keys) => new([.. keys.Select(CrossSide.Of)]);

    private static Dictionary<string, string> Keys(params (string Key, string Value)[] values) =>
        values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> Merged(IEnumerable<CrossChoice> choices) =>
        choices.SelectMany(c => c.Keys).ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal);

    private IEnumerable<IReadOnlyList<CrossChoice>> Combinations(int side) => side == _sides.Length
        ? [[]]
        : _sides[side].Choices.SelectMany(c => Combinations(side + 1), (c, rest) => (IReadOnlyList<CrossChoice>)[c, .. rest]);
}
