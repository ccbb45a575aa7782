// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace RtlGen.Reporting;

/// <summary>Plain aligned columns: readable on a terminal, in a pipe and in a log alike.</summary>
/// <param name="headings">One a column; numbers in the columns whose heading starts with <c>&gt;</c> are aligned to the right.</param>
public sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with one text a column.</summary>
    public TextTable Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {headings.Length} columns", nameof(cells));
        }

        _rows.Add(cells);
        return this;
    }

    /// <summary>The table, each line indented by two spaces and ending in LF.</summary>
    public override string ToString()
    {
        bool[] right = [.. headings.Select(h => h.StartsWith('>'))];
        string[][] lines = [[.. headings.Select(h => h.TrimStart('>'))], .. _rows];
        int[] widths = [.. headings.Select((_, c) => lines.Max(l => l[c].Length))];
        StringBuilder text = new();
        foreach (string[] line in lines.Where(l => l.Any(c => c.Length > 0)))
        {
            IEnumerable<string> cells = line.Select((c, i) => right[i] ? c.PadLeft(widths[i]) : c.PadRight(widths[i]));
            text.Append(Gap).Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
