// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using NUnit.Framework;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Tests.Requantizers;

/// <summary>The requantizer of mode thresholds at and about each of its thresholds, written at run time and baked.</summary>
internal sealed class ThresholdRtlTests
{
    private const int Outputs = 3;
    private const int First = 5;
    private const uint ThresholdKind = 1u << 31;
    private const uint UpperHalf = 1u << 30;

    [Test]
    public Task AboutEveryThreshold([Values(1, 2, 4, 8)] int bits, [Values(12, 31, 32, 40)] int yBits) =>
        RequantizerBench.CheckAsync(yBits, Tested(bits, yBits, false), Stimuli(bits, yBits), Writes(Thresholds(bits, yBits), bits, First));

    [TestCase(1)]
    [TestCase(3)]
    public Task OneSetForAllOutputs(int bits) =>
        RequantizerBench.CheckAsync(20, Tested(bits, 20, true), Stimuli(bits, 20), Writes(Shared(bits, 20), bits, 0));

    [TestCase("y_wide >= compared", "y_wide > compared")]
    [TestCase("is_reached} << BELOW", "is_reached} << 0")]
    [TestCase("wire signed [BITS-1:0] compared ", "wire [BITS-1:0] compared ")]
    [TestCase("(place >> OUT_BITS) - OUTPUT_BASE[29:0]", "(place >> OUT_BITS)")]
    public async Task ABrokenModuleIsSeen(string right, string wrong)
    {
        const int Bits = 4;
        const int YBits = 20;
        (UnderTest Module, long[] Expected)[] tested = Tested(Bits, YBits, false);
        Stimulus[] stimuli = Stimuli(Bits, YBits);
        RequantizerBench intact = new(YBits, [tested[0].Module]) { Writes = Writes(Thresholds(Bits, YBits), Bits, First) };
        Assert.That(tested[0].Module.Difference(tested[0].Expected, (await intact.RunAsync(stimuli))[0], stimuli), Is.Null);
        RequantizerBench bench = new(YBits, [tested[0].Module])
        {
            Edit = ("requantize_thresholds", right, wrong),
            Writes = Writes(Thresholds(Bits, YBits), Bits, First),
        };
        // What is never written reads as unknown, which is no number at all.
        string? difference;
        try
        {
            difference = tested[0].Module.Difference(tested[0].Expected, (await bench.RunAsync(stimuli))[0], stimuli);
        }
        catch (FormatException e)
        {
            difference = e.Message;
        }

        Assert.That(difference, Is.Not.Null);
    }

    /// <summary>Runtime and baked, unsigned and signed; signed ones with a narrower clamp.</summary>
    private static (UnderTest Module, long[] Expected)[] Tested(int bits, int yBits, bool perTensor)
    {
        Tensor thresholds = perTensor ? Shared(bits, yBits) : Thresholds(bits, yBits);
        Stimulus[] stimuli = Stimuli(bits, yBits);
        List<(UnderTest Module, long[] Expected)> tested = [];
        foreach (bool signed in bits == 1 ? (bool[])[false] : [false, true])
        {
            long least = signed ? -(1L << (bits - 1)) : 0;
            long greatest = least + (1L << bits) - 1;
            foreach ((bool baked, int margin) in ((bool, int)[])[(false, bits > 2 && signed ? 1 : 0), (true, 0)])
            {
                // A constant of thousands of bits is slow to look into for Icarus Verilog.
                if (baked && bits > 4)
                {
                    continue;
                }

                ClampedRequantizer golden = new(new ThresholdRequantizer(thresholds, least), 0, least + margin, greatest - margin);
                tested.Add((
                    Module(bits, yBits, signed, perTensor, baked ? thresholds : null, least + margin, greatest - margin),
                    [.. stimuli.Select(s => golden.Apply(s.Y, perTensor ? 0 : s.Index).Value)]));
            }
        }

        return [.. tested];
    }

