// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Coverage;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>Writes a job as cosim.cpp reads it, runs it, reads its records.</summary>
internal sealed class VerilatorEngine : ISimulationEngine
{
    /// <summary>Below so many cycles all passes together, starting another process costs more than it saves.</summary>
    private const long CyclesWorthAProcess = 1_000_000;

    public Task<CompiledModel> BuildAsync(
        SimulationModel model, BuildCache cache, BuildProfile profile, TimeSpan timeout, CancellationToken cancellationToken) =>
        VerilatorBuild.GetAsync(model, cache, profile, timeout, cancellationToken);

    public async Task<IReadOnlyList<PassRecords>> RunAsync(
        CompiledModel model, SimulationJob job, CancellationToken cancellationToken)
    {
        await WriteParametersAsync(job, cancellationToken);
        for (int i = 0; i < job.Passes.Count; i++)
        {
            await File.WriteAllBytesAsync(job.Folder.File($"beats_{i}.bin"), job.Passes[i].Stimulus.Data, cancellationToken);
            await File.WriteAllBytesAsync(job.Folder.File($"last_{i}.bin"), job.Passes[i].Stimulus.Last, cancellationToken);
        }

        long cycles = job.Passes.Sum(p => (long)p.Stimulus.Vectors * job.Design.Schedule.Interval);
        List<int> all = [.. Enumerable.Range(0, job.Passes.Count)];
        IEnumerable<IReadOnlyList<int>> processes = cycles < CyclesWorthAProcess ? [all] : all.Select(i => (IReadOnlyList<int>)[i]);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        PassRecords[] records = new PassRecords[job.Passes.Count];
        await Parallel.ForEachAsync(processes, parallel, async (passes, token) =>
        {
            IReadOnlyList<string> chipFaults = PassRecords.ChipFaultsIn(await RunProcessAsync(model, job, passes, token));
            foreach (int i in passes)
            {
                records[i] = await PassRecords.ReadAsync(job.Folder.File($"records_{i}.bin"), token);
                records[i].ChipFaults = chipFaults;
                if (job.Options.Profile == BuildProfile.Coverage && job.Window is null)
                {
                    records[i].Coverage = CoverageFile.Parse(await File.ReadAllLinesAsync(job.Folder.File(CoverageName(i)), token), job.Design.Name);
                    records[i].States = ControllerStates.Parse(await File.ReadAllBytesAsync(job.Folder.File(CoverageName(i) + ".states"), token));
                }
            }
        });

        return records;
    }

    /// <summary>Times the first pass against a bare loop over the same pin values.</summary>
    public static async Task<string> BenchmarkAsync(
        CompiledModel model, SimulationJob job, int repeats, CancellationToken cancellationToken)
    {
        await WriteParametersAsync(job, cancellationToken);
        await File.WriteAllBytesAsync(job.Folder.File("beats_0.bin"), job.Passes[0].Stimulus.Data, cancellationToken);
        await File.WriteAllBytesAsync(job.Folder.File("last_0.bin"), job.Passes[0].Stimulus.Last, cancellationToken);
        await File.WriteAllTextAsync(job.Folder.File("bench.txt"), JobText(job, [0]) + $"bench {repeats}\n", cancellationToken);
        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation(model.File, "cosim", "bench.txt") { WorkingDirectory = job.Folder.Path, Timeout = job.Options.ToolTimeout },
            cancellationToken);
        return result.Output;
    }

    /// <summary>What the simulation printed.</summary>
    private static async Task<string> RunProcessAsync(
        CompiledModel model, SimulationJob job, IReadOnlyList<int> passes, CancellationToken cancellationToken)
    {
        string file = $"job_{passes[0]}.txt";
        await File.WriteAllTextAsync(job.Folder.File(file), JobText(job, passes), cancellationToken);
        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation(model.File, "cosim", file) { WorkingDirectory = job.Folder.Path, Timeout = job.Options.ToolTimeout },
            cancellationToken);
        return result.Output;
    }

    private static async Task WriteParametersAsync(SimulationJob job, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        foreach (ParameterWrite write in job.Parameters)
        {
            bytes.Write(BitConverter.GetBytes(write.Address));
            bytes.Write(BitConverter.GetBytes(write.Data));
        }

        await File.WriteAllBytesAsync(job.Folder.File("params.bin"), bytes.ToArray(), cancellationToken);
    }

    private static string CoverageName(int pass) => $"coverage_{pass}.dat";

    private static string JobText(SimulationJob job, IReadOnlyList<int> passes)
    {
        StringBuilder text = new();
        text.Append($"idle_bound {job.IdleBound}\ndrain {job.Drain}\nreset_cycles {SimulationJob.ResetCycles}\n");
        text.Append($"codes {(job.Options.KeepCodes ? 1 : 0)}\nmax_bytes {job.Options.RecordLimit}\nparams params.bin {job.Parameters.Count}\n");
        IReadOnlyList<(string Name, long Offset)> counters = PerformanceCounters.Of(job.Design);
        text.Append($"counters {counters.Count} {string.Join(' ', counters.Select(c => c.Offset))}\n");
        foreach (int i in passes)
        {
            (SimulationPass pass, Stimulus stimulus) = job.Passes[i];
            long beatsOut = (long)stimulus.Vectors * job.Design.OutputStream.Beats;
            text.Append($"pass records_{i}.bin {pass.Seed} {pass.InputStallPercent} {pass.OutputStallPercent} {pass.StallSeed} ");
            text.Append($"{beatsOut} beats_{i}.bin last_{i}.bin {stimulus.Beats}\n");
            if (job.Options.Profile == BuildProfile.Coverage && job.Window is null)
            {
                text.Append($"coverage {CoverageName(i)}\n");
            }

            if (job.Window is { } window && i == 0)
            {
                text.Append($"trace {window.FileName} {window.From} {window.To}\n");
            }
        }

        return text.ToString();
    }
}
