// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace RtlGen.Cli.Commands;

/// <summary>A command whose help ends in examples that can be copied.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples)
    : Command(name, description)
{
    /// <summary>Complete command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
