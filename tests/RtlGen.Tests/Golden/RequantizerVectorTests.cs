// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using NUnit.Framework;
using RtlGen.Golden;

namespace RtlGen.Tests.Golden;

/// <summary>The requantizers against 4,000 results of ONNX Runtime, TFLite with double rounding, and TFLite with single rounding.</summary>
internal sealed class RequantizerVectorTests
{
    private const int Rows = 4000;
    private const long ZeroPoint = 7;

    /// <summary>Columns with results; before them stand the accumulator, the scale of the weights as a single, multiplier and shift.</summary>
    private enum Column { OnnxRuntime = 4, TfliteDouble = 5, TfliteSingle = 6 }

    [Test]
    public void Float32IsWhatOnnxRuntimeComputes()
    {
        int rows = 0;
        foreach (string[] row in Read())
        {
            // The file gives the scale of the weights; ONNX Runtime multiplies the three scales as singles.
            float multiplier = (float)((float)(Single(row[1]) * 0.0123f) / 0.37f);
            Check(row, Column.OnnxRuntime, new Float32Requantizer(new PerOutput(BitConverter.SingleToUInt32Bits(multiplier))));
            rows++;
        }

        Assert.That(rows, Is.EqualTo(Rows));
    }

    [Test]
    public void TfliteDoubleIsWhatTfliteComputesWithDoubleRounding()
    {
        Assert.That(
            Read().Count(row => Check(row, Column.TfliteDouble, new TfliteDoubleRequantizer(Multiplier(row), Shift(row)))),
            Is.EqualTo(Rows));
    }

    [Test]
    public void TfliteSingleIsWhatTfliteComputesWithSingleRounding()
    {
        Assert.That(
            Read().Count(row => Check(row, Column.TfliteSingle, new TfliteSingleRequantizer(Multiplier(row), Shift(row)))),
            Is.EqualTo(Rows));
    }

    [Test]
    public void TheModesDifferSomewhereInTheFile()
    {
        // Otherwise the three tests above could not tell them apart.
        string[][] rows = Read();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Differing(rows, Column.TfliteDouble, Column.TfliteSingle), Is.GreaterThan(100));
            Assert.That(Differing(rows, Column.TfliteDouble, Column.OnnxRuntime), Is.GreaterThan(100));
        }
    }

    private static int Differing(string[][] rows, Column a, Column b) =>
        rows.Count(row => !string.Equals(row[(int)a], row[(int)b], StringComparison.Ordinal));

    private static bool Check(string[] row, Column column, IRequantizer mode)
    {
        long a = long.Parse(row[0], CultureInfo.InvariantCulture);
        Requantized q = new ClampedRequantizer(new Int32Requantizer(mode), ZeroPoint, sbyte.MinValue, sbyte.MaxValue).Apply(a, 0);
        Assert.That(q, Is.EqualTo(new Requantized(long.Parse(row[(int)column], CultureInfo.InvariantCulture), false)), string.Join(',', row));
        return true;
    }

    private static PerOutput Multiplier(string[] row) => new(long.Parse(row[2], CultureInfo.InvariantCulture));

    private static PerOutput Shift(string[] row) => new(long.Parse(row[3], CultureInfo.InvariantCulture));

    private static float Single(string bits) =>
        BitConverter.UInt32BitsToSingle(uint.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static string[][] Read() =>
        [.. File.ReadLines(SharedData.Require("arith/requant_vectors.csv")).Where(l => !l.StartsWith('#')).Select(l => l.Split(','))];
}
