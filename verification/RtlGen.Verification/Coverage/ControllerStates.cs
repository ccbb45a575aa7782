// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace RtlGen.Coverage;

/// <summary>
/// In which states the controller was while its streams were stalled, counted by the simulation in coverage builds: the front and
/// back machine of the first tile's sequencer, readout, and the bank that packets are gathered in.
/// </summary>
/// <remarks>The index of a count is <c>tap_state</c> of the simulation top times 4, plus 2 for a stalled input, plus 1 for a stalled output.</remarks>
public sealed record ControllerStates(IReadOnlyList<long> Counts)
{
    /// <summary>States times stalls.</summary>
    public const int Size = 32 * 4;

    private const string ByConstruction = "a step that holds waits for the capacitor whose sample is being converted, or for its own conversion: there always is one";
    private const string SkidBehindBank = "the input stalls only while the skid buffer is full, and that only while the bank behind it is";

    private static readonly string[] s_fronts = ["idle", "drive", "hold", "sample"];

    /// <summary>Every bin, and what is none because the hardware cannot be in it.</summary>
    internal static FunctionalBins Bins { get; } = AllBins();

    /// <summary>Reads what the simulation wrote: little-endian numbers of 64 bits.</summary>
    /// <exception cref="InvalidDataException">It is cut short.</exception>
    public static ControllerStates Parse(byte[] bytes) => bytes.Length == Size * 8
        ? new ControllerStates([.. Enumerable.Range(0, Size).Select(i => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * i, 8)))])
        : throw new InvalidDataException($"states of the controller take {Size * 8} bytes, not {bytes.Length}");

    /// <summary>All of them together.</summary>
    public static ControllerStates Merge(IEnumerable<ControllerStates> all) =>
        new(all.Aggregate(new long[Size], (sum, one) => [.. sum.Zip(one.Counts, (a, b) => a + b)]));

    /// <summary>The bins that were reached.</summary>
    public IEnumerable<string> Reached() => Enumerable.Range(0, Size).Where(i => Counts[i] > 0).SelectMany(NamesOf).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> NamesOf(int index)
    {
        int state = index >> 2;
        string stalls = $"input={((index & 2) != 0 ? "stalled" : "free")},output={((index & 1) != 0 ? "stalled" : "free")}";
        return
        [
            $"stall/front={s_fronts[state & 3]},back={((state & 4) != 0 ? "converting" : "idle")},{stalls}",
            $"stall/readout={((state & 8) != 0 ? "busy" : "idle")},{stalls}",
            $"stall/bank={((state & 16) != 0 ? "full" : "filling")},{stalls}",
        ];
    }

    private static FunctionalBins AllBins()
    {
        string[] all = [.. Enumerable.Range(0, Size).SelectMany(NamesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        LeftOutBin[] leftOut =
        [
            .. all.Where(b => b.StartsWith("stall/front=hold,back=idle,", StringComparison.Ordinal)).Select(b => new LeftOutBin(b, ByConstruction)),
            .. all.Where(b => b.StartsWith("stall/bank=filling,input=stalled,", StringComparison.Ordinal)).Select(b => new LeftOutBin(b, SkidBehindBank)),
        ];
        return new FunctionalBins([.. all.Except(leftOut.Select(b => b.Name), StringComparer.Ordinal)], leftOut);
    }
}
