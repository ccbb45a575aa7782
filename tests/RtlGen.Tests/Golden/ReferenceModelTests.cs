// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>A layer worked out by hand, and what a run can be asked for.</summary>
internal sealed class ReferenceModelTests
{
    [Test]
    public void EveryTapOfASmallLayerIsAsWorkedOutByHand()
    {
        // w = 1, -2 are held as 3, 0; x = 3, 1 are driven as 11, 01: rows [1, 0], then [1, 1], both with v = 3.
        // t = (3 - 0.5) / 1.5 = 1.67: code 1 twice. acc = 1 * 2 + 1 = 3. In halves (F = 1): step 3, zero 1, Z = 2 + 1 = 3,
        // 3 * 3 + 1 * 3 = 12; owed 2 * (3 + 1) are 16 halves; bias 5 is 10 halves: 12 - 16 + 10 = 6.
        // A shift of 1 + F bits, half up: 6 / 4 = 1.5 gives 2, and the zero point 10 makes 12.
        ReferenceResult result = Run(
            """
            name: hand
            weights: {bits: 2, encoding: offset}
            inputs: {bits: 2, encoding: unsigned}
            crossbar: {rows: 2, columns: 1, cell_bits: 2}
            adc: {kind: sar, bits: 3, range: {step: 1.5, zero: 0.5}}
            output: {requantize: shift, bits: 8, zero_point: 10}
            """,
            new TensorSet
            {
                Weights = Of([2, 1], 1, -2),
                Inputs = Of([1, 2], 3, 1),
                Bias = Of([1], 5),
                Shift = Of([1], 1),
            });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Codes.Shape, Is.EqualTo(new[] { 1, 1, 1, 2, 1, 1 }));
            Assert.That(result.Codes.Data, Is.EqualTo(new long[] { 1, 1 }));
            Assert.That(result.Accumulators.Data, Is.EqualTo(new long[] { 3 }));
            Assert.That(result.Y.Data, Is.EqualTo(new long[] { 6 }));
            Assert.That(result.Outputs.Data, Is.EqualTo(new long[] { 12 }));
            Assert.That(result.Overflow.Data, Is.EqualTo(new long[] { 0 }));
        }
    }

    [Test]
    public void CodesOfTilesThatAreNotFullAreFilledUpWithZeros()
    {
        // Three outputs in tiles of two, a reference column: conversions are output, output, reference.
        ReferenceResult result = Run(
            """
            name: padded
            weights: {bits: 1, encoding: offset, reference: column}
            inputs: {bits: 1, encoding: unsigned}
            crossbar: {rows: 2, columns: 2}
            adc: {kind: sar, bits: 2}
            output: {bias_bits: 0}
            """,
            new TensorSet
            {
                Weights = Of([3, 3], 0, 0, 0, 0, -1, 0, 0, 0, 0),
                Inputs = Of([1, 3], 1, 1, 1),
            });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Codes.Shape, Is.EqualTo(new[] { 1, 2, 2, 1, 1, 3 }));
            Assert.That(result.Codes.Data, Is.EqualTo(new long[] { 2, 1, 2, 2, 2, 0, 1, 1, 1, 1, 1, 0 }));
            Assert.That(result.Accumulators.Data, Is.EqualTo(new long[] { 0, -1, 0, 0, 0, 0 }));
            Assert.That(result.Outputs.Data, Is.EqualTo(new long[] { 0, -1, 0 }));
        }
    }

    [Test]
    public void ARunWithoutCodesGivesTheSameResults()
    {
        LayerTensors layer = Noisy();
        ReferenceResult whole = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
        ReferenceResult lean = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!, new ReferenceOptions { KeepCodes = false });

        Assert.That(lean.Codes.Data, Is.Empty);
        TensorAssert.AreEqual(lean.Accumulators, whole.Accumulators, "accumulators");
        TensorAssert.AreEqual(lean.Outputs, whole.Outputs, "outputs");
    }

    [Test]
    public void AVectorIsTheSameInABatchAndAlone()
    {
        LayerTensors layer = Noisy();
        ReferenceResult whole = ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
        Tensor last = new([1, 4], [.. layer.Inputs!.Data[^4..]]);
        ReferenceResult alone = ReferenceModel.Run(layer.Design, layer.Parameters!, last, new ReferenceOptions { FirstVector = 19 });
        ReferenceResult misplaced = ReferenceModel.Run(layer.Design, layer.Parameters!, last);

        Assert.That(alone.Codes.Data, Is.EqualTo(whole.Codes.Data[^alone.Codes.Data.Length..]));
        Assert.That(misplaced.Codes.Data, Is.Not.EqualTo(alone.Codes.Data), "the noise of a vector depends on its number");
    }

    [Test]
    public void ARunCanBeCancelled()
    {
        LayerTensors layer = Noisy();

        Assert.That(
            () => ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>20 equal vectors of 4 inputs, read with noise.</summary>
    private static LayerTensors Noisy()
    {
        Tensor inputs = new(20, 4);
        Array.Fill(inputs.Data, 9);
        return LayerTensors.Check(
            ConfigurationReader.Parse(
                """
                name: noisy
                weights: {bits: 4, encoding: differential, subtraction: analog}
                inputs: {bits: 4, encoding: unsigned}
                crossbar: {rows: 4, columns: 12, cell_bits: 3}
                adc: {kind: sar, bits: 6}
                analog: {fraction_bits: 4, noise: 3}
                output: {bias_bits: 0}
                """,
                "noisy.yaml"),
            new TensorSet
            {
                Weights = Of([4, 6], [.. Enumerable.Range(0, 24).Select(i => (long)((i % 15) - 7))]),
                Inputs = NpyArray.OfIntegers(inputs, "inputs"),
                NoiseSeed = 3,
            });
    }

    private static ReferenceResult Run(string yaml, TensorSet set)
    {
        LayerTensors layer = LayerTensors.Check(ConfigurationReader.Parse(yaml, "model.yaml"), set);
        return ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!);
    }

    private static NpyArray Of(int[] shape, params long[] values) => NpyArray.OfIntegers(new Tensor(shape, values), "tensor");
}
