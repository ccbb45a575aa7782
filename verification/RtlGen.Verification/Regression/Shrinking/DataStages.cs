// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Regression.Cases;
using RtlGen.Tensors;

namespace RtlGen.Regression.Shrinking;

/// <summary>Fewer vectors, outputs and inputs, and simpler values.</summary>
internal static class DataStages
{
    /// <summary>Tensors whose shape hangs on the grid of tiles: they go when the grid changes.</summary>
    private static readonly string[] s_ofTiles = ["cells", "adc_thresholds", "adc_offsets"];

    /// <summary>Tensors with an element (or a row) for each output.</summary>
    private static readonly string[] s_ofOutputs = ["bias", "multiplier", "shift", "thresholds"];

    /// <summary>Tensors whose single values are made simpler.</summary>
    private static readonly string[] s_simple = ["inputs", "weights", "bias", "adc_offsets", "cells"];

    public static IEnumerable<RegressionCase> Vectors(RegressionCase @case) =>
        Axis.Choices(@case.Tensors.Inputs!.Tensor.Shape[0]).Select(kept => @case with { Tensors = Kept(@case.Tensors, "inputs", 0, kept) });

    /// <summary>Columns of the weights, with all that belongs to them.</summary>
    public static IEnumerable<RegressionCase> Outputs(RegressionCase @case)
    {
        int outputs = @case.Tensors.Weights!.Tensor.Shape[1];
        return Axis.Choices(outputs).SelectMany(kept =>
        {
            TensorSet tensors = Kept(@case.Tensors, "weights", 1, kept);
            foreach (string name in s_ofOutputs)
            {
                // [1] serves all outputs.
                tensors = Find(tensors, name) is { Tensor.Shape: [var n, ..] } && n == outputs ? Kept(tensors, name, 0, kept) : tensors;
            }

            return Reshaped(@case, "layer.outputs", kept.Length, tensors);
        });
    }

    /// <summary>Rows of the weights, with the inputs that drive them.</summary>
    public static IEnumerable<RegressionCase> Inputs(RegressionCase @case) =>
        Axis.Choices(@case.Tensors.Weights!.Tensor.Shape[0]).SelectMany(kept =>
            Reshaped(@case, "layer.inputs", kept.Length, Kept(Kept(@case.Tensors, "weights", 0, kept), "inputs", 1, kept)));

    /// <summary>Tensors that need not be there, then zeros in ever smaller parts of the others.</summary>
    public static IEnumerable<RegressionCase> Values(RegressionCase @case)
    {
        foreach (string name in (string[])[.. s_ofTiles, "bias"])
        {
            if (Find(@case.Tensors, name) is not null)
            {
                yield return @case with { Tensors = @case.Tensors.With(name, null) };
            }
        }

        foreach (string name in s_simple)
        {
            if (Find(@case.Tensors, name) is not { } array)
            {
                continue;
            }

            foreach (long[] simpler in Simpler(array.Tensor.Data))
            {
                yield return @case with { Tensors = @case.Tensors.With(name, array with { Tensor = new Tensor(array.Tensor.Shape, simpler) }) };
            }
        }
    }

    private static IEnumerable<long[]> Simpler(long[] data)
    {
        int[] busy = [.. Enumerable.Range(0, data.Length).Where(i => data[i] != 0)];
        if (busy.Length == 0)
        {
            yield break;
        }

        yield return new long[data.Length];
        foreach (int[] kept in Axis.Choices(busy.Length))
        {
            long[] simpler = new long[data.Length];
            foreach (int k in kept)
            {
                simpler[busy[k]] = data[busy[k]];
            }

            yield return simpler;
        }

        // Bipolar values cannot be 0: make them all alike. What is large is tried small.
        yield return [.. data.Select(v => v == 0 ? 0L : 1L)];
        foreach (int i in busy.Where(i => Math.Abs(data[i]) > 1).Take(64))
        {
            long[] simpler = [.. data];
            simpler[i] = data[i] / 2;
            yield return simpler;
        }
    }

    /// <summary>The case with another shape: with what hangs on the grid where that still fits, and without it.</summary>
    private static IEnumerable<RegressionCase> Reshaped(RegressionCase @case, string key, int extent, TensorSet tensors)
    {
        IReadOnlyDictionary<string, string> values = ConfigurationWriter.Values(ConfigurationReader.Parse(@case.Configuration, @case.Id).Configuration);
        string text = @case.Configuration;
        if (values.ContainsKey(key))
        {
            text = ConfigurationWriter.ToYaml(new Dictionary<string, string>(values, StringComparer.Ordinal) { [key] = extent.ToString(CultureInfo.InvariantCulture) });
        }

        RegressionCase smaller = @case with { Configuration = text, Tensors = tensors };
        yield return smaller;
        if (s_ofTiles.Any(t => Find(tensors, t) is not null))
        {
            yield return smaller with { Tensors = s_ofTiles.Aggregate(tensors, (all, name) => all.With(name, null)) };
        }
    }

    private static TensorSet Kept(TensorSet tensors, string name, int axis, int[] kept)
    {
        NpyArray array = Find(tensors, name)!;
        return tensors.With(name, array with { Tensor = Axis.Keep(array.Tensor, axis, kept) });
    }

    private static NpyArray? Find(TensorSet tensors, string name) =>
        tensors.Given().Where(t => string.Equals(t.Name, name, StringComparison.Ordinal)).Select(t => t.Array).FirstOrDefault();
}
