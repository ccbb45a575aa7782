// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Bundles;

/// <summary>What a bundle is made of. The golden outputs come from the caller, who has the golden model.</summary>
public sealed record BundleContent
{
    /// <summary>Clock period where nobody asks for another, in nanoseconds.</summary>
    public const decimal DefaultClockPeriod = 4;

    /// <summary>The shortest period that constraints can hold, in nanoseconds.</summary>
    public const decimal ShortestClockPeriod = 0.001m;

    public required LoadedConfiguration Configuration { get; init; }

    public required LayerDesign Design { get; init; }

    /// <summary>What the cells hold and the parameters that the testbench writes.</summary>
    public required LayerParameters Parameters { get; init; }

    /// <summary>[batch, K], at least one vector.</summary>
    public required Tensor Inputs { get; init; }

    /// <summary>[batch, N]: the golden outputs of <see cref="Inputs"/>.</summary>
    public required Tensor Outputs { get; init; }

    /// <summary>True when the overflow flag of some output of some vector is set in the golden model.</summary>
    public required bool Overflows { get; init; }

    /// <summary>Clock period of the constraints in nanoseconds, above 0.</summary>
    public decimal ClockPeriod { get; init; } = DefaultClockPeriod;

    /// <summary>Name of the bundle's core for FuseSoC (vendor:library:name:version); null: rtlgen:layers, its name, the tool's version.</summary>
    public string? Vlnv { get; init; }

    /// <summary>All tensors under the contract's names.</summary>
    public TensorSet Tensors => TensorSet.Of(Design.Configuration, Parameters, Inputs);
}
