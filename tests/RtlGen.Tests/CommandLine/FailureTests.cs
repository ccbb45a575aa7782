// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Cli;

namespace RtlGen.Tests.CommandLine;

/// <summary>An internal error, provoked by a console that breaks.</summary>
[TestFixture]
internal sealed class FailureTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task AnInternalErrorIs70AndShowsItsTraceOnlyWhenAsked(bool verbose)
    {
        BrokenConsole console = new();
        int code = await RtlGen.Cli.CommandLine.RunAsync(verbose ? ["schema", "--verbose"] : ["schema"], console);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(70));
            Assert.That($"{console.Error}", Does.StartWith("rtlgen: internal error: InvalidOperationException: broken on purpose\n"));
            Assert.That($"{console.Error}".Contains("   at ", StringComparison.Ordinal), Is.EqualTo(verbose));
            Assert.That($"{console.Error}".Contains("report", StringComparison.Ordinal), Is.EqualTo(!verbose));
        });
    }

    private sealed class BrokenConsole : IConsole
    {
        public TextWriter Out { get; } = new BrokenWriter();

        public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

        public bool IsWatched => false;
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("broken on purpose");
    }
}
