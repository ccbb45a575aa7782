// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>
/// What the taps said in one pass, shaped as the contract's section 9 with the vectors sent in place of the batch.
/// Where records are missing the elements are 0; the counts say how many there are.
/// </summary>
public sealed record SimulatedTaps
{
    /// <summary>[vectors, row tiles, column tiles, phases, row groups, conversions], or [0] where they were not asked for.</summary>
    public required Tensor Codes { get; init; }

    /// <summary>[vectors, row tiles, N].</summary>
    public required Tensor Accumulators { get; init; }

    /// <summary>[vectors, N], in units of 2^−F, the bias included.</summary>
    public required Tensor Y { get; init; }

    /// <summary>[vectors, N], from the output stream.</summary>
    public required Tensor Outputs { get; init; }

    /// <summary>[vectors, N].</summary>
    public required Tensor Overflow { get; init; }

    /// <summary>Code records of each tile: one a vector, activation step and mux position.</summary>
    public required IReadOnlyList<int> CodeRecords { get; init; }

    /// <summary>Accumulator records: one a vector and readout index.</summary>
    public required int AccumulatorRecords { get; init; }

    /// <summary>Records of y and its flag: one a vector and readout index.</summary>
    public required int ResultRecords { get; init; }

    /// <summary>Packets on the output stream.</summary>
    public required int OutputPackets { get; init; }

    /// <summary>Cycle of each code record of each tile.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> CodeCycles { get; init; }

    /// <summary>Cycle of each accumulator record.</summary>
    public required IReadOnlyList<long> AccumulatorCycles { get; init; }

    /// <summary>Cycle of each record of y.</summary>
    public required IReadOnlyList<long> ResultCycles { get; init; }
}

/// <summary>On which cycles a vector came and went; −1 where it did not.</summary>
/// <param name="FirstAccept">Acceptance of its first input beat.</param>
/// <param name="LastAccept">Acceptance of its last input beat.</param>
/// <param name="FirstValid">First cycle in which its first output beat was valid.</param>
/// <param name="Beats">Acceptance of each of its output beats.</param>
public sealed record VectorTiming(long FirstAccept, long LastAccept, long FirstValid, IReadOnlyList<long> Beats);

/// <summary>Something that no tap's value shows: a broken handshake, a packet of wrong shape, a hang, an error that did not come.</summary>
/// <param name="Cycle">When; −1 where no cycle can be named.</param>
/// <param name="Message">What, one sentence without a full stop.</param>
public sealed record SimulationFault(long Cycle, string Message)
{
    /// <inheritdoc />
    public override string ToString() => Cycle < 0 ? Message : $"cycle {Cycle}: {Message}";
}

/// <summary>One pass through the RTL.</summary>
public sealed record SimulatedPass
{
    public required SimulationPass Pass { get; init; }

    /// <summary>Vectors sent; vector v is vector v modulo <see cref="Batch"/> of the inputs.</summary>
    public required int Vectors { get; init; }

    public required int Batch { get; init; }

    public required PassStatus Status { get; init; }

    /// <summary>Cycles simulated, reset included.</summary>
    public required long Cycles { get; init; }

    /// <summary>Time of the simulation's loop alone.</summary>
    public required TimeSpan LoopTime { get; init; }

    public required SimulatedTaps Taps { get; init; }

    /// <summary>Of each vector.</summary>
    public required IReadOnlyList<VectorTiming> Timing { get; init; }

    /// <summary>Cycles in which packet_error was high.</summary>
    public required IReadOnlyList<long> PacketErrors { get; init; }

    /// <summary>What the counters said at the end; null where the layer has none.</summary>
    public CounterReadings? Counters { get; init; }

    /// <summary>Empty in a good run.</summary>
    public required IReadOnlyList<SimulationFault> Faults { get; init; }

    /// <summary>Simulated cycles per second.</summary>
    public double CyclesPerSecond => LoopTime > TimeSpan.Zero ? Cycles / LoopTime.TotalSeconds : 0;
}
