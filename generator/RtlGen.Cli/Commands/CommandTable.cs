// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace RtlGen.Cli.Commands;

/// <summary>Every command by name. A run builds only the one that it needs, which keeps the start fast.</summary>
internal static class CommandTable
{
    private static readonly (string Name, Func<IConsole, Command> Create)[] Commands =
    [
        ("generate", GenerateCommand.Create),
        ("explain", ExplainCommand.Create),
        ("simulate", SimulateCommand.Create),
        ("cosim", CosimCommand.Create),
        ("regress", RegressCommand.Create),
        ("report", ReportCommand.Create),
        ("mutate", MutateCommand.Create),
        ("cells", CellsCommand.Create),
        ("bundle", BundleCommand.Create),
        ("synth", SynthCommand.Create),
        ("check", CheckCommand.Create),
        ("fusesoc-generate", FusesocGenerateCommand.Create),
        ("fpga", FpgaCommand.Create),
        ("demo", DemoCommand.Create),
        ("presets", PresetsCommand.Create),
        ("schema", SchemaCommand.Create),
        ("doctor", DoctorCommand.Create),
    ];

    /// <summary>The named command alone, or all of them when none has that name.</summary>
    public static IEnumerable<Command> For(string? name, IConsole console)
    {
        foreach ((string known, Func<IConsole, Command> create) in Commands)
        {
            if (known.Equals(name, StringComparison.Ordinal))
            {
                return [create(console)];
            }
        }

        return Commands.Select(c => c.Create(console));
    }
}
