// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tensors;

namespace RtlGen.Tests.Golden;

/// <summary>Exact comparison of tensors; says where they first differ and how often.</summary>
internal static class TensorAssert
{
    public static void AreEqual(Tensor actual, Tensor expected, string name)
    {
        if (Difference(actual, expected, name) is string difference)
        {
            Assert.Fail(difference);
        }
    }

    /// <summary>Null when the two are equal.</summary>
    public static string? Difference(Tensor actual, Tensor expected, string name)
    {
        if (!actual.Shape.SequenceEqual(expected.Shape))
        {
            return $"{name} has the shape {TensorIndex.Shape(actual.Shape)}, expected {TensorIndex.Shape(expected.Shape)}";
        }

        int[] different = [.. Enumerable.Range(0, expected.Data.Length).Where(i => actual.Data[i] != expected.Data[i])];
        return different.Length == 0
            ? null
            : $"{name}[{TensorIndex.Text(expected.Shape, different[0])}] is {actual.Data[different[0]]}, "
                + $"expected {expected.Data[different[0]]}; {different.Length} of {expected.Data.Length} differ";
    }
}
