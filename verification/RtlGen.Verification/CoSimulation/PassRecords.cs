// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using RtlGen.Coverage;

namespace RtlGen.CoSimulation;

/// <summary>How a pass came to its end.</summary>
public enum PassStatus
{
    /// <summary>Every expected output beat came, or at least nothing hung.</summary>
    Complete,

    /// <summary>Nothing moved for longer than the schedule allows.</summary>
    Hung,

    /// <summary>The taps said far more than there was to say.</summary>
    TooManyRecords,
}

/// <summary>Records of one kind, each a cycle number and raw little-endian bytes.</summary>
internal sealed class RecordStream(byte[] bytes, long offset, int stride, long length)
{
    public int Count { get; } = stride == 0 ? 0 : checked((int)(length / stride));

    public long Cycle(int record) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan((int)(offset + ((long)record * stride)), 8));

    public ReadOnlySpan<byte> Payload(int record) =>
        bytes.AsSpan((int)(offset + ((long)record * stride) + 8), stride - 8);
}

/// <summary>What the harness wrote down in one pass, still raw. The layout is fixed by <c>Run::write</c> of cosim.cpp.</summary>
internal sealed class PassRecords
{
    private const ulong Magic = 0x31434E45474C5452;
    private const string ChipFault = "chip fault: ";
    private const int Streams = 8;
    private const int HeaderBytes = (5 + (2 * Streams)) * 8;

    /// <summary>Eight streams, in the order of the properties.</summary>
    public PassRecords(PassStatus status, long cycles, TimeSpan loopTime, IReadOnlyList<RecordStream> streams)
    {
        (Status, Cycles, LoopTime) = (status, cycles, loopTime);
        (Accepted, Beats, Codes, Accumulators, Results, Errors, Violations, Counters) =
            (streams[0], streams[1], streams[2], streams[3], streams[4], streams[5], streams[6], streams[7]);
    }

    public PassStatus Status { get; }

    public long Cycles { get; }

    public TimeSpan LoopTime { get; }

    /// <summary>Acceptance of each input beat.</summary>
    public RecordStream Accepted { get; }

    /// <summary>Acceptance of each output beat: the cycle since when it was valid (8 bytes), TDATA, TLAST.</summary>
    public RecordStream Beats { get; }

    /// <summary>tap_code_valid, tap_code.</summary>
    public RecordStream Codes { get; }

    /// <summary>tap_acc.</summary>
    public RecordStream Accumulators { get; }

    /// <summary>tap_y, tap_flag.</summary>
    public RecordStream Results { get; }

    /// <summary>Cycles of packet_error.</summary>
    public RecordStream Errors { get; }

    /// <summary>Breaches of AXI4-Stream: kind (8 bytes).</summary>
    public RecordStream Violations { get; }

    /// <summary>
    /// Counters read at the end: the register's offset in place of the cycle, its value (8 bytes). Offsets 0 and 1: stalls
    /// at the input and output, as the pins said.
    /// </summary>
    public RecordStream Counters { get; }

    /// <summary>
    /// The same records with every unknown bit read as 1 instead of 0; null where no bit was unknown. Nothing that counts
    /// may differ between the two.
    /// </summary>
    public PassRecords? UnknownAsOne { get; init; }

    /// <summary>What models of chips outside of the design complained of, one line each.</summary>
    public IReadOnlyList<string> ChipFaults { get; set; } = [];

    /// <summary>What code the pass reached; null but in <see cref="BuildProfile.Coverage"/>.</summary>
    public CodeCoverage? Coverage { get; set; }

    /// <summary>In which states the controller was; null but in <see cref="BuildProfile.Coverage"/>.</summary>
    public ControllerStates? States { get; set; }

    /// <summary>The complaints in what a simulation printed.</summary>
    public static IReadOnlyList<string> ChipFaultsIn(string output) =>
    [
        .. output.Split('\n')
            .Where(l => l.StartsWith(ChipFault, StringComparison.Ordinal))
            .Select(l => l[ChipFault.Length..].TrimEnd('\r')),
    ];

    /// <summary>Reads a file of records as cosim.cpp writes it.</summary>
    /// <exception cref="InvalidDataException">It is not one, or is cut short.</exception>
    public static async Task<PassRecords> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"the simulation ended without {Path.GetFileName(file)}");
        }

        byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        return bytes.Length >= HeaderBytes && unchecked((ulong)Word(bytes, 0)) == Magic
            ? Parse(bytes)
            : throw new InvalidDataException($"{Path.GetFileName(file)} holds no records of a simulation");
    }

    private static PassRecords Parse(byte[] bytes)
    {
        long offset = HeaderBytes;
        RecordStream[] streams = new RecordStream[Streams];
        for (int i = 0; i < streams.Length; i++)
        {
            long length = Word(bytes, 6 + (2 * i));
            streams[i] = new RecordStream(bytes, offset, (int)Word(bytes, 5 + (2 * i)), length);
            offset += length;
        }

        return offset == bytes.Length
            ? new PassRecords((PassStatus)Word(bytes, 1), Word(bytes, 2), TimeSpan.FromMicroseconds(Word(bytes, 3) / 1000.0), streams)
            : throw new InvalidDataException($"the records of a simulation are cut short: {bytes.Length} bytes instead of {offset}");
    }

    private static long Word(byte[] bytes, int index) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(index * 8, 8));
}
