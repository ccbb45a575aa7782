// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Regression.Cluster;

/// <summary>How a campaign is split over a Slurm cluster.</summary>
public sealed record SlurmOptions
{
    /// <summary>Tasks of the job array.</summary>
    public int Shards { get; init; } = 8;

    /// <summary>Cases at a time in a shard: its CPUs.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Null: the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>More arguments for <c>sbatch</c>, as they are.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The command of a shard without its <c>--shard</c>: executable and arguments. Nodes see the same paths.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>So often is a shard submitted before it counts as failed.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Time between two looks at the results.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between two questions to the cluster, which many ask.</summary>
    public TimeSpan QueuePoll { get; init; } = TimeSpan.FromSeconds(5);
}
