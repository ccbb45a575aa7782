// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Chain;

/// <summary>A tap of the RTL against what another implementation recorded, exactly.</summary>
/// <param name="Tap">The contract's name of the tap.</param>
/// <param name="File">The recorded tensor.</param>
/// <param name="Compared">Values compared.</param>
/// <param name="Differing">Values that are not equal.</param>
/// <param name="First">The first of them in words; null when there is none.</param>
public sealed record RecordedComparison(string Tap, string File, int Compared, int Differing, string? First)
{
    /// <summary>Compares a [batch, N] tensor with a recorded file of the same shape.</summary>
    /// <exception cref="BadInputException">The file cannot be read or has another shape.</exception>
    public static RecordedComparison Of(string tap, string file, Tensor actual)
    {
        Tensor recorded = NpyFile.Read(file).Tensor;
        if (!recorded.Shape.SequenceEqual(actual.Shape))
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.TensorShape,
                new SourcePosition(file, 0, 0),
                tap,
                null,
                $"the recorded tensor has the shape [{string.Join(", ", recorded.Shape)}], but the layer gives [{string.Join(", ", actual.Shape)}]",
                "record it for the same inputs"));
        }

        int[] differing = [.. Enumerable.Range(0, actual.Data.Length).Where(i => actual.Data[i] != recorded.Data[i])];
        string? first = differing is [int i, ..]
            ? $"vector {i / actual.Shape[1]}, output {i % actual.Shape[1]}: recorded {recorded.Data[i]}, is {actual.Data[i]}"
            : null;
        return new RecordedComparison(tap, file, actual.Data.Length, differing.Length, first);
    }
}
