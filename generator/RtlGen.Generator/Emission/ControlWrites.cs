// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Emission;

/// <summary>What has to be written before the first vector: over the plain parameter port, or to the registers.</summary>
public static class ControlWrites
{
    private const uint Enable = 1;
    private const uint CellsKept = 8;

    /// <summary>
    /// Addresses of the parameter port, or byte offsets of registers; behind a bus the last one lets vectors in, and says that
    /// the cells hold their weights where they do not start blank.
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors.</param>
    /// <param name="timing">What to set the timing registers to; null: they keep what they hold after reset.</param>
    public static IReadOnlyList<ParameterWrite> Of(LayerDesign design, LayerParameters parameters, RuntimeTiming? timing = null)
    {
        IReadOnlyList<ParameterWrite> writes = ParameterWrites.Of(design, parameters);
        if (!design.HasBus)
        {
            return writes;
        }

        RegisterMap map = RegisterMap.Of(design);
        return
        [
            .. writes.Select(w => w with { Address = Offset(map, w.Address) }),
            .. timing is null ? [] : TimingWrites(map, timing),
            new ParameterWrite((uint)map.Offset("CONTROL"), Enable | (KeepsCells(design, parameters) ? CellsKept : 0)),
        ];
    }

    private static bool KeepsCells(LayerDesign design, LayerParameters parameters) =>
        design.HasProgramming && parameters.Programming is not { Blank: true };

    private static IEnumerable<ParameterWrite> TimingWrites(RegisterMap map, RuntimeTiming timing) =>
        from register in new[] { ("DRIVE_CYCLES", timing.DriveCycles), ("SETTLE_CYCLES", timing.SettleCycles), ("SAMPLE_CYCLES", timing.SampleCycles) }
        where map.Find(register.Item1) is { IsWritable: true }
        select new ParameterWrite((uint)map.Offset(register.Item1), (uint)register.Item2);

    private static uint Offset(RegisterMap map, uint address)
    {
        (string window, uint index) = ParameterWrites.PlaceOf(address);
        return (uint)map.Offset(window) + (index * RegisterMap.WordBytes);
    }
}
