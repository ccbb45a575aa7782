// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Tensors;

namespace RtlGen.Regression.Cases;

/// <summary>What runs the RTL of a case.</summary>
public enum CaseEngine
{
    /// <summary>Verilator on the emitted RTL.</summary>
    Verilator,

    /// <summary>Icarus Verilog on the emitted RTL: four states.</summary>
    Icarus,

    /// <summary>Verilator on the netlist that Yosys makes of the RTL.</summary>
    Netlist,
}

/// <summary>
/// Everything that one run of one configuration depends on. Equal cases give equal results on every machine; a case can be
/// written to a file (<see cref="CaseFile"/>) and run from there.
/// </summary>
public sealed record RegressionCase
{
    /// <summary>The flow that sends vectors and compares every tap and cycle; the others are those of <c>ControlScenarios</c>.</summary>
    public const string VectorFlow = "vectors";

    /// <summary>Group and number, <c>whole_contract/17</c>; unique in a campaign.</summary>
    public required string Id { get; init; }

    /// <summary>Seed that it was drawn from; 0 where nothing was drawn.</summary>
    public ulong Seed { get; init; }

    /// <summary>What is done with the layer.</summary>
    public string Flow { get; init; } = VectorFlow;

    public CaseEngine Engine { get; init; } = CaseEngine.Verilator;

    /// <summary>Text of the configuration.</summary>
    public required string Configuration { get; init; }

    /// <summary>Everything that it computes with, inputs included.</summary>
    public required TensorSet Tensors { get; init; }

    /// <summary>Of the flow of vectors: runs from reset.</summary>
    public IReadOnlyList<SimulationPass> Passes { get; init; } = SimulationPass.Defaults;

    /// <summary>Of the flow of vectors: packets of wrong length, sent in passes that ask for them.</summary>
    public IReadOnlyList<MalformedPacket> Malformed { get; init; } = [];

    /// <summary>Seed of the conversion times of external ADCs; null: the longest.</summary>
    public ulong? ConversionSeed { get; init; }

    /// <summary>Of the other flows: what they do is drawn from it.</summary>
    public ulong FlowSeed { get; init; }

    /// <summary>Of the other flows: how much of it, in the flow's own unit.</summary>
    public int Length { get; init; }

    /// <summary>Reads the configuration and checks the tensors, as a command does.</summary>
    /// <exception cref="Diagnostics.BadInputException">The configuration or a tensor is not allowed.</exception>
    public LayerTensors Load() => LayerTensors.Check(ConfigurationReader.Parse(Configuration, $"{Id}: configuration"), Tensors);

    /// <summary>64 hexadecimal digits that differ wherever two cases do; the name and the seed do not count.</summary>
    public string Hash() => BuildCache.KeyOf([CaseFile.Write(this with { Id = "", Seed = 0 })]);
}
