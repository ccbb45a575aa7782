// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Tests.Tensors;

/// <summary>What is said about tensors that do not fit their configuration, and that all of it is said at once.</summary>
internal sealed class LayerTensorsTests
{
    private const string Multiplier = "{requantize: multiplier, bits: 8}";

    [Test]
    public void WhatFitsIsLoaded()
    {
        LayerTensors layer = Check("{bias_bits: 8}", Fitting() with { Bias = Of(-128, 127) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layer.Design.Grid.Inputs, Is.EqualTo(3));
            Assert.That(layer.Design.Grid.Outputs, Is.EqualTo(2));
            Assert.That(layer.Parameters!.Bias!.Data, Is.EqualTo(new long[] { -128, 127 }));
            Assert.That(layer.Inputs!.Shape, Is.EqualTo(new[] { 1, 3 }));
        }
    }

    [Test]
    public void AnElementOutOfRangeIsNamedWithItsIndex()
    {
        TensorSet set = Fitting();
        set.Weights!.Tensor[2, 1] = 9;
        set.Inputs!.Tensor[0, 2] = -1;

        Assert.That(Errors("{}", set), Is.EqualTo(new[]
        {
            "RTG042 weights[2, 1] is 9, allowed -8 … 7",
            "RTG042 inputs[0, 2] is -1, allowed 0 … 15",
        }));
    }

    [Test]
    public void OfManyBadElementsTheFirstAreNamedAndAllCounted()
    {
        TensorSet set = Fitting();
        Array.Fill(set.Weights!.Tensor.Data, 99);

        Assert.That(Errors("{}", set), Is.EqualTo(new[]
        {
            "RTG042 weights[0, 0] is 99, allowed -8 … 7",
            "RTG042 weights[0, 1] is 99, allowed -8 … 7",
            "RTG042 weights[1, 0] is 99, allowed -8 … 7",
            "RTG042 6 elements of 'weights' are not allowed, the first 3 are listed",
        }));
    }

    [TestCase("{bias_bits: 0}", "bias", "RTG043 the configuration has no use for the tensor 'bias': 'output.bias_bits' is 0")]
    [TestCase("{}", "multiplier", "RTG043 the configuration has no use for the tensor 'multiplier': 'output.requantize' is none")]
    [TestCase("{requantize: multiplier, bits: 8, rounding: float32}", "shift", "RTG043 the configuration has no use for the tensor 'shift': 'output.requantize' is multiplier with rounding float32")]
    [TestCase(Multiplier, "thresholds", "RTG043 the configuration has no use for the tensor 'thresholds': 'output.requantize' is multiplier with rounding tflite_double")]
    [TestCase(Multiplier, "table", "RTG043 the configuration has no use for the tensor 'table': 'output.activation' is none")]
    public void ATensorWithoutUseIsRefused(string output, string name, string message)
    {
        Assert.That(Errors(output, With(name, Of(1), RequiredBy(output))), Is.EqualTo(new[] { message }));
    }

    [TestCase(Multiplier, "multiplier shift")]
    [TestCase("{requantize: multiplier, bits: 8, rounding: float32}", "multiplier")]
    [TestCase("{requantize: shift, bits: 8}", "shift")]
    [TestCase("{requantize: thresholds, bits: 2}", "thresholds")]
    [TestCase("{requantize: shift, bits: 8, activation: table}", "shift table")]
    public void AMissingTensorIsNamed(string output, string names)
    {
        string[] expected = [.. names.Split(' ').Select(n => $"RTG043 the tensor '{n}' is missing")];

        Assert.That(Errors(output, Fitting()).Select(e => e.Split(':')[0]), Is.EqualTo(expected));
    }

