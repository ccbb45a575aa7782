// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Reporting;

namespace RtlGen.Synthesis;

/// <summary>Results as a table: a row for each module, columns for each target and library.</summary>
public sealed class SynthesisTable
{
    private const string None = "-";

    private readonly string[] _headings;
    private readonly List<string[]> _rows = [];

    /// <param name="reports">Of the same targets and libraries.</param>
    public SynthesisTable(IReadOnlyList<SynthesisReport> reports)
    {
        bool isWhole = reports.All(r => r.Results.All(s => s.Module.IsTop));
        SynthesisResult[][] modules = [.. reports.SelectMany(r => r.Results.GroupBy(s => s.Module.Id, StringComparer.Ordinal)).Select(g => g.ToArray())];
        SynthesisResult[] columns = modules.Length == 0 ? [] : modules[0];
        _headings = [isWhole ? "design" : "block", isWhole ? "size" : ">times", .. columns.SelectMany(Headings)];
        foreach (SynthesisReport report in reports)
        {
            foreach (SynthesisResult[] module in report.Results.GroupBy(s => s.Module.Id, StringComparer.Ordinal).Select(g => g.ToArray()))
            {
                _rows.Add(
                [
                    isWhole ? report.Source.Name : NameOf(report, module[0].Module),
                    isWhole ? report.Source.Note : Number(module[0].Module.Instances),
                    .. module.SelectMany(Cells),
                ]);
            }
        }
    }

    /// <summary>Aligned columns for a terminal.</summary>
    public string ToText()
    {
        TextTable table = new(_headings);
        foreach (string[] row in _rows)
        {
            table.Add(row);
        }

        return $"{table}";
    }

    /// <summary>A Markdown table.</summary>
    public string ToMarkdown()
    {
        IEnumerable<string[]> lines =
        [
            [.. _headings.Select(h => h.TrimStart('>'))],
            [.. _headings.Select(h => h.StartsWith('>') ? "---:" : "---")],
            .. _rows,
        ];
        return string.Concat(lines.Select(l => $"| {string.Join(" | ", l)} |\n"));
    }

    private static string[] Headings(SynthesisResult result) => result.Cells.Target switch
    {
        _ when result.Gates is { } gates => [$">{gates.Library} area", ">MHz", "worst path"],
        SynthesisTarget.Ice40 when result.Placed is not null => [">ice40 LUT", ">FF", ">BRAM", ">MHz"],
        SynthesisTarget.Generic => [">gates", ">FF"],
        _ => [$">{SynthesisTargets.NameOf(result.Cells.Target)} LUT", ">FF", ">BRAM", ">DSP"],
    };

    private static string[] Cells(SynthesisResult result)
    {
        CellCounts cells = result.Cells;
        return cells.Target switch
        {
            _ when result.Gates is { } gates => [Number(decimal.Round(gates.Area)), Megahertz(gates.Megahertz), gates.Worst is { } path ? $"{path.From} to {path.To}" : None],
            SynthesisTarget.Ice40 when result.Placed is { } placed => [Number(cells.Luts), Number(cells.FlipFlops), Number(cells.BlockRams), Speed(placed)],
            SynthesisTarget.Generic => [Number(cells.Luts), Number(cells.FlipFlops)],
            _ => [Number(cells.Luts), Number(cells.FlipFlops), Number(cells.BlockRams), Number(cells.Multipliers)],
        };
    }

    private static string Speed(PlacedDesign placed) =>
        placed.TooMuch.Count > 0 ? $"does not fit: {string.Join(", ", placed.TooMuch)}" : Megahertz(placed.Megahertz);

    // Of modules that occur with several sets of parameters, those that differ.
    private static string NameOf(SynthesisReport report, ElaboratedModule module)
    {
        string name = module.ShortName(report.Source.Name);
        ElaboratedModule[] same = [.. report.Results.Select(r => r.Module).Where(m => m.Name.Equals(module.Name, StringComparison.Ordinal)).DistinctBy(m => m.Id, StringComparer.Ordinal)];
        IEnumerable<string> different = module.Parameters
            .Where(p => same.Any(m => !p.Value.Equals(m.Parameters.GetValueOrDefault(p.Key), StringComparison.Ordinal)) && p.Value.Length <= 8)
            .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key} {p.Value}");
        return same.Length == 1 ? name : $"{name} ({string.Join(", ", different)})";
    }

    private static string Megahertz(decimal? value) => value is { } found ? Number(decimal.Round(found)) : None;

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
