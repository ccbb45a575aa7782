// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Scenarios;

/// <summary>
/// What happens to a layer behind a bus, one thing after the other; the streams run by themselves beside it. Each line that
/// asks something is answered by one of <see cref="ScenarioResult.Answers"/>, in the order of asking.
/// </summary>
public sealed class Scenario
{
    private const int Bound = 1_000_000;

    private readonly RegisterMap _map;
    private readonly StringBuilder _text = new();

    /// <param name="design">The layer.</param>
    public Scenario(LayerDesign design)
    {
        _map = RegisterMap.Of(design);
        Line($"beats beats.bin {design.InputStream.Beats}");
        Reset();
    }

    /// <summary>Seed of what every register holds before reset.</summary>
    public uint ModelSeed { get; set; } = 1;

    internal string Text => string.Create(CultureInfo.InvariantCulture, $"model {ModelSeed}\n{_text}");

    /// <summary>Byte offset of a word of a register or window.</summary>
    public long At(string register, int word = 0) => _map.Offset(register) + (word * (long)RegisterMap.WordBytes);

    /// <summary>Both sides of the bus rest in so many cycles of a hundred, drawn at random.</summary>
    public Scenario BusStalls(int percent, int seed) => Line($"bus_stalls {percent} {seed}");

    public Scenario StreamStalls(int inPercent, int outPercent, int seed) => Line($"stream_stalls {inPercent} {outPercent} {seed}");

    /// <summary>Reset; packets and accesses on their way are forgotten.</summary>
    public Scenario Reset(int cycles = 4) => Line($"reset {cycles}");

    public Scenario Write(string register, uint value, int word = 0) => Write(At(register, word), value);

    public Scenario Write(long address, uint value, int strobe = 15) => Line($"write {address} {value} {strobe}");

    public Scenario Read(string register, int word = 0) => Read(At(register, word));

    public Scenario Read(long address) => Line($"read {address}");

    /// <summary>Does not wait for the answer: <see cref="Join"/> does.</summary>
    public Scenario PostWrite(long address, uint value, int strobe = 15) => Line($"post_write {address} {value} {strobe}");

    /// <inheritdoc cref="PostWrite"/>
    public Scenario PostRead(long address) => Line($"post_read {address}");

    /// <summary>Waits for the answers of what was posted: those of writes come first, then those of reads.</summary>
    public Scenario Join() => Line($"join");

    /// <summary>Reads until the bits have the value.</summary>
    public Scenario Poll(string register, uint mask, uint value, int bound = Bound) => Line($"poll {At(register)} {mask} {value} {bound}");

    /// <summary>Queues vectors of the inputs.</summary>
    public Scenario Vectors(int first, int count) => Line($"vectors {first} {count}");

    /// <summary>Queues a packet of a wrong length.</summary>
    public Scenario Malformed(int vector, int extraBeats) => Line($"malformed {vector} {extraBeats}");

    /// <summary>Waits until so many output beats have come since the last reset.</summary>
    public Scenario WaitOut(int beats, int bound = Bound) => Line($"wait_out {beats} {bound}");

    /// <summary>Waits until every queued beat was taken.</summary>
    public Scenario WaitSent(int bound = Bound) => Line($"wait_sent {bound}");

    public Scenario Irq() => Line($"irq");

    public Scenario Idle(int cycles) => Line($"idle {cycles}");

    private Scenario Line(FormattableString line)
    {
        _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }
}
