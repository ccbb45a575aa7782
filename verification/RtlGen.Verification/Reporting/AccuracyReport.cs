// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Reporting;

/// <summary>The error of one output over a batch.</summary>
/// <param name="Output">n.</param>
/// <param name="ColumnTile">The tile column that holds it.</param>
/// <param name="Lanes">Its lanes in each of the tiles.</param>
/// <param name="Error">Of y, in units of the ideal product.</param>
public sealed record OutputError(int Output, int ColumnTile, IReadOnlyList<int> Lanes, ErrorStatistics Error);

/// <summary>How far a batch is from the ideal product <c>x W + bias</c>, and what the ADCs did on the way.</summary>
/// <param name="Codes">All conversions.</param>
/// <param name="Y">y against the product with its bias.</param>
/// <param name="WithoutBias">The same errors against x W alone: biases, being exact, would make every signal look large.</param>
/// <param name="Outputs">The same output by output.</param>
/// <param name="Q">q against the requantized product; null without requantization.</param>
public sealed record AccuracyReport(
    CodeUse Codes, ErrorStatistics Y, ErrorStatistics WithoutBias, IReadOnlyList<OutputError> Outputs, ErrorStatistics? Q)
{
    /// <summary>Outputs that are listed.</summary>
    private const int WorstShown = 8;

    /// <summary>The outputs with the largest root mean square of the error, the worst first; none without an error.</summary>
    public IEnumerable<OutputError> Worst => Outputs
        .Where(o => o.Error.Differing > 0)
        .OrderByDescending(o => o.Error.RootMeanSquare)
        .ThenBy(o => o.Output)
        .Take(WorstShown);

    /// <summary>Compares what a batch gave with the product of its inputs and the weights.</summary>
    /// <param name="layer">With parameters and inputs.</param>
    /// <param name="result">With codes, column values and y.</param>
    /// <param name="cancellation">Ends the work between two vectors.</param>
    public static AccuracyReport Of(LayerTensors layer, BatchResult result, CancellationToken cancellation = default)
    {
        LayerDesign design = layer.Design;
        LayerParameters parameters = layer.Parameters!;
        int fraction = design.Arithmetic.FractionBits;
        double unit = Math.ScaleB(1, -fraction);
        OutputError[] outputs = [.. Enumerable.Range(0, design.Grid.Outputs).Select(n => new OutputError(
            n, n / design.Grid.TileOutputs, LanesOf(design, n % design.Grid.TileOutputs), new ErrorStatistics(unit)))];
        ErrorStatistics y = new(unit);
        ErrorStatistics withoutBias = new(unit);
        ErrorStatistics? q = design.Configuration.Output.Requantize == Requantize.None ? null : new(1);
        IRequantizer requantizer = Requantizers.Of(design, parameters);
        long[] product = new long[outputs.Length];
        for (int b = 0; b < layer.Inputs!.Shape[0]; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            Multiply(layer.Inputs, b, parameters.Weights, product);
            for (int n = 0; n < product.Length; n++)
            {
                long bias = LayerParameters.Of(parameters.Bias, n, 0) << fraction;
                long a = (product[n] << fraction) + bias;
                y.Add(result.Y[b, n], a);
                withoutBias.Add(result.Y[b, n] - bias, a - bias);
                outputs[n].Error.Add(result.Y[b, n], a);
                q?.Add(result.Outputs[b, n], requantizer.Apply(a, n).Value);
            }
        }

        return new AccuracyReport(CodeUse.Of(design, result.Codes, result.ColumnValues), y, withoutBias, outputs, q);
    }

    private static IReadOnlyList<int> LanesOf(LayerDesign design, int output) =>
        [.. Enumerable.Range(0, design.Parts.Count).Select(part => design.Placement.LaneOf(output, part)).Distinct()];

    /// <summary>x W of one vector.</summary>
    private static void Multiply(Tensor inputs, int vector, Tensor weights, Span<long> product)
    {
        product.Clear();
        for (int k = 0; k < inputs.Shape[1]; k++)
        {
            long x = inputs[vector, k];
            ReadOnlySpan<long> row = weights.Data.AsSpan(k * product.Length, product.Length);
            for (int n = 0; n < product.Length; n++)
            {
                product[n] += x * row[n];
            }
        }
    }
}
