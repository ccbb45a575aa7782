// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RtlGen.Cli.Commands;
using RtlGen.Emission;

namespace RtlGen.Cli;

/// <summary>One run of the tool: arguments in, text and an exit code out.</summary>
public static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments behind the program's name.</param>
    /// <param name="console">Where results and everything else go.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, IConsole console, CancellationToken cancellation = default)
    {
        bool verbose = args.Contains("--verbose", StringComparer.Ordinal);
        try
        {
            RootCommand root = Root(args, console);
            // No response files: an argument that begins with @ is a file's name like any other.
            ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
            {
                return WrongUsage(parsed, console);
            }

            // Exceptions come back here and Ctrl-C arrives through the token: nothing is left to the library.
            InvocationConfiguration configuration = new()
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = console.Out,
                Error = console.Error,
            };
            int exitCode = await parsed.InvokeAsync(configuration, cancellation);
            // Here and not later: results that cannot be written are an error like any other.
            await console.Out.FlushAsync(CancellationToken.None);
            return exitCode;
        }
#pragma warning disable CA1031 // The outermost frame: every exception becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failures.Report(exception, console, verbose);
        }
    }

    private static RootCommand Root(IReadOnlyList<string> args, IConsole console)
    {
        RootCommand root = new("From an in-memory-computing configuration to verified, synthesis-ready Verilog.");
        foreach (Command command in CommandTable.For(args.FirstOrDefault(a => !a.StartsWith('-')), console))
        {
            root.Add(command);
        }

        root.Add(new Option<bool>("--verbose")
        {
            Description = "Print stack traces of internal errors.",
            Recursive = true,
        });
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: SynchronousCommandLineAction help })
            {
                option.Action = new ExampleHelpAction(help);
            }
            else if (option is VersionOption)
            {
                option.Action = new VersionAction(console);
            }
        }

        return root;
    }

    private static int WrongUsage(ParseResult parsed, IConsole console)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            string? unknown = parsed.UnmatchedTokens is [string first, ..] ? first : null;
            console.Error.WriteLine(unknown is null ? "error: a command is missing" : $"error: there is no command '{unknown}'");
            console.Error.WriteLine($"commands: {string.Join(", ", command.Subcommands.Select(c => c.Name))}");
        }
        else
        {
            foreach (string message in parsed.Errors.Select(e => e.Message.TrimEnd('.')).Distinct(StringComparer.Ordinal))
            {
                console.Error.WriteLine($"error: {message}");
            }
        }

        string name = command is RootCommand ? "rtlgen" : $"rtlgen {command.Name}";
        console.Error.WriteLine($"see '{name} --help'");
        return ExitCode.WrongUsage;
    }

    private sealed class VersionAction(IConsole console) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            console.Out.WriteLine($"rtlgen {ToolVersion.Text}");
            return ExitCode.Done;
        }
    }
}
