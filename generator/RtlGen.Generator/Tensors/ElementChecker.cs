// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Tensors;

/// <summary>Checks the type, shape and elements of one tensor at a time; each failure is a diagnostic that names it.</summary>
internal sealed class ElementChecker(DiagnosticBag bag)
{
    /// <summary>Elements of one tensor that are reported one by one; of the others there is the count.</summary>
    private const int MostReported = 3;

    public bool IntegersOfRank(string name, NpyArray array, int rank, string wanted)
    {
        if (array.IsFloat32)
        {
            Type(name, array, "integers");
            return false;
        }

        if (array.Tensor.Rank != rank)
        {
            Shape(name, array, wanted);
            return false;
        }

        return true;
    }

    public bool IntegersOfShape(string name, NpyArray array, IReadOnlyList<int> shape)
    {
        string wanted = TensorIndex.Shape(shape);
        if (!IntegersOfRank(name, array, shape.Count, wanted))
        {
            return false;
        }

        if (!array.Tensor.Shape.SequenceEqual(shape))
        {
            Shape(name, array, wanted);
            return false;
        }

        return true;
    }

    /// <summary>Reports a wrong element type.</summary>
    public void Type(string name, NpyArray array, string wanted) => bag.Add(new Diagnostic(
        DiagnosticCodes.TensorShape, new SourcePosition(array.File, 0, 0), name, array.IsFloat32 ? "float32" : "integers",
        $"'{name}' holds {(array.IsFloat32 ? "float32 values" : "integers")}", $"it must hold {wanted}"));

    /// <summary>Reports a wrong shape.</summary>
    public void Shape(string name, NpyArray array, string wanted) => bag.Add(new Diagnostic(
        DiagnosticCodes.TensorShape, new SourcePosition(array.File, 0, 0), name, TensorIndex.Shape(array.Tensor.Shape),
        $"'{name}' has the shape {TensorIndex.Shape(array.Tensor.Shape)}", $"it must be {wanted}"));

    /// <summary>Every element lies in the range.</summary>
    public void Range(string name, NpyArray array, IntegerRange range)
    {
        long min = (long)range.Min;
        long max = (long)range.Max;
        Values(name, array, $"{range}", value => value >= min && value <= max);
    }

    /// <summary>Every element is allowed.</summary>
    public void Values(
        string name, NpyArray array, string allowed, Func<long, bool> isAllowed, Func<long, string>? show = null) =>
        Each(name, array, (data, i) => isAllowed(data[i]) ? null : $"is {show?.Invoke(data[i]) ?? $"{data[i]}"}, allowed {allowed}");

    /// <summary>Along the last axis no element is smaller than the one before.</summary>
    public void Ascending(string name, NpyArray array)
    {
        int length = array.Tensor.Shape[^1];
        Each(name, array, (data, i) => i % length == 0 || data[i] >= data[i - 1]
            ? null
            : $"is {data[i]}, allowed {data[i - 1]} and above: thresholds ascend");
    }

    private void Each(string name, NpyArray array, Func<long[], int, string?> complaintAbout)
    {
        long[] data = array.Tensor.Data;
        int count = 0;
        for (int i = 0; i < data.Length; i++)
        {
            string? complaint = complaintAbout(data, i);
            if (complaint is not null && count++ < MostReported)
            {
                Report(name, array, $"{data[i]}", $"{name}[{TensorIndex.Text(array.Tensor.Shape, i)}] {complaint}", null);
            }
        }

        if (count > MostReported)
        {
            Report(name, array, null, $"{count} elements of '{name}' are not allowed, the first {MostReported} are listed", "mend the tensor, or the configuration");
        }
    }

    private void Report(string name, NpyArray array, string? value, string message, string? remedy) => bag.Add(new Diagnostic(
        DiagnosticCodes.TensorValue, new SourcePosition(array.File, 0, 0), name, value, message, remedy));
}
