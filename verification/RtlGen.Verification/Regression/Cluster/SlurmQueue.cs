// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Tools;

namespace RtlGen.Regression.Cluster;

/// <summary>The jobs of one campaign in Slurm's queue. They are known by a name made of the campaign's folder, so that a process that follows a killed one finds them.</summary>
internal sealed class SlurmQueue(string root, SlurmOptions options)
{
    private const string Script = """
        #!/bin/sh
        # Runs one shard: the command comes as arguments, the task's number is the shard's.
        shards=$1
        shift
        exec "$@" --shard "$SLURM_ARRAY_TASK_ID/$shards"

        """;

    /// <summary>Times that shards are cancelled, half a second apart, before they are left to the cluster.</summary>
    private const int MostCancels = 30;

    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    private readonly string _name = "rtlgen-" + BuildCache.KeyOf([root])[..16];

    /// <summary>What the shards print, and the script that starts them.</summary>
    public string Folder { get; } = Path.Combine(root, "slurm");

    /// <summary>Submits shards as one job array.</summary>
    /// <exception cref="ToolMissingException">Slurm is not installed.</exception>
    /// <exception cref="ToolFailedException">The cluster refuses the job.</exception>
    public async Task SubmitAsync(IReadOnlyList<int> shards, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        string script = Path.Combine(Folder, "shard.sh");
        await File.WriteAllTextAsync(script, Script, cancellationToken);
        string[] partition = options.Partition is null ? [] : [$"--partition={options.Partition}"];
        await RequireAsync(
            ToolCatalog.Sbatch.Name,
            [
                "--parsable",
                // A lost shard is submitted again from here, where attempts are counted.
                "--no-requeue",
                $"--job-name={_name}",
                $"--array={string.Join(',', shards.Select(Number))}",
                "--ntasks=1",
                $"--cpus-per-task={Number(options.Jobs)}",
                $"--output={Path.Combine(Folder, "shard-%a.log")}",
                "--open-mode=append",
                .. partition,
                .. options.Arguments,
                script,
                Number(options.Shards),
                .. options.Command,
            ],
            cancellationToken);
    }

    /// <summary>Number and state (<c>RUNNING</c>, <c>PENDING</c>) of every shard in the queue; null: the cluster does not answer.</summary>
    public async Task<ILookup<int, string>?> LookAsync(CancellationToken cancellationToken)
    {
        ToolResult result = await ToolRunner.RunAsync(
            Invocation(ToolCatalog.Squeue.Name, ["--noheader", "--array", $"--name={_name}", "--format=%K %T"]), cancellationToken);
        return result.ExitCode != 0 ? null : result.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' '))
            .Where(parts => parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToLookup(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
    }

    /// <summary>Takes all shards out of the queue and ends those that run; also those of an earlier process.</summary>
    /// <remarks>A task that starts while the others are cancelled may be missed, and none ends at once: it is asked until no shard runs or waits.</remarks>
    public async Task CancelAsync(CancellationToken cancellationToken)
    {
        for (int look = 0; look < MostCancels; look++)
        {
            await RequireAsync(ToolCatalog.Scancel.Name, [$"--name={_name}"], cancellationToken);
            ILookup<int, string>? queue = await LookAsync(cancellationToken);
            // What is completing has been told to end.
            if (queue is null || queue.SelectMany(s => s).All(s => s is "COMPLETING"))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
        }
    }

    /// <summary>The last lines that a shard printed.</summary>
    public string LastWords(int shard)
    {
        string log = Path.Combine(Folder, $"shard-{Number(shard)}.log");
        string[] lines = File.Exists(log) ? [.. File.ReadLines(log).Where(l => l.Length > 0).TakeLast(3)] : [];
        return lines.Length == 0 ? "it printed nothing" : $"it printed last: {string.Join(" / ", lines)}";
    }

    private static Task<ToolResult> RequireAsync(string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        ToolRunner.RequireAsync(Invocation(tool, arguments), cancellationToken);

    private static ToolInvocation Invocation(string tool, IReadOnlyList<string> arguments) => new(tool, arguments) { Timeout = s_timeout };

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
