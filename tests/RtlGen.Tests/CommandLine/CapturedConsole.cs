// SPDX-License-Identifier: Apache-2.0
using RtlGen.Cli;

namespace RtlGen.Tests.CommandLine;

/// <summary>Keeps what a command writes.</summary>
internal sealed class CapturedConsole : IConsole
{
    public TextWriter Out { get; } = new StringWriter { NewLine = "\n" };

    public TextWriter Error { get; } = new StringWriter { NewLine = "\n" };

    public bool IsWatched { get; init; }
}
