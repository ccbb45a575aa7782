// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tensors;

/// <summary>The content of one .npy file.</summary>
/// <param name="Tensor">The elements; of a float32 file their IEEE bit patterns, 0 … 2^32 − 1.</param>
/// <param name="IsFloat32">True when the elements are bit patterns of singles and no integers.</param>
/// <param name="File">The file as the user named it, for messages.</param>
public sealed record NpyArray(Tensor Tensor, bool IsFloat32, string File)
{
    /// <summary>Integers that come from no file.</summary>
    public static NpyArray OfIntegers(Tensor tensor, string name) => new(tensor, false, name);
}
