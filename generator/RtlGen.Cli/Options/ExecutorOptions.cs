// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Globalization;
using System.Reflection;
using RtlGen.Regression.Cluster;
using RtlGen.Regression.Run;

namespace RtlGen.Cli.Options;

/// <summary>Options that say where the cases of a campaign run.</summary>
internal sealed class ExecutorOptions
{
    private const string Local = "local";
    private const string Slurm = "slurm";

    /// <summary>Seconds that a shard waits for one of the same number whose end the cluster has not seen.</summary>
    private const int ShardPatience = 120;

    private readonly Option<string> _executor = new("--executor")
    {
        Description = "Where cases run: this machine, or the nodes of a Slurm cluster that see the same files.",
        HelpName = $"{Local}|{Slurm}",
        DefaultValueFactory = _ => Local,
    };

    private readonly Option<int> _shards = new("--shards")
    {
        Description = "With slurm: parts of the job array; --jobs says how many CPUs each has (1 where it is not given).",
        HelpName = "N",
        DefaultValueFactory = _ => 8,
    };

    private readonly Option<string?> _partition = new("--partition")
    {
        Description = "With slurm: partition of the cluster.",
        HelpName = "P",
    };

    private readonly Option<string[]> _sbatch = new("--sbatch-arg")
    {
        Description = "With slurm: one more argument for sbatch, such as --sbatch-arg=--time=60; may be repeated.",
        HelpName = "ARG",
    };

    public ExecutorOptions() => _executor.AcceptOnlyFromAmong(Local, Slurm);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_executor, _shards, _partition, _sbatch])
        {
            command.Add(option);
        }
    }

    public bool IsSlurm(ParseResult parsed) => string.Equals(parsed.GetValue(_executor), Slurm, StringComparison.Ordinal);

    /// <summary>How the campaign is split.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="jobs">Its <c>--jobs</c>; null where it is not given.</param>
    /// <param name="specification">The campaign's file.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="cases">Its <c>--case</c>.</param>
    /// <exception cref="UsageException">A number is out of range.</exception>
    public SlurmOptions SlurmOf(ParseResult parsed, int? jobs, string specification, CampaignFolder folder, ulong seed, IReadOnlyList<string> cases)
    {
        int shards = parsed.GetValue(_shards);
        if (shards is < 1 or > Shard.Most)
        {
            throw new UsageException($"--shards {shards}: give 1 to {Shard.Most}");
        }

        int each = Math.Max(1, jobs ?? 1);
        string[] times = File.Exists(folder.Previous) ? ["--shard-times", folder.Previous] : [];
        return new SlurmOptions
        {
            Shards = shards,
            Jobs = each,
            Partition = parsed.GetValue(_partition),
            Arguments = parsed.GetValue(_sbatch) ?? [],
            Command =
            [
                .. Self(), "regress", Path.GetFullPath(specification), "--output", folder.Root, "--seed", Text(seed), "--jobs", Text((ulong)each),
                "--patience", Text(ShardPatience), .. times, .. cases.SelectMany(c => (string[])["--case", c]),
            ],
        };
    }

    /// <summary>How this program is started: by its own executable, or by dotnet.</summary>
    private static IEnumerable<string> Self()
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("the process has no executable");
        bool isHost = string.Equals(Path.GetFileNameWithoutExtension(host), "dotnet", StringComparison.Ordinal);
        return isHost ? [host, Assembly.GetEntryAssembly()!.Location] : [host];
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
