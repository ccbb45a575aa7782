// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;

namespace RtlGen.Tests.CommandLine;

[TestFixture]
[NonParallelizable]
internal sealed class SchemaAndDoctorTests
{
    private string? _path;

    [SetUp]
    public void KeepPath() => _path = Environment.GetEnvironmentVariable("PATH");

    [TearDown]
    public void RestorePath() => Environment.SetEnvironmentVariable("PATH", _path);

    [Test]
    public async Task TheSchemaIsJson()
    {
        CommandRun run = (await CommandRun.Of("schema")).Succeeded();
        using JsonDocument schema = JsonDocument.Parse(run.Out);
        Assert.Multiple(() =>
        {
            Assert.That(schema.RootElement.GetProperty("properties").TryGetProperty("crossbar", out _), Is.True);
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public async Task WithoutToolsTheDoctorNamesOneCommandAndFails()
    {
        Environment.SetEnvironmentVariable("PATH", "");
        CommandRun run = await CommandRun.Of("doctor");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(4));
            Assert.That(run.Out, Does.Contain("apt-get install g++ iverilog make verilator yosys"));
        });
    }

    [Test]
    public async Task TheDoctorsJsonSaysTheSame()
    {
        Environment.SetEnvironmentVariable("PATH", "");
        CommandRun run = await CommandRun.Of("doctor", "--json");
        using JsonDocument report = JsonDocument.Parse(run.Out);
        JsonElement verilator = report.RootElement.GetProperty("tools").EnumerateArray()
            .Single(t => t.GetProperty("name").ValueEquals("verilator"));
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(4));
            Assert.That(report.RootElement.GetProperty("ok").GetBoolean(), Is.False);
            Assert.That(verilator.GetProperty("problem").GetString(), Is.EqualTo("missing"));
            Assert.That(verilator.GetProperty("found").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }
}
