// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tensors;

/// <summary>Names elements and shapes in messages.</summary>
public static class TensorIndex
{
    /// <summary>The index of a flat position, <c>3, 7</c>.</summary>
    public static string Text(IReadOnlyList<int> shape, int flat)
    {
        int[] index = new int[shape.Count];
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            (flat, index[axis]) = Math.DivRem(flat, shape[axis]);
        }

        return string.Join(", ", index);
    }

    /// <summary>A shape as the contract writes it, <c>[64, 32]</c>.</summary>
    public static string Shape(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";
}
