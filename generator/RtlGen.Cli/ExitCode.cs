// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Cli;

/// <summary>What the process returns (contract §11).</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A comparison failed.</summary>
    public const int ComparisonFailed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>A configuration, tensor, file or folder is bad.</summary>
    public const int BadInput = 3;

    /// <summary>A needed tool is missing or too old.</summary>
    public const int MissingTool = 4;

    /// <summary>An external tool failed or timed out.</summary>
    public const int ToolFailed = 5;

    /// <summary>A fault of this program.</summary>
    public const int InternalError = 70;

    /// <summary>Ctrl-C, by the shell's convention 128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