    [Test]
    public void WeightsAndInputsAreMissedWhereTheyAreNeeded()
    {
        LoadedConfiguration loaded = Configuration("{}");
        TensorSet weights = Fitting() with { Inputs = null };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Messages(() => LayerTensors.Check(loaded, new TensorSet())), Has.Length.EqualTo(2));
            Assert.That(Messages(() => LayerTensors.Check(loaded, new TensorSet(), TensorDemand.Parameters)), Has.Length.EqualTo(1));
            Assert.That(LayerTensors.Check(loaded, weights, TensorDemand.Parameters).Parameters, Is.Not.Null);
            Assert.That(LayerTensors.Check(loaded, new TensorSet(), TensorDemand.Given).Parameters, Is.Null);
            Assert.That(LayerTensors.Check(Configuration(Multiplier), weights, TensorDemand.Given).Parameters, Is.Null);
        }
    }

    [TestCase("{bias_bits: 8}", "bias", new long[] { 0, 128 }, "RTG042 bias[1] is 128, allowed -128 … 127")]
    [TestCase("{bias_bits: 8}", "bias", new long[] { 1, 2, 3 }, "RTG041 'bias' has the shape [3]; it must be [2] or [1]")]
    [TestCase("{bits: 16}", "bias", new long[] { 0, 32500 }, "RTG042 bias[1] is 32500, allowed -32408 … 32452")]
    [TestCase("{requantize: shift, bits: 8}", "shift", new long[] { 32 }, "RTG042 shift[0] is 32, allowed 0 … 31")]
    [TestCase("{requantize: shift, bits: 8}", "shift", new long[] { 0, -1 }, "RTG042 shift[1] is -1, allowed 0 … 31")]
    [TestCase("{requantize: shift, bits: 8, granularity: per_tensor}", "shift", new long[] { 1, 1 }, "RTG041 'shift' has the shape [2]; it must be [1], since 'output.granularity' is per_tensor")]
    [TestCase(Multiplier, "shift", new long[] { -32 }, "RTG042 shift[0] is -32, allowed -31 … 30")]
    [TestCase(Multiplier, "multiplier", new long[] { 1L << 31 }, "RTG042 multiplier[0] is 2147483648, allowed -2147483648 … 2147483647")]
    [TestCase("{requantize: multiplier, bits: 8, rounding: float32}", "multiplier", new long[] { 1 }, "RTG041 'multiplier' holds integers; it must hold float32")]
    public void VectorsAreChecked(string output, string name, long[] values, string message)
    {
        Assert.That(Errors(output, With(name, Of(values), RequiredBy(output)), withRemedy: message.Contains(';', StringComparison.Ordinal)), Is.EqualTo(new[] { message }));
    }

    [TestCase(0f)]
    [TestCase(-1f)]
    [TestCase(1e-40f)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NaN)]
    public void FloatMultipliersArePositiveNormalNumbers(float multiplier)
    {
        NpyArray array = new(new Tensor([1], [BitConverter.SingleToUInt32Bits(multiplier)]), true, "multiplier.npy");

        Assert.That(
            Errors("{requantize: multiplier, bits: 8, rounding: float32}", Fitting() with { Multiplier = array }),
            Is.EqualTo(new[] { $"RTG042 multiplier[0] is {multiplier}, allowed positive normal singles" }));
    }

    [Test]
    public void IntegersAreWantedElsewhere()
    {
        NpyArray singles = new(new Tensor([1], [0x3F800000]), true, "m.npy");

        Assert.That(
            Errors(Multiplier, Fitting() with { Multiplier = singles, Shift = singles }),
            Is.EqualTo(new[] { "RTG041 'multiplier' holds float32 values", "RTG041 'shift' holds float32 values" }));
    }

    [TestCase(new[] { 2, 3 }, new long[] { 0, 0, 1, 5, 4, 4 }, "RTG042 thresholds[1, 1] is 4, allowed 5 and above: thresholds ascend")]
    [TestCase(new[] { 2, 2 }, new long[] { 0, 0, 1, 5 }, "RTG041 'thresholds' has the shape [2, 2]")]
    [TestCase(new[] { 3 }, new long[] { 0, 0, 1 }, "RTG041 'thresholds' has the shape [3]")]
    public void OutputThresholdsAreChecked(int[] shape, long[] values, string message)
    {
        NpyArray thresholds = NpyArray.OfIntegers(new Tensor(shape, values), "t.npy");

        Assert.That(Errors("{requantize: thresholds, bits: 2}", Fitting() with { Thresholds = thresholds }), Is.EqualTo(new[] { message }));
    }

    [TestCase(new long[] { 0, 1, 2, 3 }, null)]
    [TestCase(new long[] { 0, 1, 2 }, "RTG041 'table' has the shape [3]")]
    [TestCase(new long[] { 0, 1, 2, 4 }, "RTG042 table[3] is 4, allowed 0 … 3")]
    public void TablesAreChecked(long[] values, string? message)
    {
        TensorSet set = Fitting() with { Shift = Of(0), Table = Of(values) };

        Assert.That(
            Errors("{requantize: shift, bits: 2, signed: false, activation: table}", set),
            Is.EqualTo(message is null ? [] : new[] { message }));
    }

    [Test]
    public void OffsetsAreCheckedAndNeedTheirCorrection()
    {
        LoadedConfiguration correcting = Configuration("{}", ", offset_correction: true");
        NpyArray offsets = NpyArray.OfIntegers(new Tensor(1, 1, 8), "offsets.npy");
        offsets.Tensor[3] = 15;
        offsets.Tensor[7] = -16;
        Assert.That(LayerTensors.Check(correcting, Fitting() with { AdcOffsets = offsets }).Parameters!.AdcOffsets, Is.SameAs(offsets.Tensor));
        Assert.That(
            Errors("{}", Fitting() with { AdcOffsets = offsets }),
            Is.EqualTo(new[] { "RTG043 the configuration has no use for the tensor 'adc_offsets': 'adc.offset_correction' is false" }));
        offsets.Tensor[3] = 16;
        Assert.That(
            Messages(() => LayerTensors.Check(correcting, Fitting() with { AdcOffsets = offsets })),
            Is.EqualTo(new[] { "RTG042 adc_offsets[0, 0, 3] is 16, allowed -16 … 15" }));
        NpyArray wrong = NpyArray.OfIntegers(new Tensor(1, 1, 9), "offsets.npy");
        Assert.That(
            Messages(() => LayerTensors.Check(correcting, Fitting() with { AdcOffsets = wrong }), withRemedy: true),
            Is.EqualTo(new[] { "RTG041 'adc_offsets' has the shape [1, 1, 9]; it must be [1, 1, 8]" }));
    }

    [Test]
    public void CellsAndConverterThresholdsAreChecked()
    {
        TensorSet set = Fitting() with
        {
            Cells = NpyArray.OfIntegers(new Tensor(1, 1, 4, 8), "cells.npy"),
            AdcThresholds = NpyArray.OfIntegers(new Tensor(1, 1, 7, 15), "adc.npy"),
        };
        Assert.That(Errors("{}", set, withRemedy: true), Is.EqualTo(new[]
        {
            "RTG041 'cells' has the shape [1, 1, 4, 8]; it must be [1, 1, 4, 9]",
            "RTG041 'adc_thresholds' has the shape [1, 1, 7, 15]; it must be [1, 1, 4, 15]",
        }));

        NpyArray descending = NpyArray.OfIntegers(new Tensor(1, 1, 4, 15), "adc.npy");
        descending.Tensor[0] = 1;
        Assert.That(
            Errors("{}", Fitting() with { AdcThresholds = descending }),
            Is.EqualTo(new[] { "RTG042 adc_thresholds[0, 0, 0, 1] is 0, allowed 1 and above: thresholds ascend" }));
    }

    [TestCase(new[] { 3 })]
    [TestCase(new[] { 3, 2, 1 })]
    [TestCase(new[] { 0, 2 })]
    public void WeightsOfNoMatrixAreRefused(int[] shape)
    {
        TensorSet set = Fitting() with { Weights = NpyArray.OfIntegers(new Tensor(shape), "w.npy") };

        Assert.That(Errors("{}", set), Is.EqualTo(new[] { $"RTG041 'weights' has the shape {TensorIndex.Shape(shape)}" }));
    }

    [Test]
    public void InputsMustFitTheWeightsAndHoldAVector()
    {
        TensorSet wrong = Fitting() with { Inputs = NpyArray.OfIntegers(new Tensor(5, 4), "x.npy") };
        TensorSet none = Fitting() with { Inputs = NpyArray.OfIntegers(new Tensor(0, 3), "x.npy") };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Errors("{}", wrong), Is.EqualTo(new[] { "RTG041 'inputs' has the shape [5, 4]" }));
            Assert.That(Errors("{}", none), Is.EqualTo(new[] { "RTG041 'inputs' has the shape [0, 3]" }));
        }
    }

    [Test]
    public void ASeedNeedsNoise()
    {
        Assert.That(
            Errors("{}", Fitting() with { NoiseSeed = 5 }),
            Is.EqualTo(new[] { "RTG043 the configuration has no use for the noise seed: 'analog.noise' is 0" }));
    }

    [Test]
    public void EverythingIsReportedAtOnce()
    {
        string folder = Directory.CreateTempSubdirectory("tensors").FullName;
        try
        {
            TensorSet set = Fitting() with { Shift = Of(99), Multiplier = Of(0), Table = Of(1) };
            set.Weights!.Tensor[0, 0] = -9;
            set.Inputs!.Tensor[0, 0] = 16;
            set.WriteTo(folder);
            File.WriteAllText(Path.Combine(folder, "bias.npy"), "nonsense");

            Assert.That(
                Messages(() => LayerTensors.Load(Configuration(Multiplier), TensorFiles.InFolder(folder))).Select(m => m[..6]),
                Is.EqualTo(new[] { "RTG040", "RTG043", "RTG042", "RTG042", "RTG042" }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void AFileThatCannotBeReadIsNotAlsoMissing()
    {
        TensorFiles files = new() { Weights = "/none/weights.npy", Inputs = "/none/inputs.npy" };

        Assert.That(Messages(() => LayerTensors.Load(Configuration("{}"), files)).Select(m => m[..6]), Is.EqualTo(new[] { "RTG040", "RTG040" }));
    }

    /// <summary>Three inputs by two outputs.</summary>
    private static TensorSet Fitting() => new()
    {
        Weights = NpyArray.OfIntegers(new Tensor([3, 2], [-8, 7, 1, 2, 3, 0]), "weights.npy"),
        Inputs = NpyArray.OfIntegers(new Tensor([1, 3], [0, 15, 7]), "inputs.npy"),
    };

    /// <summary>A set with every tensor that the output needs.</summary>
    private static TensorSet RequiredBy(string output)
    {
        bool isFloat = output.Contains("float32", StringComparison.Ordinal);
        bool multiplies = output.Contains("multiplier", StringComparison.Ordinal);
        return Fitting() with
        {
            Multiplier = multiplies ? new NpyArray(new Tensor([1], [0x3F800000]), isFloat, "multiplier.npy") : null,
            Shift = (multiplies && !isFloat) || output.Contains("shift", StringComparison.Ordinal) ? Of(0) : null,
        };
    }

    private static TensorSet With(string name, NpyArray array, TensorSet set) => name switch
    {
        "bias" => set with { Bias = array },
        "multiplier" => set with { Multiplier = array },
        "shift" => set with { Shift = array },
        "thresholds" => set with { Thresholds = array },
        _ => set with { Table = array },
    };

    private static NpyArray Of(params long[] values) => NpyArray.OfIntegers(new Tensor([values.Length], values), "vector.npy");

    private static LoadedConfiguration Configuration(string output, string adc = "") => ConfigurationReader.Parse(
        $$"""
        name: tensors
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 4, columns: 9, cell_bits: 2}
        adc: {kind: sar, bits: 4, columns_per_adc: 2 {{adc}} }
        output: {{output}}
        """,
        "tensors.yaml");

    private static LayerTensors Check(string output, TensorSet set) => LayerTensors.Check(Configuration(output), set);

    private static string[] Errors(string output, TensorSet set, bool withRemedy = false) =>
        Messages(() => Check(output, set), withRemedy);

    /// <summary>Code and message of every diagnostic; none when nothing is thrown.</summary>
    private static string[] Messages(Func<LayerTensors> check, bool withRemedy = false)
    {
        try
        {
            check();
            return [];
        }
        catch (BadInputException e)
        {
            return [.. e.Diagnostics.Select(d => $"{d.Code} {d.Message}{(withRemedy && d.Remedy is not null ? $"; {d.Remedy}" : "")}")];
        }
    }
}
