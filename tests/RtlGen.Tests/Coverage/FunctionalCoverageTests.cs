// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Golden;
using RtlGen.Regression.Cases;
using RtlGen.Tensors;

namespace RtlGen.Tests.Coverage;

[TestFixture]
internal sealed class FunctionalCoverageTests
{
    /// <summary>Two inputs of two bits, weights 3 and -4 among them; codes of two bits clip at a column value of 3.</summary>
    private const string Yaml = """
        name: known
        weights: {encoding: offset, bits: 3}
        inputs: {encoding: unsigned, bits: 2}
        crossbar: {rows: 2, columns: 2, cell_bits: 3}
        dac: {kind: voltage, bits: 2}
        adc: {kind: flash, bits: 2, range: {step: 1, zero: 0}}
        accumulator: {bits: 4, overflow: saturate}
        output: {requantize: shift, bits: 2, bias_bits: 0}
        """;

    private static readonly long[] s_zero = [0, 0];
    private static readonly long[] s_greatest = [3, 3];
    private static readonly long[] s_alternating = [0, 3];

    [Test]
    public void A_known_case_reaches_what_its_text_says()
    {
        IReadOnlyList<string> bins = BinsOf(s_zero, s_greatest, s_alternating);
        Assert.That(bins, Is.SupersetOf((string[])
        [
            "key/adc.kind=flash", "key/adc.bits=2..3", "key/adc.range=explicit", "key/crossbar.slice_bits=none", "key/accumulator.overflow=saturate",
            "cross/weights.encoding=offset,inputs.encoding=unsigned,adc.kind=flash",
            "cross/weights.encoding=offset,adc.kind=flash,accumulator=saturate,output.requantize=shift",
            "data/inputs.all_zero", "data/inputs.all_max", "data/inputs.alternating", "data/weights.all_max", "data/weights.all_min",
            "data/code.least", "data/code.greatest", "data/code.clips_high", "data/tensors.no_bias", "data/tiles.one", "flow/vectors", "engine/verilator",
        ]));
        Assert.That(bins, Has.None.StartsWith("stall/"), "only coverage builds count states");
        Assert.That(bins, Is.Unique);
        Assert.That(bins.Except(FunctionalBins.Known.All, StringComparer.Ordinal), Is.Empty, "no bin that nobody asked for");
    }

    [Test]
    public void What_a_case_lacks_is_not_reached()
    {
        Assert.That(BinsOf(s_greatest), Does.Not.Contain("data/inputs.all_zero").And.Not.Contain("data/inputs.alternating"));
        Assert.That(BinsOf(s_zero), Does.Not.Contain("data/code.clips_high").And.Not.Contain("data/code.greatest"));
        Assert.That(BinsOf(s_zero), Has.None.Contain("adc.kind=sar").And.None.Contain("wraps"));
    }

    [Test]
    public void Two_columns_that_are_exactly_the_greatest_code_do_not_clip()
    {
        // Column values of 7 and 0 times 1 are beyond 3 and within; without the weight of 7 nothing is beyond.
        IReadOnlyList<string> bins = BinsOf(Case([[-1, -4], [-4, -4]], [1, 0]));
        Assert.That(bins, Does.Contain("data/code.greatest").And.Not.Contain("data/code.clips_high"));
    }

    private static IReadOnlyList<string> BinsOf(params long[][] vectors) => BinsOf(Case([[3, -4], [3, -4]], vectors));

    private static IReadOnlyList<string> BinsOf(RegressionCase @case)
    {
        LayerTensors layer = @case.Load();
        ReferenceResult reference = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
        CoSimulationRun run = new([], new TimeSplit(default, default, default, default, default, default), null!, false, null);
        return FunctionalCoverage.Of(@case, layer, new LayerVerdict(run, reference, [], null), CancellationToken.None);
    }

    private static RegressionCase Case(long[][] weights, params long[][] inputs) => new()
    {
        Id = "known/0",
        Configuration = Yaml,
        Tensors = new TensorSet { Weights = Array("weights", weights), Inputs = Array("inputs", inputs), Shift = Array("shift", [0]) },
    };

    private static NpyArray Array(string name, long[][] rows) =>
        NpyArray.OfIntegers(new Tensor([rows.Length, rows[0].Length], [.. rows.SelectMany(r => r)]), name);

    private static NpyArray Array(string name, long[] values) => NpyArray.OfIntegers(new Tensor([values.Length], values), name);
}
