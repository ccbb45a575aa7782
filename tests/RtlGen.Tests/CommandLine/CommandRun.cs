// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests.CommandLine;

/// <summary>One command run in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static async Task<CommandRun> Of(params string[] args)
    {
        CapturedConsole console = new();
        int code = await RtlGen.Cli.CommandLine.RunAsync(args, console, TestContext.CurrentContext.CancellationToken);
        return new CommandRun(code, $"{console.Out}", $"{console.Error}");
    }

    /// <summary>Lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The run ended with this code and, as for every error, printed no result.</summary>
    public CommandRun Failed(int code)
    {
        Assert.Multiple(() =>
        {
            Assert.That(ExitCode, Is.EqualTo(code), Error);
            Assert.That(Out, Is.Empty);
        });
        return this;
    }

    public CommandRun Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, Error);
        return this;
    }
}
