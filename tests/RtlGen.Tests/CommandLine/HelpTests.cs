// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests.CommandLine;

/// <summary>Help texts, the version, and wrong command lines.</summary>
[TestFixture]
internal sealed class HelpTests
{
    private static readonly string[] Commands = ["generate", "explain", "simulate", "cosim", "regress", "report", "mutate", "cells", "bundle", "synth", "check", "fusesoc-generate", "fpga", "demo", "presets", "schema", "doctor"];

    [TestCaseSource(nameof(Commands))]
    public async Task EveryCommandShowsAnExample(string command)
    {
        CommandRun run = (await CommandRun.Of(command, "--help")).Succeeded();
        int examples = run.Out.IndexOf("Example", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(examples, Is.GreaterThan(0));
            Assert.That(run.Out[examples..], Does.Contain($"\n  rtlgen {command}"));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public async Task TheHelpListsExactlyTheCommandsThatWork()
    {
        CommandRun run = (await CommandRun.Of("--help")).Succeeded();
        int start = run.Out.IndexOf("Commands:", StringComparison.Ordinal) + 9;
        int end = run.Out.IndexOf("Exit codes:", StringComparison.Ordinal);
        IEnumerable<string> listed = run.Out[start..end]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' ')[0]);
        Assert.That(listed, Is.EqualTo(Commands));
    }

    [Test]
    public async Task TheVersionIsOneLine()
    {
        CommandRun run = (await CommandRun.Of("--version")).Succeeded();
        Assert.That(run.Out, Does.Match(@"\Artlgen \d+\.\d+\.\d+\n\z"));
    }

    [TestCase("a command is missing")]
    [TestCase("there is no command 'explore'", "explore", "spec.yaml")]
    [TestCase("there is no command 'generat'", "generat")]
    [TestCase("Unrecognized command or argument '--colour'", "schema", "--colour")]
    [TestCase("Option '--output' is required", "generate", "c.yaml")]
    [TestCase("Required argument 'CONFIG' missing", "explain")]
    [TestCase("'x'", "explain", "c.yaml", "--noise-seed", "x")]
    public async Task AWrongCommandLineIsExitCode2(string message, params string[] args)
    {
        CommandRun run = (await CommandRun.Of(args)).Failed(2);
        Assert.Multiple(() =>
        {
            Assert.That(run.ErrorLines[0], Does.StartWith("error: ").And.Contain(message));
            Assert.That(run.ErrorLines[^1], Does.Match("see 'rtlgen.* --help'"));
        });
    }
}
