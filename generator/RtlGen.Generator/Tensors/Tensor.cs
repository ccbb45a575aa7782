// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tensors;

/// <summary>An integer tensor in C order.</summary>
/// <param name="Shape">Extent of each axis.</param>
/// <param name="Data">Elements, the last axis fastest.</param>
public sealed record Tensor(IReadOnlyList<int> Shape, long[] Data)
{
    public Tensor(params int[] shape)
        : this(shape, new long[shape.Aggregate(1, (a, b) => checked(a * b))])
    {
    }

    public int Rank => Shape.Count;

    public long this[int i] { get => Data[i]; set => Data[i] = value; }

    public long this[int i, int j] { get => Data[(i * Shape[1]) + j]; set => Data[(i * Shape[1]) + j] = value; }
}
