// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Cli;

namespace RtlGen.Tests.CommandLine;

/// <summary>Results that cannot be written are one clear error, not a crash after the fact.</summary>
internal sealed class UnwritableOutputTests
{
    [Test]
    public async Task AFullDiskUnderStandardOutputIsAnError()
    {
        FullConsole console = new();
        int code = await RtlGen.Cli.CommandLine.RunAsync(["schema"], console, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(3));
            Assert.That($"{console.Error}", Does.Contain("RTG050").And.Contain("No space left").And.EndWith("\n1 error\n"));
        });
    }

    private sealed class FullConsole : IConsole
    {
        public TextWriter Out { get; } = new FullWriter();

        public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

        public bool IsWatched => false;
    }

    /// <summary>Takes everything and fails when it has to go to the disk, as a buffered stream does.</summary>
    private sealed class FullWriter : StringWriter
    {
        public override Task FlushAsync(CancellationToken cancellationToken) => throw new IOException("No space left on device");
    }
}
