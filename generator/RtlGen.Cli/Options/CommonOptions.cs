// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace RtlGen.Cli.Options;

/// <summary>Arguments and options that mean the same in every command.</summary>
internal static class CommonOptions
{
    public static Argument<string> Configuration() => new("CONFIG")
    {
        Description = "Configuration, a YAML file.",
    };

    public static Option<string> Directory() => new("--output", "-o")
    {
        Description = "Folder to write; replaced as a whole when rtlgen wrote it.",
        HelpName = "DIR",
        Required = true,
    };

    public static Option<bool> Force() => new("--force")
    {
        Description = "Replace the folder even if it holds files that rtlgen did not write.",
    };

    public static Option<bool> Json() => new("--json")
    {
        Description = "Print the result as JSON.",
    };
}
