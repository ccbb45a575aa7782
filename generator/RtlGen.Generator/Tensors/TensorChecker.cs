// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Tensors;

/// <summary>Checks tensors against a configuration (contract §3, §4, §7 to §9); every error goes to the bag, none is mended.</summary>
internal sealed class TensorChecker(LoadedConfiguration loaded, DiagnosticBag bag)
{
    private const int LargestExtent = 65536;

    /// <summary>Bits of a given cell or ADC threshold: sums over 4096 rows of 8-bit slices stay far from 64 bits.</summary>
    private const int AnalogBits = 40;

    private readonly RtlConfiguration _configuration = loaded.Configuration;

    private readonly ElementChecker _elements = new(bag);

    /// <summary>Tensors that are missing, and those that the configuration has no use for.</summary>
    public void Use(TensorSet set, TensorFiles? files, TensorDemand demand)
    {
        // A file that could not be read has its own diagnostic and is not missing.
        void Require(string name, bool given, string reason)
        {
            if (!given)
            {
                bag.Add(new Diagnostic(
                    DiagnosticCodes.TensorUse, new SourcePosition(loaded.File, 0, 0), name, null,
                    $"the tensor '{name}' is missing: {reason}", $"give it with --{name.Replace('_', '-')}"));
            }
        }

        if (demand != TensorDemand.Given)
        {
            Require("weights", set.Weights is not null || files?.Weights is not null, "there is nothing to compute with");
        }

        if (demand == TensorDemand.Simulation)
        {
            Require("inputs", set.Inputs is not null || files?.Inputs is not null, "there is nothing to compute from");
        }

        foreach (TensorUse use in TensorUse.Of(_configuration))
        {
            if (use.IsRequired && demand != TensorDemand.Given)
            {
                Require(use.Name, use.Get(set) is not null || (files is not null && use.Path(files) is not null), use.Reason);
            }

            if (!use.IsUsed && use.Get(set) is NpyArray unused)
            {
                Unused(use.Name, unused.File, use.Reason);
            }
        }

        if (set.NoiseSeed is ulong seed && _configuration.Analog.Noise == 0)
        {
            Unused("noise seed", $"{seed}", "'analog.noise' is 0");
        }
    }

    /// <summary>True when the weights have a shape from which a design can be derived.</summary>
    public bool Weights(NpyArray weights)
    {
        if (!_elements.IntegersOfRank("weights", weights, 2, "[K, N]"))
        {
            return false;
        }

        IReadOnlyList<int> shape = weights.Tensor.Shape;
        if (shape.Any(axis => axis is < 1 or > LargestExtent))
        {
            _elements.Shape("weights", weights, $"[K, N] with K and N of 1 … {LargestExtent}");
            return false;
        }

        Dictionary<long, bool> known = [];
        _elements.Values("weights", weights, AllowedWeights(), w => Memo(known, w, ValueRanges.IsAllowedWeight));
        return true;
    }

    /// <summary>Every tensor besides the weights, against the design.</summary>
    public void Parameters(TensorSet set, LayerDesign design)
    {
        OutputOptions output = _configuration.Output;
        int n = design.Grid.Outputs;
        Inputs(set.Inputs, design.Grid.Inputs);
        if (output.BiasBits > 0 && set.Bias is not null && VectorFits("bias", set.Bias, n, false, false))
        {
            _elements.Range("bias", set.Bias, BiasRange(design));
        }

        Multiplier(set.Multiplier, n);
        bool shifts = output.Requantize == Requantize.Shift
            || (output.Requantize == Requantize.Multiplier && output.Rounding != OutputRounding.Float32);
        if (shifts && set.Shift is not null && VectorFits("shift", set.Shift, n, true, false))
        {
            _elements.Range("shift", set.Shift, output.Requantize == Requantize.Shift ? new(0, 31) : new(-31, 30));
        }

        if (output.Requantize == Requantize.Thresholds && set.Thresholds is not null)
        {
            Thresholds(set.Thresholds, n, (1 << design.Output.Bits) - 1);
        }

        if (output.Activation == Activation.Table && set.Table is not null
            && _elements.IntegersOfShape("table", set.Table, [1 << design.Output.Bits]))
        {
            _elements.Range("table", set.Table, new(design.Output.FormatMin, design.Output.FormatMax));
        }

        Analog(set, design);
    }

    /// <summary>What <c>bias_bits</c> hold; without requantization also what keeps every result within the output's bits.</summary>
    private IntegerRange BiasRange(LayerDesign design)
    {
        IntegerRange range = IntegerRange.Signed(_configuration.Output.BiasBits);
        if (_configuration.Output.Requantize != Requantize.None)
        {
            return range;
        }

        int fraction = design.Arithmetic.FractionBits;
        IntegerRange room = new(
            -((design.Arithmetic.OutputSum.Min - design.Output.FormatMin) >> fraction),
            (design.Output.FormatMax - design.Arithmetic.OutputSum.Max) >> fraction);
        return range.Intersect(room);
    }

