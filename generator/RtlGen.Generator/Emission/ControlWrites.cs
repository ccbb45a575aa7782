// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Emission;

/// <summary>What has to be written before the first vector: over the plain parameter port, or to the registers.</summary>
public static class ControlWrites
{
    /// <summary>Addresses of the parameter port, or byte offsets of registers; behind a bus the last one lets vectors in.</summary>
    public static IReadOnlyList<ParameterWrite> Of(LayerDesign design, LayerParameters parameters)
    {
        IReadOnlyList<ParameterWrite> writes = ParameterWrites.Of(design, parameters);
        if (!design.HasBus)
        {
            return writes;
        }

        RegisterMap map = RegisterMap.Of(design);
        return [.. writes.Select(w => w with { Address = Offset(map, w.Address) }), new ParameterWrite((uint)map.Offset("CONTROL"), 1)];
    }

    private static uint Offset(RegisterMap map, uint address)
    {
        (string window, uint index) = ParameterWrites.PlaceOf(address);
        return (uint)map.Offset(window) + (index * RegisterMap.WordBytes);
    }
}
