// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Commands;

namespace RtlGen.Cli.Options;

/// <summary>The options of <c>rtlgen regress</c>; those of shards and clusters have classes of their own.</summary>
internal sealed class RegressOptions
{
    private static readonly string s_folder = Path.Combine("build", "regress");

    /// <summary>Where single cases go: the campaign that they come from keeps its evidence.</summary>
    private static readonly string s_part = Path.Combine("build", "regress-case");

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = $"Folder for results and reports, {s_folder} unless given ({s_part} with --case); a campaign that was stopped is continued there.",
        HelpName = "DIR",
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the campaign instead of the specification's.", HelpName = "S" };

    private readonly Option<string[]> _cases = new("--case") { Description = "Run only this case, or the cases whose names begin so.", HelpName = "ID" };

    private readonly Option<int> _jobs = new("--jobs", "-j") { Description = "Cases at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    private readonly Option<bool> _fresh = new("--fresh") { Description = "Begin anew, also where a campaign was stopped." };

    private readonly Option<bool> _changed = new("--changed")
    {
        Description = "Run only what has changed since the last run in this folder, or did not pass; the other results stand.",
    };

    private readonly Option<bool> _watch = new("--watch") { Description = "Stay, and run again what an edit of the campaign's files affects." };

    private readonly Option<bool> _noShrink = new("--no-shrink") { Description = "Do not look into failures: no small cases, evidence, waves." };

    private readonly Option<bool> _github = ReportCommand.GitHubOption();

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_output, _seed, _cases, _jobs, _fresh, _changed, _watch, _noShrink, _github])
        {
            command.Add(option);
        }
    }

    /// <summary>The names that were asked for; empty: all.</summary>
    public string[] Cases(ParseResult parsed) => parsed.GetValue(_cases) ?? [];

    public string Output(ParseResult parsed) => parsed.GetValue(_output) ?? (Cases(parsed).Length > 0 ? s_part : s_folder);

    public ulong? Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    /// <summary>Null: not given.</summary>
    public int? GivenJobs(ParseResult parsed) => parsed.GetResult(_jobs) is { Implicit: false } ? parsed.GetValue(_jobs) : null;

    public bool IsFresh(ParseResult parsed) => parsed.GetValue(_fresh);

    public bool OnlyChanged(ParseResult parsed) => parsed.GetValue(_changed);

    public bool Watches(ParseResult parsed) => parsed.GetValue(_watch);

    public bool Shrinks(ParseResult parsed) => !parsed.GetValue(_noShrink);

    public bool ForGitHub(ParseResult parsed) => parsed.GetValue(_github);
}
