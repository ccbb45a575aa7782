// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Invocation;

namespace RtlGen.Cli.Commands;

/// <summary>The usual help, then the command's examples; for the tool itself what its exit codes mean.</summary>
internal sealed class ExampleHelpAction(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is DocumentedCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        else if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine("Exit codes:");
            output.WriteLine("  0 done, 1 a comparison failed, 2 wrong usage, 3 bad input, 4 a tool is missing or too old,");
            output.WriteLine("  5 a tool failed or timed out, 70 internal error");
            output.WriteLine();
        }

        return code;
    }
}
