// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Reports;
using RtlGen.Regression.Run;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Reports;

/// <summary>A campaign with everything that reports must get right: every verdict, three causes, texts that break formats.</summary>
internal static class PlantedCampaign
{
    public const string Odd = "odd, <group>: 100 % \"&\" 'ж'";

    public const string Hostile = "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">\u0001\uD83D\uDE00\uD800";

    public static readonly FailureSignature Converter = new("code", "rtlgen_adc_sar", "most, by one");

    private static readonly FailureSignature s_sum = new("y", "rtlgen_row_sum", "some, sign");

    private static readonly FailureSignature s_crash = new("tool", "sim", "exit code #: 100 %, stopped");

    public static CampaignHeading Heading { get; } = new()
    {
        Name = "planted",
        Specification = "my campaigns/planted.yaml",
        Seed = 18446744073709551615,
        Jobs = 2,
        Tool = "0.1.0",
        Started = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Cases = [.. Results().Select(r => new PlannedName(r.Id, r.Group, r.Seed, r.Flow, r.Engine)), new PlannedName("small/11", "small", 11, "vectors", CaseEngine.Verilator)],
    };

    public static FixedClock Clock { get; } = new(new DateTimeOffset(2026, 3, 4, 5, 8, 7, TimeSpan.Zero));

    /// <summary>Coverage with one hole of each kind; the goal is of lines.</summary>
    public static CampaignCoverage Coverage(double goal) => new()
    {
        Functional = new FunctionalReport(
            new CoverageShare(3, 4), [new BinFamily("key", new CoverageShare(3, 4), ["key/adc.kind=ramp"])], [new LeftOutBin("key/adc.kind=none", "not allowed")]),
        Code = new CodeReport(
            new CoverageShare(199, 200), new CoverageShare(5, 6), [], [new CoverageHole(new CoveragePoint(CoverageKind.Branch, "rtl/rtlgen_delay.v", 12, 1, "else"), "<b>else</b>")], [], []),
        Goals = [new GoalOutcome("lines", 99.5, goal)],
    };

    /// <summary>All but the last planned case, which was not run.</summary>
    public static IEnumerable<CaseResult> Results()
    {
        for (int i = 0; i < 6; i++)
        {
            yield return Case("small", i, CaseVerdict.Passed, i % 2 == 0 ? "sar" : "flash", 8 + i);
        }

        // The smallest of the bucket is not the first.
        yield return Case("small", 6, CaseVerdict.Failed, "sar", 40) with { Signature = Converter, Message = "tap code: vector 3, tile 0, expected 5, got 6", Details = ["tap code: vector 3, tile 0, expected 5, got 6", "interval 12 … 13"] };
        yield return Case("small", 7, CaseVerdict.Failed, "sar", 4) with { Signature = Converter, Message = "tap code: vector 0, tile 0, expected 1, got 2", Details = ["tap code: vector 0, tile 0, expected 1, got 2"] };
        yield return Case("small", 8, CaseVerdict.TimedOut, "ramp", 9) with { Signature = new FailureSignature("tool", "time", "the case took longer than # s"), Message = "the case took longer than 300 s", Times = new CaseTimes { Total = 300_000 } };
        yield return Case("small", 9, CaseVerdict.Empty, null, 0) with { Message = "the flow has nothing to do here" };
        yield return Case("small", 10, CaseVerdict.Passed, "flash", 9) with { Id = "small/10@icarus", Engine = CaseEngine.Icarus };
        yield return Case(Odd, 0, CaseVerdict.Failed, "sar", 8) with { Signature = s_sum, Message = Hostile, Details = [Hostile, "second line"] };
        yield return Case(Odd, 1, CaseVerdict.Crashed, null, 0) with { Signature = s_crash, Message = "exit code 134: 100 %, stopped", Details = ["exit code 134: 100 %, stopped", "\u001b[31mred\u001b[0m"], Times = new CaseTimes { Total = 1234 } };
    }

    /// <summary>Writes the campaign as a run would have, and ends it.</summary>
    public static CampaignReport In(CampaignFolder folder)
    {
        CampaignReports.Begin(folder, Heading);
        using (ResultLog log = ResultLog.Append(folder.Results))
        {
            foreach (CaseResult result in Results())
            {
                log.Add(result);
            }
        }

        return CampaignReports.Finish(folder, Heading, TimeSpan.FromSeconds(120.5), Clock);
    }

    /// <inheritdoc cref="In(CampaignFolder)"/>
    public static CampaignReport In(TemporaryFolder folder) => In(CampaignFolder.At(folder.Path));

    private static CaseResult Case(string group, int number, CaseVerdict verdict, string? adc, int rows) => new()
    {
        Id = $"{group}/{number}",
        Group = group,
        Seed = (ulong)number,
        Flow = RegressionCase.VectorFlow,
        Engine = CaseEngine.Verilator,
        Verdict = verdict,
        ConfigurationHash = adc is null ? "" : HashOf(group, number),
        Configuration = adc is null
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { ["adc.kind"] = adc, ["crossbar.rows"] = $"{rows}", ["crossbar.columns"] = "8" },
        Vectors = adc is null ? 0 : 96,
        Cycles = adc is null ? 0 : 1000 + number,
        Compared = adc is null ? 0 : 10_000 + number,
        ModelWasCached = number % 3 == 0,
        Times = adc is null ? new CaseTimes() : new CaseTimes { Draw = 5, Emit = 10, Translate = 400, Compile = 900 + (100 * number), Simulate = 50, Compare = 20, Total = 1385 + (100 * number) },
    };

    private static string HashOf(string group, int number) => BuildCache.KeyOf([group, $"{number}"]);
}

/// <summary>A clock that shows what it is told.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>What it shows; the time stamp follows.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;
}
