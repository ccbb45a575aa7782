// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Cli;

/// <summary>Builds a command line that can be copied into a shell.</summary>
internal static class ShellCommand
{
    private const string Plain = "-_./=+:,@%";

    /// <summary>The arguments behind the program's name, quoted where a shell would take them apart.</summary>
    public static string Of(IEnumerable<string> arguments) => string.Join(' ', arguments.Prepend("rtlgen").Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
