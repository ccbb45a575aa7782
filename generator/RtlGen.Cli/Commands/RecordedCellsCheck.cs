// SPDX-License-Identifier: Apache-2.0
using RtlGen.Synthesis;
using RtlGen.Tools;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen synth --check</c>: has a change altered how many cells something takes?</summary>
internal static class RecordedCellsCheck
{
    public static async Task<int> RunAsync(IConsole console, string file, bool update, CancellationToken cancellation)
    {
        var recorded = RecordedCells.Read(file);
        InstalledTool yosys = await ToolVersions.RequireAsync(ToolCatalog.Yosys, cancellation);
        string tool = $"yosys {yosys.Version}";
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var counted = new IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>[recorded.Entries.Count];
        await Progress.ShowAsync(console, "cells", async progress =>
        {
            await Parallel.ForEachAsync(
                recorded.Entries.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation },
                async (entry, token) =>
                {
                    progress.Report(entry.Item.Name);
                    counted[entry.Index] = await RecordedCells.CountAsync(entry.Item, folder, token);
                });
            return true;
        });
        RecordedEntry[] now = [.. recorded.Entries.Select((e, i) => e with { Cells = counted[i] })];
        string[] wrong = [.. recorded.Entries.SelectMany((e, i) => RecordedCells.Compare(update ? now[i] : e, counted[i]))];
        foreach (string line in wrong)
        {
            await console.Out.WriteLineAsync(line);
        }

        if (wrong.Length > 0 && !tool.Equals(recorded.Tool, StringComparison.Ordinal))
        {
            await console.Error.WriteLineAsync($"the cells were recorded with {recorded.Tool}, and this is {tool}: another version counts others");
        }

        if (update)
        {
            await File.WriteAllTextAsync(file, new RecordedCells(tool, now).ToJson(), cancellation);
        }

        await console.Error.WriteLineAsync($"{recorded.Entries.Count} entries, {wrong.Length} differences{(update ? " from what is expected; cells recorded" : "")}");
        return wrong.Length == 0 ? ExitCode.Done : ExitCode.ComparisonFailed;
    }
}
