// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Synthesis;

/// <summary>What a design is mapped to.</summary>
public enum SynthesisTarget
{
    /// <summary>An iCE40 HX8K: mapped by Yosys, placed and routed by nextpnr.</summary>
    Ice40,

    /// <summary>An ECP5: cells by kind.</summary>
    Ecp5,

    /// <summary>A Xilinx 7: cells by kind.</summary>
    Xc7,

    /// <summary>Yosys's own gates, for which no library is needed.</summary>
    Generic,

    /// <summary>A standard-cell library: area, and timing by OpenSTA.</summary>
    Liberty,
}

/// <summary>Targets by the names that the command line and the scripts of a bundle have for them.</summary>
public static class SynthesisTargets
{
    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<SynthesisTarget>().Select(NameOf)];

    /// <summary>The name of a target: <c>ice40</c>.</summary>
    public static string NameOf(SynthesisTarget target) => target switch
    {
        SynthesisTarget.Ice40 => "ice40",
        SynthesisTarget.Ecp5 => "ecp5",
        SynthesisTarget.Xc7 => "xc7",
        SynthesisTarget.Generic => "generic",
        SynthesisTarget.Liberty => "liberty",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "no such target"),
    };

    /// <summary>The target of a name; null when there is none.</summary>
    public static SynthesisTarget? Find(string name) =>
        Enum.GetValues<SynthesisTarget>().Cast<SynthesisTarget?>().FirstOrDefault(t => NameOf(t!.Value).Equals(name, StringComparison.Ordinal));
}