    private void Inputs(NpyArray? inputs, int k)
    {
        if (inputs is null || !_elements.IntegersOfRank("inputs", inputs, 2, $"[batch, {k}]"))
        {
            return;
        }

        if (inputs.Tensor.Shape[1] != k || inputs.Tensor.Shape[0] < 1)
        {
            _elements.Shape("inputs", inputs, $"[batch, {k}] with at least one vector");
            return;
        }

        IntegerRange range = ValueRanges.Input(_configuration);
        string allowed = _configuration.Inputs.Encoding == InputEncoding.Bipolar ? "-1 or 1" : $"{range}";
        Dictionary<long, bool> known = [];
        _elements.Values("inputs", inputs, allowed, x => Memo(known, x, ValueRanges.IsAllowedInput));
    }

    private void Multiplier(NpyArray? multiplier, int n)
    {
        OutputOptions output = _configuration.Output;
        bool isFloat = output.Rounding == OutputRounding.Float32;
        if (output.Requantize != Requantize.Multiplier || multiplier is null || !VectorFits("multiplier", multiplier, n, true, isFloat))
        {
            return;
        }

        if (isFloat)
        {
            _elements.Values(
                "multiplier", multiplier, "positive normal singles", bits => bits >> 23 is > 0 and < 255,
                bits => $"{BitConverter.Int32BitsToSingle(unchecked((int)bits))}");
        }
        else
        {
            _elements.Range("multiplier", multiplier, IntegerRange.Signed(32));
        }
    }

    private void Thresholds(NpyArray thresholds, int n, int steps)
    {
        bool perTensor = _configuration.Output.Granularity == Granularity.PerTensor;
        if (!_elements.IntegersOfRank("thresholds", thresholds, 2, $"[{(perTensor ? 1 : n)}, {steps}]"))
        {
            return;
        }

        IReadOnlyList<int> shape = thresholds.Tensor.Shape;
        if (shape[1] != steps || (shape[0] != 1 && (perTensor || shape[0] != n)))
        {
            _elements.Shape("thresholds", thresholds, perTensor || n == 1 ? $"[1, {steps}]" : $"[{n}, {steps}] or [1, {steps}]");
            return;
        }

        _elements.Ascending("thresholds", thresholds);
    }

    private void Analog(TensorSet set, LayerDesign design)
    {
        int rowTiles = design.Grid.RowTiles;
        int columnTiles = design.Grid.ColumnTiles;
        if (set.Cells is not null && _elements.IntegersOfShape(
            "cells", set.Cells, [rowTiles, columnTiles, _configuration.Crossbar.Rows, design.PhysicalColumns]))
        {
            _elements.Range("cells", set.Cells, IntegerRange.Signed(AnalogBits));
        }

        if (set.AdcThresholds is not null && _elements.IntegersOfShape(
            "adc_thresholds", set.AdcThresholds, [rowTiles, columnTiles, design.Adcs, (1 << _configuration.Adc.Bits) - 1]))
        {
            _elements.Ascending("adc_thresholds", set.AdcThresholds);
        }

        if (_configuration.Adc.OffsetCorrection && set.AdcOffsets is not null && _elements.IntegersOfShape(
            "adc_offsets", set.AdcOffsets, [rowTiles, columnTiles, design.OffsetsPerTile]))
        {
            _elements.Range("adc_offsets", set.AdcOffsets, IntegerRange.Signed(_configuration.Adc.Bits + 1));
        }
    }

    /// <summary>True for [N] or [1]; only [1] where a granularity per tensor applies.</summary>
    private bool VectorFits(string name, NpyArray array, int n, bool hasGranularity, bool isFloat)
    {
        bool perTensor = hasGranularity && _configuration.Output.Granularity == Granularity.PerTensor;
        string wanted = perTensor || n == 1 ? "[1]" : $"[{n}] or [1]";
        if (isFloat != array.IsFloat32)
        {
            _elements.Type(name, array, isFloat ? "float32" : "integers");
            return false;
        }

        IReadOnlyList<int> shape = array.Tensor.Shape;
        if (shape.Count != 1 || (shape[0] != 1 && (perTensor || shape[0] != n)))
        {
            _elements.Shape(name, array, perTensor ? $"{wanted}, since 'output.granularity' is per_tensor" : wanted);
            return false;
        }

        return true;
    }

    private string AllowedWeights() => _configuration.Weights.Encoding switch
    {
        WeightEncoding.Bipolar => "-1 or 1",
        WeightEncoding.Levels => $"plus or minus one of {string.Join(", ", _configuration.Weights.Levels)}",
        _ => $"{ValueRanges.Weight(_configuration)}",
    };

    private bool Memo(Dictionary<long, bool> known, long value, Func<RtlConfiguration, long, bool> isAllowed)
    {
        if (!known.TryGetValue(value, out bool allowed))
        {
            known[value] = allowed = isAllowed(_configuration, value);
        }

        return allowed;
    }

    private void Unused(string name, string value, string reason) => bag.Add(new Diagnostic(
        DiagnosticCodes.TensorUse, new SourcePosition(loaded.File, 0, 0), name, value,
        $"the configuration has no use for the {(name.Contains(' ', StringComparison.Ordinal) ? name : $"tensor '{name}'")}: {reason}",
        "leave it out, or change the configuration"));
}
