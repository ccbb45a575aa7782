// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tools;

/// <summary>One start of an external tool. Arguments reach it as they are: no shell ever sees them.</summary>
/// <param name="Executable">A name that is looked up on PATH, or a path.</param>
/// <param name="Arguments">One element an argument.</param>
public sealed record ToolInvocation(string Executable, params IReadOnlyList<string> Arguments)
{
    /// <summary>Null: the directory of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables on top of this process's environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>After this time the tool and everything that it started are killed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Characters kept of each of standard output and standard error; what is longer loses its beginning.</summary>
    public int OutputLimit { get; init; } = 1 << 20;

    /// <summary>The command as one would type it, for messages.</summary>
    public string CommandLine => string.Join(' ', Arguments.Prepend(Executable).Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=+:,@%".Contains(c, StringComparison.Ordinal))
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
