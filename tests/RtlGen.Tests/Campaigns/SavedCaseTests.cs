// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Run;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Campaigns;

/// <summary>Every case of tests/regressions, each of which has failed once, passes.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class SavedCaseTests
{
    private static IEnumerable<string> Saved => Directory.EnumerateFiles(Folder, "*.yaml").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    private static string Folder => RepositoryFolder.Find("tests/regressions");

    [TestCaseSource(nameof(Saved))]
    public async Task Passes(string name)
    {
        RegressionCase saved = CaseFile.Read(Path.Combine(Folder, name + ".yaml"));
        CaseResult result = await new CaseRunner(BrokenLane.Options).RunAsync(saved, CancellationToken.None);
        Assert.That(result.Verdict, Is.EqualTo(CaseVerdict.Passed), string.Join('\n', result.Details));
    }
}
