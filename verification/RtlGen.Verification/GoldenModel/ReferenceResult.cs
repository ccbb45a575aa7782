// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>What a layer must compute for a batch: every tap of the contract's section 1.</summary>
/// <param name="Codes">[batch, row tiles, column tiles, phases, row groups, conversions], or [0] where they were not asked for.</param>
/// <param name="Accumulators">[batch, row tiles, N]: acc of every tile.</param>
/// <param name="Y">[batch, N] in units of 2^−F, bias included.</param>
/// <param name="Outputs">[batch, N]: q (requantize none: a).</param>
/// <param name="Overflow">[batch, N]: 1 where an accumulator of any row tile or the clamp to int32 changed a value.</param>
public sealed record ReferenceResult(Tensor Codes, Tensor Accumulators, Tensor Y, Tensor Outputs, Tensor Overflow)
{
    /// <summary>What the ADCs saw, noise included, in units of 2^−f and in the shape of the codes; [0] where it was not asked for.</summary>
    public Tensor ColumnValues { get; init; } = new(0);
}

/// <summary>How much of a run is kept.</summary>
public sealed record ReferenceOptions
{
    /// <summary>False saves memory for large batches.</summary>
    public bool KeepCodes { get; init; } = true;

    /// <summary>True keeps the column values too, as many numbers as there are codes.</summary>
    public bool KeepColumnValues { get; init; }

    /// <summary>Number of the batch's first vector; the read noise of a vector depends on its number.</summary>
    public long FirstVector { get; init; }
}
