// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Software;

/// <summary>What the driver of a design can do besides what every driver can.</summary>
/// <param name="Names">
/// <c>programming</c>, <c>readback</c>, <c>offset_correction</c>, and the parameters that it sets: <c>bias</c>, <c>multiplier</c>,
/// <c>shift</c>, <c>table</c>, <c>offsets</c>, <c>weight_sums</c>, <c>thresholds</c>.
/// </param>
public sealed record DriverFeatures(IReadOnlyList<string> Names)
{
    public static DriverFeatures Of(LayerDesign design)
    {
        DriverView driver = new(design);
        return new DriverFeatures(
        [
            .. driver.HasProgramming ? ["programming"] : Array.Empty<string>(),
            .. driver.HasReadback ? ["readback"] : Array.Empty<string>(),
            .. driver.HasOffsets ? ["offset_correction"] : Array.Empty<string>(),
            .. driver.Loads.Select(l => l.Function),
            .. driver.HasWeightSums ? ["weight_sums"] : Array.Empty<string>(),
            .. driver.HasThresholds ? ["thresholds"] : Array.Empty<string>(),
        ]);
    }
}
