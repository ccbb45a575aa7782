// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.Design;
using RtlGen.Devices;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen cells</c>: the tensors of real devices from those of ideal ones.</summary>
internal static class CellsCommand
{
    private const ulong DefaultSeed = 1;

    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<string?> weights = File("--weights", "Weights [K, N].");
        Option<string?> cells = File("--output", "Write the cells here.", "-o");
        Option<string?> thresholds = File("--thresholds-out", "Write the thresholds of the ADCs here.");
        Option<ulong> seed = new("--seed") { Description = "Seed of everything that is drawn.", HelpName = "S", DefaultValueFactory = _ => DefaultSeed };
        Option<bool> json = CommonOptions.Json();
        DeviceModelOptions models = new();
        DocumentedCommand command = new(
            "cells",
            "Draw the cells and ADC thresholds of real devices, for --cells and --adc-thresholds.",
            "rtlgen cells fc1.yaml --weights w.npy -o cells.npy --variation-relative 0.05 --on-off-ratio 50",
            "rtlgen cells fc1.yaml --weights w.npy -o cells.npy --drift 0.05 --drift-spread 0.01 --drift-time 86400 --drift-start 20",
            "rtlgen cells fc1.yaml --thresholds-out t.npy --adc-offset 0.5 --adc-gain 0.01 --adc-inl 0.3 --seed 7")
        {
            configuration, weights, cells, thresholds, seed, json,
        };
        models.AddTo(command, cells, thresholds);
        command.Validators.Add(result =>
        {
            if (result.GetResult(cells) is null && result.GetResult(thresholds) is null)
            {
                result.AddError("there is nothing to write: give --output, --thresholds-out or both");
            }

            if (result.GetResult(cells) is not null && result.GetResult(weights) is null)
            {
                result.AddError("--output has no use without --weights");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            LayerSource source = LayerSource.Load(
                parsed.GetRequiredValue(configuration), new TensorFiles { Weights = parsed.GetValue(weights) }, TensorDemand.Given, forHardware: false);
            ulong chosen = parsed.GetValue(seed);
            List<DrawnDevices> drawn = [];
            if (parsed.GetValue(cells) is string cellsFile)
            {
                RealCells real = RealCells.Draw(source.Design, source.Tensors.Weights!, models.Cells(parsed), chosen, cancellation);
                NpyFile.Write(cellsFile, real.Cells);
                drawn.Add(new DrawnDevices("cells", "levels", cellsFile, real.Cells, real.Statistics, 1));
            }

            if (parsed.GetValue(thresholds) is string thresholdsFile)
            {
                RealAdcs real = RealAdcs.Draw(source.Design, models.Adcs(parsed), chosen);
                NpyFile.Write(thresholdsFile, real.Thresholds);
                drawn.Add(new DrawnDevices(
                    "adc_thresholds", "codes", thresholdsFile, real.Thresholds, real.Statistics, source.Design.Arithmetic.Adc.Step256 / 256.0));
            }

            Report(console, source.Design, drawn, chosen, parsed.GetValue(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Report(IConsole console, LayerDesign design, List<DrawnDevices> drawn, ulong seed, bool json)
    {
        foreach (DrawnDevices devices in drawn)
        {
            console.Error.WriteLine($"{design.Name}: {devices.Summary}, seed {seed}");
            if (devices.Warning(design) is string warning)
            {
                console.Error.WriteLine($"warning: {warning}");
            }
        }

        if (json)
        {
            console.Out.Write(JsonText.Object(o =>
            {
                o.WriteString("name", design.Name);
                o.WriteNumber("seed", seed);
                o.WriteNumber("fraction_bits", design.Configuration.Analog.FractionBits);
                o.Objects("files", drawn, devices => devices.Write(o, design));
            }));
        }
    }

    private static Option<string?> File(string name, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "NPY",
    };
}
