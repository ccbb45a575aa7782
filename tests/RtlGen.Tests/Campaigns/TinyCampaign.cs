// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Regression.Spec;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Campaigns;

/// <summary>A campaign of small saved cases on Icarus, run by the built tool in processes of its own with their own cache and temporary folder.</summary>
internal sealed class TinyCampaign : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TinyCampaign(int cases, string keys = "")
    {
        Directory.CreateDirectory(_folder["cases"]);
        Directory.CreateDirectory(Temporary);
        CampaignSpec drawn = CampaignSpecReader.Parse(
            $"name: tiny\nseed: 11\ngroups: [{{name: c, count: {cases}, size: {{rows: 4, outputs: 2, tiles: 1}}, vectors: 4, reset_seeds: 1}}]\n", "tiny.yaml");
        foreach ((PlannedCase planned, int i) in CasePlan.Of(drawn, drawn.Seed).Select((c, i) => (c, i)))
        {
            RegressionCase @case = planned.Draw()! with { Engine = CaseEngine.Icarus };
            _folder.Write($"cases/c{i:000}.yaml", CaseFile.Write(@case));
        }

        Spec = _folder.Write("tiny.yaml", $"name: tiny\n{keys}groups: [{{name: saved, cases: [cases/*.yaml]}}]\n");
        Count = cases;
    }

    public int Count { get; }

    public string Spec { get; }

    /// <summary>The built tool.</summary>
    public static string Tool => Path.Combine(TestContext.CurrentContext.TestDirectory, "rtlgen");

    /// <summary>Where the tool's processes put what they do not keep.</summary>
    public string Temporary => _folder["tmp"];

    public string Cache => _folder["cache"];

    public string this[string name] => _folder[name];

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>The command that runs the campaign into a folder.</summary>
    public ToolInvocation Command(string output, params string[] more) => CommandOf(output, ["-j", "2", .. more]);

    /// <summary>The same with all of its options.</summary>
    public ToolInvocation CommandOf(string output, IReadOnlyList<string> options) => new(Tool, ["regress", Spec, "-o", output, .. options])
    {
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["TMPDIR"] = Temporary,
            ["RTLGEN_CACHE"] = Cache,
            // The runtime's own sockets in TMPDIR stay behind when it is killed, and are not ours.
            ["DOTNET_EnableDiagnostics"] = "0",
        },
    };

    /// <summary>Runs it, and returns whatever it ends with.</summary>
    public Task<ToolResult> RunAsync(string output, params string[] more) => ToolRunner.RunAsync(Command(output, more), CancellationToken.None);

    /// <summary>Runs it; it must end with this code.</summary>
    public async Task<ToolResult> ExpectAsync(int exitCode, string output, params string[] more)
    {
        ToolResult result = await RunAsync(output, more);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Output + result.Error);
        return result;
    }

    /// <summary>The lines of a results file, as they stand.</summary>
    public static string[] Lines(string output) =>
        File.Exists(Path.Combine(output, "results.jsonl")) ? File.ReadAllLines(Path.Combine(output, "results.jsonl")) : [];

    /// <summary>What of results is wrong: lines without sense, cases that are there twice or not at all, or with another result than in an undisturbed run.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<string> lines, IReadOnlyList<string> undisturbed)
    {
        List<string> faults = [.. lines.Where(l => ResultLog.Parse(l) is null).Select(l => $"no result: {l}")];
        ILookup<string, CaseResult> found = lines.Select(ResultLog.Parse).OfType<CaseResult>().ToLookup(r => r.Id, StringComparer.Ordinal);
        CaseResult[] expected = [.. undisturbed.Select(l => ResultLog.Parse(l)!)];
        faults.AddRange(found.Select(r => r.Key).Except(expected.Select(e => e.Id), StringComparer.Ordinal).Select(id => $"unknown: {id}"));
        foreach (CaseResult result in expected)
        {
            CaseResult[] all = [.. found[result.Id]];
            if (all.Length != 1)
            {
                faults.Add($"{result.Id}: {all.Length} times");
            }
            else if (Timeless(all[0]) is var line && !string.Equals(line, Timeless(result), StringComparison.Ordinal))
            {
                faults.Add($"{result.Id}: {line} instead of {Timeless(result)}");
            }
        }

        return faults;
    }

    /// <summary>Everything that killed processes left and nobody removed.</summary>
    public IEnumerable<string> Leftovers() =>
        Directory.EnumerateFileSystemEntries(Temporary).Concat(
            (Directory.Exists(Cache) ? Directory.EnumerateDirectories(Cache) : []).SelectMany(Directory.EnumerateFileSystemEntries).Where(f => Path.GetFileName(f).StartsWith('.')));

    public bool HasLeftovers() => Leftovers().Any();

    public void Dispose() => _folder.Dispose();

    private static string Timeless(CaseResult result) => ResultLog.Line(result with { Times = new CaseTimes(), ModelWasCached = false });
}
