// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary>Bad configurations and tensors: exit code 3, one diagnostic a line with its place, nothing on standard output.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task AMissingConfigurationIsNamed()
    {
        CommandRun run = (await CommandRun.Of("explain", _folder["none.yaml"])).Failed(3);
        Assert.Multiple(() =>
        {
            Assert.That(run.ErrorLines[0], Does.Contain("none.yaml").And.Contain("RTG050"));
            Assert.That(run.ErrorLines[^1], Is.EqualTo("1 error"));
        });
    }

    [Test]
    public async Task EveryErrorOfAConfigurationIsReportedWithItsPlace()
    {
        string config = _folder.Write("c.yaml", Samples.Small
            .Replace("rows: 8", "rows: 0", StringComparison.Ordinal)
            .Replace("adc: {bits: 5", "adc: {bits: 5, gain: 2", StringComparison.Ordinal));
        CommandRun run = (await CommandRun.Of("explain", config)).Failed(3);
        Assert.Multiple(() =>
        {
            Assert.That(run.ErrorLines, Has.Length.EqualTo(3));
            Assert.That(run.ErrorLines[0], Does.Match(@"c\.yaml:5:\d+: error RTG005: .*crossbar\.rows"));
            Assert.That(run.ErrorLines[1], Does.Match(@"c\.yaml:6:\d+: error RTG002: .*gain"));
            Assert.That(run.ErrorLines[2], Is.EqualTo("2 errors"));
        });
    }

    [Test]
    public async Task AWeightOutOfRangeNamesItsIndex()
    {
        string config = _folder.Write("c.yaml", Samples.Small);
        Tensor weights = new(3, 2) { [2, 1] = 8 };
        CommandRun run = (await CommandRun.Of("explain", config, "--weights", _folder.Write("w.npy", weights))).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG042").And.Contain("w.npy").And.Contain("[2, 1]").And.Contain("8"));
    }

    [Test]
    public async Task AWrongShapeIsRefused()
    {
        string config = _folder.Write("c.yaml", Samples.Small);
        CommandRun run = (await CommandRun.Of("explain", config, "--weights", _folder.Write("w.npy", new Tensor(4, 2)))).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG041").And.Contain("4 by 2"));
    }

    [Test]
    public async Task ATruncatedTensorIsRefused()
    {
        string config = _folder.Write("c.yaml", Samples.Small);
        string path = _folder.Write("w.npy", new Tensor(3, 2));
        byte[] bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..^1]);
        CommandRun run = (await CommandRun.Of("explain", config, "--weights", path)).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG040").And.Contain("truncated"));
    }
}
