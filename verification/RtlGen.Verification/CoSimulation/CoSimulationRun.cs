// SPDX-License-Identifier: Apache-2.0
using RtlGen.Coverage;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Where the time of a run went.</summary>
/// <param name="Emit">Writing the Verilog.</param>
/// <param name="Translate">Verilator or iverilog; 0 when the model was cached.</param>
/// <param name="Compile">The C++ compiler; 0 when the model was cached, and with Icarus.</param>
/// <param name="Build">The whole build as it was waited for, versions of the tools and the cache included.</param>
/// <param name="Simulate">The simulation's processes, stimuli written.</param>
/// <param name="Read">Records to tensors.</param>
public sealed record TimeSplit(
    TimeSpan Emit, TimeSpan Translate, TimeSpan Compile, TimeSpan Build, TimeSpan Simulate, TimeSpan Read)
{
    public TimeSpan Total => Emit + Build + Simulate + Read;
}

/// <summary>What the RTL did.</summary>
/// <param name="Passes">In the order of the options.</param>
/// <param name="Times">Where the time went.</param>
/// <param name="Simulator">Which simulator, which version.</param>
/// <param name="ModelWasCached">True when this very RTL had been compiled before.</param>
/// <param name="Waves">File of the waves; null when none were asked for.</param>
public sealed record CoSimulationRun(
    IReadOnlyList<SimulatedPass> Passes, TimeSplit Times, InstalledTool Simulator, bool ModelWasCached, string? Waves)
{
    /// <summary>Code that all passes reached together; null but with Verilator in <see cref="BuildProfile.Coverage"/>.</summary>
    public CodeCoverage? Coverage { get; init; }

    /// <summary>In which states the controller was in all passes together; null but with Verilator in <see cref="BuildProfile.Coverage"/>.</summary>
    public ControllerStates? States { get; init; }
}
