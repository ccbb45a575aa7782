// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>A parameter that every output has ([N]) or all share ([1]); reading one that was not given is a fault of the caller.</summary>
public readonly struct PerOutput(Tensor? tensor)
{
    private readonly long[]? _values = tensor?.Data;

    /// <summary>One value for all outputs.</summary>
    public PerOutput(long value)
        : this(new Tensor([1], [value]))
    {
    }

    public long this[int output] => _values!.Length == 1 ? _values[0] : _values[output];
}
