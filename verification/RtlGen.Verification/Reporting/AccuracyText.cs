// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Design;

namespace RtlGen.Reporting;

/// <summary>What <c>simulate --report</c> tells people.</summary>
public static class AccuracyText
{
    private const int MostBars = 16;
    private const int LongestBar = 40;

    /// <summary>Errors, worst outputs and the histogram of the codes; LF line ends.</summary>
    public static string Of(LayerDesign design, AccuracyReport report)
    {
        StringBuilder text = new();
        text.Append($"{design.Name}: {report.Y.Count / design.Grid.Outputs} vectors against the ideal x W + bias\n");
        text.Append('\n').Append("Error\n").Append(Errors(report));
        OutputError[] worst = [.. report.Worst];
        if (worst.Length > 0)
        {
            text.Append('\n').Append("Worst outputs, by the root mean square of the error of y\n").Append(Worst(worst));
        }

        text.Append('\n').Append("Codes\n").Append(Figures(report.Codes)).Append(Histogram(report.Codes));
        return text.ToString();
    }

    private static TextTable Errors(AccuracyReport report)
    {
        TextTable table = new("", ">values", ">differing", ">SNR / dB", ">max |error|", ">mean |error|", ">mean error", ">rms error");
        Row(table, "y", report.Y);
        Row(table, "y - bias", report.WithoutBias);
        if (report.Q is not null)
        {
            Row(table, "q", report.Q);
        }

        return table;
    }

    private static void Row(TextTable table, string name, ErrorStatistics error) => table.Add(
        name,
        $"{error.Count:N0}",
        $"{error.Differing:N0}",
        Decibel(error.SignalToNoise),
        $"{error.MaxAbsolute:G6}",
        $"{error.MeanAbsolute:F4}",
        $"{error.Mean:F4}",
        $"{error.RootMeanSquare:F4}");

    private static string Decibel(double value) =>
        double.IsPositiveInfinity(value) ? "exact" : double.IsFinite(value) ? $"{value:F2}" : "undefined";

    private static TextTable Worst(OutputError[] worst)
    {
        TextTable table = new(">output", ">column tile", "lanes", ">max |error|", ">mean error", ">rms error");
        foreach (OutputError output in worst)
        {
            table.Add(
                $"{output.Output}",
                $"{output.ColumnTile}",
                string.Join(", ", output.Lanes),
                $"{output.Error.MaxAbsolute:G6}",
                $"{output.Error.Mean:F4}",
                $"{output.Error.RootMeanSquare:F4}");
        }

        return table;
    }

    private static TextTable Figures(CodeUse codes)
    {
        (int first, int last) = Used(codes);
        return new TextTable("", "")
            .Add("conversions", $"{codes.Conversions:N0}, codes {first} … {last} of {codes.CodeMin} … {codes.CodeMin + codes.Counts.Count - 1}")
            .Add("clipped", $"{Wording.Percent(codes.ClippedShare)}: {codes.ClippedLow:N0} below the least code, {codes.ClippedHigh:N0} above the greatest");
    }

    /// <summary>Bars of equally many codes over the range in use; a code that occurs has a bar, however short.</summary>
    private static TextTable Histogram(CodeUse codes)
    {
        (int first, int last) = Used(codes);
        int width = (last - first + MostBars) / MostBars;
        List<(int From, int To, long Count)> bars = [];
        for (int from = first; from <= last; from += width)
        {
            int to = Math.Min(from + width - 1, last);
            bars.Add((from, to, Enumerable.Range(from - codes.CodeMin, to - from + 1).Sum(c => codes.Counts[c])));
        }

        long most = Math.Max(1, bars.Max(b => b.Count));
        TextTable table = new(">code", ">conversions", ">share", "");
        foreach ((int from, int to, long count) in bars)
        {
            long length = ((count * LongestBar) + most - 1) / most;
            table.Add(
                from == to ? $"{from}" : $"{from} … {to}",
                $"{count:N0}",
                Wording.Percent(count / (double)Math.Max(1, codes.Conversions)),
                new string('#', (int)length));
        }

        return table;
    }

    private static (int First, int Last) Used(CodeUse codes)
    {
        int first = 0;
        int last = codes.Counts.Count - 1;
        while (first < last && codes.Counts[first] == 0)
        {
            first++;
        }

        while (last > first && codes.Counts[last] == 0)
        {
            last--;
        }

        return (codes.CodeMin + first, codes.CodeMin + last);
    }
}
