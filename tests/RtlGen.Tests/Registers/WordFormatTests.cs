// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Tests.Registers;

/// <summary>What windows hold, worked out by hand from docs/control.md and docs/contract.md.</summary>
internal sealed class WordFormatTests
{
    private const string Rest = """
        name: words
        layer: {inputs: 8, outputs: 4}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 8, columns: 8, cell_bits: 2}
        adc: {bits: 5, columns_per_adc: 2}

        """;

    [Test]
    public void WordsOfEveryCapability() => Assert.Multiple(() =>
    {
        Assert.That(Text(RegisterDesigns.All, "OUTPUT"), Is.EqualTo("an unsigned integer of 32 bits, 0 to 4294967295, bits of the beat; lowest word first"));
        Assert.That(Text(RegisterDesigns.All, "ROW_TARGETS"), Is.EqualTo(
            "16 unsigned integers of 2 bits, each 0 to 3, levels; physical column c is value c mod 16 of word c / 16; the reference column is 16"));
        Assert.That(Text(RegisterDesigns.All, "ROW_CODES"), Is.EqualTo("an unsigned integer of 8 bits, 0 to 255, a code with code_min subtracted; word = conversion column number"));
        Assert.That(Text(RegisterDesigns.All, "OFFSETS"), Is.EqualTo("a signed integer of 9 bits, -256 to 255, codes; word = tile * 17 + conversion column number"));
        Assert.That(Text(RegisterDesigns.All, "MULTIPLIER"), Is.EqualTo("a signed integer of 32 bits, -2147483648 to 2147483647, in units of 2^-31; word = output"));
        Assert.That(Text(RegisterDesigns.All, "SHIFT"), Is.EqualTo("a signed integer of 6 bits, -31 to 30, the exponent of a power of two; word = output"));
        Assert.That(Text(RegisterDesigns.All, "TABLE"), Is.EqualTo("a signed integer of 6 bits, -32 to 31; word n replaces the output -32 + n"));
        // 40 inputs times -8 to 7: -320 to 280.
        Assert.That(Text(RegisterDesigns.All, "WEIGHT_SUM"), Is.EqualTo("a signed integer of 10 bits, -512 to 511; word = output"));
    });

    [Test]
    public void WordsDependOnModeAndGranularity() => Assert.Multiple(() =>
    {
        Assert.That(Text(RegisterDesigns.Calibrated, "SHIFT"), Is.EqualTo("a signed integer of 6 bits, 0 to 31, to the right; one word for all outputs"));
        Assert.That(
            Text(RegisterDesigns.Of(Rest + "output: {requantize: multiplier, rounding: float32, bits: 8, granularity: per_tensor}"), "MULTIPLIER"),
            Is.EqualTo("a positive normal IEEE single, its 32 bits; one word for all outputs"));
        Assert.That(Text(RegisterDesigns.Of(Rest + "output: {requantize: none, bias_bits: 20}"), "BIAS"), Is.EqualTo("a signed integer of 20 bits, -524288 to 524287; word = output"));
        Assert.That(
            WordFormat.Of(RegisterDesigns.Of(Rest + "output: {requantize: thresholds, bits: 2, bias_bits: 0, granularity: per_tensor}"), "THRESHOLDS").Place,
            Is.EqualTo("word = index for all outputs alike, index 0 to 2, ascending"));
    });

    [Test]
    public void WideThresholdsTakeTwoWords()
    {
        WordFormat low = WordFormat.Of(RegisterDesigns.Thresholds, "THRESHOLDS");
        WordFormat high = WordFormat.Of(RegisterDesigns.Thresholds, "THRESHOLDS_HIGH");
        Assert.Multiple(() =>
        {
            Assert.That((low.Bits, low.IsSigned, high.IsSigned), Is.EqualTo((32, false, true)));
            Assert.That(low.Text, Does.EndWith($"the low bits of a signed threshold of {32 + high.Bits} bits"));
            Assert.That(low.Place, Is.EqualTo("word = output * 16 + index, index 0 to 14, ascending"));
        });
    }

    [Test]
    public void AWindowThatNoDesignHasIsRefused() =>
        Assert.That(() => WordFormat.Of(RegisterDesigns.All, "NOTHING"), Throws.ArgumentException.With.Message.Contains("NOTHING"));

    private static string Text(LayerDesign design, string window)
    {
        WordFormat word = WordFormat.Of(design, window);
        return $"{word.Text}; {word.Place}";
    }
}
