// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Configuration;

/// <summary>Whatever the text, reading ends in a configuration that round-trips, or in diagnostics with positions.</summary>
[TestFixture]
internal sealed class FuzzTests
{
    private const string Alphabet = "{}[]:,-?&*!|>'\"%@`#~ \n\t\r\\0123456789.eExabnosu_\u0000\u0085\uFEFF\uD800é";

    private static readonly string[] Words =
    [
        "none", "auto", "full", "offset", "levels", "bipolar", "clamp", "thresholds", "shift", "[0, 1]", "{step: 1, zero: 0}", "true", "1", "8",
        "- ", "? ", ": ", "---\n", "<<: ", "!!map ", "\n  ", "&a ", "*a ",
    ];

    [Test]
    public void ReadingNeverFailsOtherwise([Range(1, 8)] int seed)
    {
        string[] texts =
        [
            ConfigurationSample.With("output: {requantize: shift, bits: 8, activation: clamp, clamp: [0, 9]} | accumulator: {bits: 9, overflow: wrap}"),
            ConfigurationWriter.ToYaml(ConfigurationSample.Load("adc: {bits: 8, range: {step: 1.5, zero: -2}} | layer: {inputs: 3, outputs: 4}")),
        ];
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            string text = Mutate(texts[i % texts.Length], random);
            try
            {
                RtlConfiguration c = ConfigurationReader.Parse(text, "fuzz.yaml").Configuration;
                Assert.That(ConfigurationReader.Parse(ConfigurationWriter.ToYaml(c), "again.yaml").Configuration, Is.EqualTo(c), text);
            }
            catch (BadInputException e)
            {
                Assert.That(e.Diagnostics, Is.Not.Empty, text);
                Assert.That(e.Diagnostics.All(d => d.Position is { Line: > 0, Column: > 0 }), text);
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        var mutated = new StringBuilder(text);
        for (int edits = random.Next(1, 4); edits > 0; edits--)
        {
            int at = random.Next(mutated.Length);
            _ = random.Next(4) switch
            {
                0 => mutated.Remove(at, Math.Min(random.Next(1, 9), mutated.Length - at)),
                1 => mutated.Insert(at, Words[random.Next(Words.Length)]),
                2 => mutated.Insert(at, text.AsSpan(random.Next(text.Length / 2), random.Next(1, 30))),
                _ => mutated.Insert(at, Alphabet[random.Next(Alphabet.Length)]),
            };
        }

        return mutated.ToString();
    }
}
