// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Design;

/// <summary>
/// The tensors that a layer computes with besides its inputs, as the contract's section 9 shapes them. Null where the
/// configuration has no use for one. Validated against the configuration before they get here.
/// </summary>
public sealed record LayerParameters
{
    /// <summary>[K, N].</summary>
    public required Tensor Weights { get; init; }

    /// <summary>[N] or [1]; null: no bias.</summary>
    public Tensor? Bias { get; init; }

    /// <summary>[N] or [1]; q31 integers, or for <c>float32</c> the IEEE single bit patterns.</summary>
    public Tensor? Multiplier { get; init; }

    /// <summary>[N] or [1].</summary>
    public Tensor? Shift { get; init; }

    /// <summary>[N, 2^Bo − 1] or [1, 2^Bo − 1].</summary>
    public Tensor? Thresholds { get; init; }

    /// <summary>[2^Bo].</summary>
    public Tensor? Table { get; init; }

    /// <summary>[row tiles, column tiles, rows, columns (+1)]; null: the cells follow from the weights.</summary>
    public Tensor? Cells { get; init; }

    /// <summary>[row tiles, column tiles, lanes (+1), 2^Ba − 1]; null: the configured map.</summary>
    public Tensor? AdcThresholds { get; init; }

    /// <summary>[row tiles, column tiles, lanes * columns_per_adc (+1)]: what is subtracted from codes; null: zeros.</summary>
    public Tensor? AdcOffsets { get; init; }

    /// <summary>Seed of the read noise.</summary>
    public ulong NoiseSeed { get; init; }

    /// <summary>How cells answer to pulses, where the layer writes them itself; null: seed 0, no faults, preloaded.</summary>
    public CellProgramming? Programming { get; init; }

    /// <summary>Element of a per-channel or per-tensor vector for output <paramref name="n"/>; <paramref name="missing"/> where it was not given.</summary>
    public static long Of(Tensor? tensor, int n, long missing) =>
        tensor is null ? missing : tensor.Data[tensor.Data.Length == 1 ? 0 : n];
}