    private static UnderTest Module(int bits, int yBits, bool signed, bool perTensor, Tensor? baked, long lo, long hi)
    {
        int workBits = bits + 3;
        string Signed(long value) => value < 0 ? $"-{workBits}'sd{-value}" : $"{workBits}'sd{value}";
        List<(string Name, string Value)> parameters =
        [
            ("OUT_SIGNED", signed ? "1" : "0"), ("OUTPUTS", perTensor ? "1" : $"{Outputs}"), ("FIRST", perTensor ? "0" : $"{First}"),
            ("PER_TENSOR", perTensor ? "1" : "0"), ("INDEX_BITS", "16"), ("BAKED", baked is null ? "0" : "1"),
            ("WORK_BITS", $"{workBits}"), ("LO", Signed(lo)), ("HI", Signed(hi)),
        ];
        if (baked is not null)
        {
            BigInteger all = 0;
            for (int i = 0; i < baked.Data.Length; i++)
            {
                all |= (baked[i] & ((BigInteger.One << (yBits + 1)) - 1)) << (i * (yBits + 1));
            }

            // A leading zero keeps the digits from meaning a negative number, and is no digit too many.
            parameters.Add(("VALUES", $"{baked.Data.Length * (yBits + 1)}'h{(all.IsZero ? "0" : all.ToString("x").TrimStart('0'))}"));
        }

        return new UnderTest("requantize_thresholds", (2 * bits) + 1, bits, ["write", "address", "data", "lanes", "index", "y"], [.. parameters]);
    }

    /// <summary>Ends of y, and each threshold, one below and one above.</summary>
    private static Stimulus[] Stimuli(int bits, int yBits)
    {
        long max = (1L << (yBits - 1)) - 1;
        long[] ys =
        [
            .. Thresholds(bits, yBits).Data.Concat(Shared(bits, yBits).Data)
                .SelectMany(t => (long[])[t - 1, t, t + 1]).Concat([0, -1, max, -max - 1]).Where(y => y >= -max - 1 && y <= max).Distinct(),
        ];
        return [.. from y in ys from n in Enumerable.Range(0, Outputs) select new Stimulus(y, 0, 0, n)];
    }

    /// <summary>Ascending, with repeats, the ends of y and one beyond them among them.</summary>
    private static Tensor Thresholds(int bits, int yBits) => Random(bits, yBits, Outputs);

    private static Tensor Shared(int bits, int yBits) => Random(bits, yBits, 1);

    private static Tensor Random(int bits, int yBits, int rows)
    {
        Random rng = new(bits + (100 * yBits) + (10_000 * rows));
        int count = (1 << bits) - 1;
        long max = (1L << (yBits - 1)) - 1;
        Tensor tensor = new(rows, count);
        for (int n = 0; n < rows; n++)
        {
            List<long> values = [.. ((long[])[-max - 1, max, max + 1]).Take(count / 4)];
            while (values.Count < count)
            {
                values.Add(values.Count > 0 && rng.Next(6) == 0 ? values[^1] : rng.NextInt64(-max - 1, max + 1));
            }

            values.Order().ToArray().CopyTo(tensor.Data, n * count);
        }

        return tensor;
    }

    /// <summary>In an order of their own; where a threshold has more than 32 bits, the upper ones first.</summary>
    private static List<(uint Address, uint Data)> Writes(Tensor thresholds, int bits, int first)
    {
        List<(uint Address, uint Data)> writes = [];
        for (int n = thresholds.Shape[0] - 1; n >= 0; n--)
        {
            for (int i = 0; i < thresholds.Shape[1]; i++)
            {
                writes.Add((ThresholdKind | UpperHalf, (uint)(thresholds[n, i] >> 32)));
                writes.Add((ThresholdKind | (uint)(((first + n) << bits) + i), (uint)thresholds[n, i]));
            }
        }

        // Neighbours' thresholds, and another kind of parameter, are somebody else's.
        writes.Add((ThresholdKind | (uint)((first + thresholds.Shape[0]) << bits), 0));
        writes.Add(((uint)(first << bits), 12345));
        return writes;
    }
}
