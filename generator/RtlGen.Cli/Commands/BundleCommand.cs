// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Bundles;
using RtlGen.Bundling;
using RtlGen.Cli.Options;
using RtlGen.Reporting;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen bundle</c>: a folder that holds a design with everything to simulate and to synthesize it.</summary>
internal static class BundleCommand
{
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
            $"Write a design with testbench, expected results, constraints and documents. Inputs that are not given are drawn ({BundleBuilder.DrawnVectors} vectors, seed {BundleBuilder.DrawnSeed}); so are, without --weights, all parameters.",
            "rtlgen bundle fc1.yaml -o build/fc1",
            "rtlgen bundle fc1.yaml -o build/fc1 --weights w.npy --bias b.npy --inputs x.npy")
        {
            configuration, directory, force, clockPeriod, json,
        };
        tensors.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            decimal period = parsed.GetValue(clockPeriod);
            if (period < BundleContent.ShortestClockPeriod)
            {
                throw new UsageException($"--clock-period is {period}, but a period is at least {BundleContent.ShortestClockPeriod} ns");
            }

            BundleRequest request = new(parsed.GetRequiredValue(configuration), tensors.Read(parsed), period);
            BuiltBundle built = await Task.Run(() => BundleBuilder.Build(request, cancellation), cancellation);
            string folder = parsed.GetRequiredValue(directory);
            BundleWriter.Write(built.Content, folder, parsed.GetValue(force), cancellation);
            (string name, int vectors) = (built.Content.Design.Name, built.Content.Inputs.Shape[0]);
            if (parsed.GetValue(json))
            {
                await console.Out.WriteAsync(JsonText.Object(o =>
                {
                    o.WriteString("name", name);
                    o.WriteString("directory", folder);
                    o.WriteNumber("vectors", vectors);
                    o.WriteString("tensors", built.Origin);
                }));
            }

            await console.Error.WriteLineAsync($"{name}: bundle written to {folder}, {vectors} vectors, {built.Origin}");
            return ExitCode.Done;
        });
        return command;
    }
}
