// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Regression.Shrinking;

/// <summary>Taking elements out of one axis of a tensor.</summary>
internal static class Axis
{
    /// <summary>Which elements to keep: first the halves, then the quarters taken out, down to single ones.</summary>
    /// <param name="length">Elements of the axis.</param>
    public static IEnumerable<int[]> Choices(int length)
    {
        int[] all = [.. Enumerable.Range(0, length)];
        if (length < 2)
        {
            yield break;
        }

        int half = length / 2;
        yield return all[..half];
        yield return all[half..];
        for (int parts = 4; ; parts *= 2)
        {
            int size = Math.Max(1, length / parts);
            for (int start = 0; start < length; start += size)
            {
                int end = Math.Min(length, start + size);
                yield return [.. all.Where(i => i < start || i >= end)];
            }

            if (size == 1)
            {
                yield break;
            }
        }
    }

    /// <summary>The elements of one axis that are kept, in their order.</summary>
    public static Tensor Keep(Tensor tensor, int axis, int[] kept)
    {
        int inner = tensor.Shape.Skip(axis + 1).Aggregate(1, (a, b) => a * b);
        int outer = tensor.Shape.Take(axis).Aggregate(1, (a, b) => a * b);
        int[] shape = [.. tensor.Shape];
        shape[axis] = kept.Length;
        Tensor result = new(shape);
        for (int o = 0; o < outer; o++)
        {
            for (int k = 0; k < kept.Length; k++)
            {
                tensor.Data.AsSpan(((o * tensor.Shape[axis]) + kept[k]) * inner, inner).CopyTo(result.Data.AsSpan(((o * kept.Length) + k) * inner, inner));
            }
        }

        return result;
    }
}
