// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tools;

namespace RtlGen.Cli;

/// <summary>The one place where an exception becomes a message and an exit code.</summary>
internal static class Failures
{
    public static int Report(Exception exception, IConsole console, bool verbose)
    {
        switch (exception)
        {
            case OperationCanceledException:
                console.Error.WriteLine("rtlgen: cancelled");
                return ExitCode.Cancelled;
            case UsageException:
                console.Error.WriteLine($"error: {exception.Message}");
                return ExitCode.WrongUsage;
            case BadInputException bad:
                Print(bad.Diagnostics, console);
                return ExitCode.BadInput;
            case ToolUnavailableException:
                console.Error.WriteLine($"error: {exception.Message}");
                return ExitCode.MissingTool;
            case ToolFailedException:
                console.Error.WriteLine($"error: {exception.Message}");
                return ExitCode.ToolFailed;
            case IOException or UnauthorizedAccessException:
                Print([FileError(exception)], console);
                return ExitCode.BadInput;
            default:
                console.Error.WriteLine($"rtlgen: internal error: {exception.GetType().Name}: {FirstLine(exception.Message)}");
                console.Error.WriteLine(verbose
                    ? exception.ToString()
                    : "This is a fault of rtlgen, not of your input: run the same command with --verbose and report what it prints, with the configuration.");
                return ExitCode.InternalError;
        }
    }

    private static void Print(IReadOnlyList<Diagnostic> diagnostics, IConsole console)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            // One line each, whatever a message quotes: editors and scripts read them line by line.
            console.Error.WriteLine(diagnostic.ToString().ReplaceLineEndings(" "));
        }

        console.Error.WriteLine(diagnostics.Count == 1 ? "1 error" : $"{diagnostics.Count} errors");
    }

    private static Diagnostic FileError(Exception exception) => new(
        DiagnosticCodes.FileAccess,
        SourcePosition.None,
        null,
        null,
        exception.Message.TrimEnd('.'),
        "check that the path exists and that you may read or write it");

    private static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0];
}
