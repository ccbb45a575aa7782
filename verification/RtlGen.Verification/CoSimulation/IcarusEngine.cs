// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Runs cosim_tb.v, one process a pass.</summary>
internal sealed class IcarusEngine : ISimulationEngine
{
    /// <summary>There is one kind of model here: <paramref name="profile"/> makes no difference.</summary>
    public Task<CompiledModel> BuildAsync(
        SimulationModel model, BuildCache cache, BuildProfile profile, TimeSpan timeout, CancellationToken cancellationToken) =>
        IcarusBuild.GetAsync(model, cache, timeout, cancellationToken);

    public async Task<IReadOnlyList<PassRecords>> RunAsync(
        CompiledModel model, SimulationJob job, CancellationToken cancellationToken)
    {
        InstalledTool vvp = await ToolVersions.RequireAsync(ToolCatalog.Vvp, cancellationToken);
        await File.WriteAllTextAsync(job.Folder.File("params.txt"), ParameterLines(job), cancellationToken);
        string counters = string.Concat(PerformanceCounters.Of(job.Design).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Offset:x}\n")));
        await File.WriteAllTextAsync(job.Folder.File("counters.txt"), counters, cancellationToken);
        PassRecords[] records = new PassRecords[job.Passes.Count];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, records.Length), parallel, async (i, token) =>
        {
            await File.WriteAllTextAsync(job.Folder.File($"beats_{i}.txt"), BeatLines(job.Passes[i].Stimulus), token);
            ToolInvocation invocation = new(vvp.Path, Arguments(model, job, i))
            {
                WorkingDirectory = job.Folder.Path,
                Timeout = job.Options.ToolTimeout,
            };
            ToolResult result = await ToolRunner.RequireAsync(invocation, token);
            string file = job.Folder.File($"records_{i}.txt");
            records[i] = File.Exists(file)
                ? await IcarusRecords.ReadAsync(job.Design, file, result.Duration, token)
                : throw ToolFailedException.FromResult(invocation, result);
            records[i].ChipFaults = PassRecords.ChipFaultsIn(result.Output);
        });
        return records;
    }

    private static string[] Arguments(CompiledModel model, SimulationJob job, int index)
    {
        (SimulationPass pass, Stimulus stimulus) = job.Passes[index];
        long records = job.Options.RecordLimit / Math.Max(1, RecordSize.Of(job.Design, 1, true)) * Math.Max(1, RecordsPerVector(job));
        List<string> arguments =
        [
            "-n", model.File,
            // The dumper is chosen by an argument of its own.
            .. job.Window is null ? Array.Empty<string>() : ["-fst"],
            $"+beats=beats_{index}.txt", "+params=params.txt", $"+out=records_{index}.txt",
            $"+beats_in={stimulus.Beats}", $"+params_in={job.Parameters.Count}", $"+counters_in={PerformanceCounters.Of(job.Design).Count}",
            $"+beats_out={(long)stimulus.Vectors * job.Design.OutputStream.Beats}",
            $"+reset_cycles={SimulationJob.ResetCycles}", $"+idle_bound={job.IdleBound}", $"+drain={job.Drain}",
            $"+codes={(job.Options.KeepCodes ? 1 : 0)}", $"+max_records={Math.Min(records, int.MaxValue)}",
            $"+in_stall={pass.InputStallPercent}", $"+out_stall={pass.OutputStallPercent}", $"+stall_seed={pass.StallSeed}",
        ];
        if (job.Window is { } window && index == 0)
        {
            arguments.AddRange([$"+dump={window.FileName}", $"+from={window.From}", $"+to={window.To}"]);
        }

        return [.. arguments];
    }

    private static long RecordsPerVector(SimulationJob job) =>
        ((long)job.Design.Steps * job.Design.Schedule.MuxPositions) + (2L * job.Design.Schedule.Readout)
        + job.Design.InputStream.Beats + job.Design.OutputStream.Beats;

    private static string ParameterLines(SimulationJob job) =>
        string.Concat(job.Parameters.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Address:x} {w.Data:x}\n")));

    private static string BeatLines(Stimulus stimulus)
    {
        StringBuilder text = new();
        int bytes = stimulus.Beats == 0 ? 0 : stimulus.Data.Length / stimulus.Beats;
        for (int beat = 0; beat < stimulus.Beats; beat++)
        {
            for (int b = bytes - 1; b >= 0; b--)
            {
                text.Append(stimulus.Data[(beat * bytes) + b].ToString("x2", CultureInfo.InvariantCulture));
            }

            text.Append(' ').Append(stimulus.Last[beat]).Append('\n');
        }

        return text.ToString();
    }
}
