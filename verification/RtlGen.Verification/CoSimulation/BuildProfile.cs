// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.CoSimulation;

/// <summary>What a Verilator model is built for. The four say the same; they differ in the time that they take to say it.</summary>
public enum BuildProfile
{
    /// <summary>For long simulations: the C++ compiler optimises.</summary>
    Optimised,

    /// <summary>For many small models that run for some thousand cycles each: compiled in half the time, simulated several times slower.</summary>
    Fast,

    /// <summary>Optimised, and able to write waves. Chosen by itself where waves are asked for.</summary>
    Trace,

    /// <summary>Compiled as <see cref="Fast"/>, and counts the lines, toggles and states of the controller that a simulation reaches.</summary>
    Coverage,
}

/// <summary>What a profile means to the tools.</summary>
internal static class BuildProfiles
{
    /// <summary>Verilator's options for it.</summary>
    public static IEnumerable<string> TranslatorFlags(this BuildProfile profile) => profile switch
    {
        BuildProfile.Trace => ["--trace-fst", "--trace-structs"],
        // Lines of a module count by themselves in each of its instances: they are merged when they are read. Blocks are not split:
        // the counter of a combinational one, which depends on nothing, would become a block of its own that runs at time 0 only.
        BuildProfile.Coverage => ["--coverage-line", "--coverage-toggle", "-fno-split", "-DRTLGEN_STATES"],
        // Shorter text for the C++ compiler to read; the model is the same.
        BuildProfile.Fast => ["--no-decoration"],
        _ => [],
    };

    /// <summary>The C++ compiler's options for a model, beside the folders of headers.</summary>
    public static IEnumerable<string> CompilerFlags(this BuildProfile profile) =>
    [
        "-std=c++17", profile is BuildProfile.Fast or BuildProfile.Coverage ? "-O0" : "-O1", .. Macros(profile),
    ];

    /// <summary>The C++ compiler's options for the runtime: it is built once and always optimised.</summary>
    public static IEnumerable<string> RuntimeFlags(this BuildProfile profile) => ["-std=c++17", "-O1", .. Macros(profile)];

    /// <summary>Parts of Verilator's runtime that a model needs.</summary>
    public static IEnumerable<string> RuntimeUnits(this BuildProfile profile) => profile switch
    {
        BuildProfile.Trace => ["verilated", "verilated_threads", "verilated_fst_c"],
        BuildProfile.Coverage => ["verilated", "verilated_threads", "verilated_cov"],
        _ => ["verilated", "verilated_threads"],
    };

    /// <summary>Headers of the runtime that a model needs.</summary>
    public static IEnumerable<string> RuntimeHeaders(this BuildProfile profile) => profile switch
    {
        BuildProfile.Trace => ["verilated.h", "verilated_fst_c.h"],
        BuildProfile.Coverage => ["verilated.h", "verilated_cov.h"],
        _ => ["verilated.h"],
    };

    /// <summary>The linker's options. Symbols are for debuggers, and twice as large as the model.</summary>
    public static IEnumerable<string> LinkerFlags(this BuildProfile profile) =>
        profile == BuildProfile.Trace ? ["-s", "-pthread", "-lz"] : ["-s", "-pthread"];

    private static IEnumerable<string> Macros(BuildProfile profile)
    {
        (string Name, bool Value)[] macros =
        [
            ("VERILATOR", true), ("VM_SC", false), ("VM_TRACE_VCD", false), ("VM_COVERAGE", profile == BuildProfile.Coverage),
            ("VM_TRACE", profile == BuildProfile.Trace), ("VM_TRACE_FST", profile == BuildProfile.Trace),
        ];
        return macros.Select(m => $"-D{m.Name}={(m.Value ? 1 : 0)}").Concat(["-pipe", "-w"]);
    }
}
