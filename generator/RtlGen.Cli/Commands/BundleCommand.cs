// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Bundles;
using RtlGen.Cli.Options;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen bundle</c>: a folder that holds a design with everything to simulate and to synthesize it.</summary>
internal static class BundleCommand
{
    /// <summary>What is drawn where the user gave no vectors.</summary>
    private const int DrawnVectors = 16;
    private const ulong DrawnSeed = 1;

    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<string> directory = CommonOptions.Directory();
        Option<bool> force = CommonOptions.Force();
        Option<decimal> clockPeriod = new("--clock-period")
        {
            Description = "Clock period of the constraints in nanoseconds.",
            HelpName = "NS",
            DefaultValueFactory = _ => BundleContent.DefaultClockPeriod,
        };
        Option<bool> json = CommonOptions.Json();
        TensorOptions tensors = new();
        DocumentedCommand command = new(
            "bundle",
            $"Write a design with testbench, expected results, constraints and documents. Inputs that are not given are drawn ({DrawnVectors} vectors, seed {DrawnSeed}); so are, without --weights, all parameters.",
            "rtlgen bundle fc1.yaml -o build/fc1",
            "rtlgen bundle fc1.yaml -o build/fc1 --weights w.npy --bias b.npy --inputs x.npy")
        {
            configuration, directory, force, clockPeriod, json,
        };
        tensors.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            decimal period = parsed.GetValue(clockPeriod);
            if (period < 0.001m)
            {
                throw new UsageException($"--clock-period is {period}, but a period is at least 0.001 ns");
            }

            TensorFiles files = tensors.Read(parsed);
            bool isDrawn = files == new TensorFiles();
            LayerSource source = LayerSource.Load(
                parsed.GetRequiredValue(configuration), files, isDrawn ? TensorDemand.Given : TensorDemand.Parameters, forHardware: true);
            LayerDesign design = source.Design;
            LayerParameters parameters = isDrawn
                ? RandomTensors.Draw(design, DrawnVectors, DrawnSeed).Parameters
                : source.Tensors.Parameters!;
            Tensor inputs = source.Tensors.Inputs ?? RandomTensors.DrawInputs(design, DrawnVectors, DrawnSeed);
            ReferenceResult golden = await Task.Run(
                () => ReferenceModel.Run(design, parameters, inputs, new ReferenceOptions { KeepCodes = false }, cancellation), cancellation);
            BundleContent content = new()
            {
                Configuration = source.Loaded,
                Design = design,
                Parameters = parameters,
                Inputs = inputs,
                Outputs = golden.Outputs,
                Overflows = golden.Overflow.Data.Any(f => f != 0),
                ClockPeriod = period,
            };
            string folder = parsed.GetRequiredValue(directory);
            BundleWriter.Write(content, folder, parsed.GetValue(force), cancellation);
            string origin = isDrawn ? "weights and inputs drawn" : source.Tensors.Inputs is null ? "inputs drawn" : "tensors as given";
            if (parsed.GetValue(json))
            {
                await console.Out.WriteAsync(JsonText.Object(o =>
                {
                    o.WriteString("name", design.Name);
                    o.WriteString("directory", folder);
                    o.WriteNumber("vectors", inputs.Shape[0]);
                    o.WriteString("tensors", origin);
                }));
            }

            await console.Error.WriteLineAsync($"{design.Name}: bundle written to {folder}, {inputs.Shape[0]} vectors, {origin}");
            return ExitCode.Done;
        });
        return command;
    }
}
