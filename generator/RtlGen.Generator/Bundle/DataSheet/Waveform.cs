// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RtlGen.Bundles.DataSheet;

/// <summary>One signal of a timing diagram.</summary>
/// <param name="Name">Name of the pin, or in parentheses what is no pin.</param>
/// <param name="Values">One a cycle: <c>0</c> and <c>1</c> are levels, <c>x</c> is not looked at, everything else the name of a value.</param>
/// <param name="MayBeElided">True for a signal whose changes alone do not make a cycle worth drawing.</param>
public sealed record WaveLane(string Name, IReadOnlyList<string> Values, bool MayBeElided = false);

/// <summary>A timing diagram, cycle by cycle.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="FirstCycle">Number of the first cycle.</param>
/// <param name="Lanes">All of the same length.</param>
public sealed record Waveform(string Title, int FirstCycle, IReadOnlyList<WaveLane> Lanes)
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.BasicLatin), WriteIndented = false };

    private int Cycles => Lanes[0].Values.Count;

    /// <summary>WaveJSON: cycles in which nothing happens are a gap, the cycles that are drawn keep their numbers.</summary>
    public string ToWaveJson()
    {
        IReadOnlyList<int> columns = Columns();
        object[] signals =
        [
            new { name = "clk", wave = string.Concat(columns.Select((c, i) => i == 0 ? 'p' : c < 0 ? '|' : '.')) },
            .. Lanes.Select(l => Signal(l, columns)),
        ];
        string[] numbers = [.. columns.Select(c => c < 0 ? "" : (FirstCycle + c).ToString(CultureInfo.InvariantCulture))];
        return JsonSerializer.Serialize(new { signal = signals, head = new { text = Title }, foot = new { tock = numbers } }, s_json);
    }

    private static object Signal(WaveLane lane, IReadOnlyList<int> columns)
    {
        List<string> names = [];
        System.Text.StringBuilder wave = new();
        string? shown = null;
        foreach (int column in columns)
        {
            if (column < 0)
            {
                wave.Append('|');
                continue;
            }

            string value = lane.Values[column];
            if (string.Equals(value, shown, StringComparison.Ordinal))
            {
                wave.Append('.');
            }
            else if (value is "0" or "1" or "x")
            {
                wave.Append(value);
            }
            else
            {
                wave.Append('=');
                names.Add(value);
            }

            shown = value;
        }

        return names.Count > 0 ? new { name = lane.Name, wave = wave.ToString(), data = names } : new { name = lane.Name, wave = wave.ToString() };
    }

    /// <summary>Cycles to draw; −1 is a gap. A gap is never shorter than two cycles.</summary>
    private List<int> Columns()
    {
        bool[] drawn = [.. Enumerable.Range(0, Cycles).Select(c => c == 0 || c == Cycles - 1 || Changes(c) || Changes(c + 1))];
        List<int> columns = [];
        int next = 0;
        while (next < Cycles)
        {
            int end = next;
            while (end < Cycles && !drawn[end])
            {
                end++;
            }

            if (end - next > 1)
            {
                columns.Add(-1);
                next = end;
            }
            else
            {
                columns.Add(next++);
            }
        }

        return columns;
    }

    private bool Changes(int cycle) => cycle > 0 && cycle < Cycles
        && Lanes.Any(l => !l.MayBeElided && !string.Equals(l.Values[cycle], l.Values[cycle - 1], StringComparison.Ordinal));
}
