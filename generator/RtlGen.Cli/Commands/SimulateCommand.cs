// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.CoSimulation;
using RtlGen.Golden;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen simulate</c>: what a layer answers to a batch of inputs.</summary>
internal static class SimulateCommand
{
    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<string> engine = EngineOption.Create(EngineOption.Golden, EngineOption.Verilator, EngineOption.Icarus);
        Option<string?> outputs = Result("--outputs", "Write the outputs [batch, N] here instead of printing them.");
        Option<string?> codes = Result("--codes", "Write the code of every conversion here.");
        Option<string?> overflow = Result("--overflow", "Write the overflow flags [batch, N] here.");
        Option<bool> report = new("--report") { Description = "Print errors against the ideal x W + bias, and what the ADCs did, instead of the outputs." };
        Option<bool> json = CommonOptions.Json();
        TensorOptions tensors = new();
        DocumentedCommand command = new(
            "simulate",
            "Compute a batch of inputs with the golden model or with the RTL.",
            "rtlgen simulate fc1.yaml --weights w.npy --inputs x.npy",
            "rtlgen simulate fc1.yaml --weights w.npy --bias b.npy --inputs x.npy --outputs y.npy --engine verilator",
            "rtlgen simulate fc1.yaml --weights w.npy --inputs x.npy --cells cells.npy --report")
        {
            configuration, engine, outputs, codes, overflow, report, json,
        };
        tensors.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            string chosen = parsed.GetRequiredValue(engine);
            bool isGolden = chosen.Equals(EngineOption.Golden, StringComparison.Ordinal);
            LayerSource source = LayerSource.Load(
                parsed.GetRequiredValue(configuration), tensors.Read(parsed), TensorDemand.Simulation, forHardware: !isGolden);
            string? codesFile = parsed.GetValue(codes);
            bool reports = parsed.GetValue(report);
            ReferenceOptions kept = new() { KeepCodes = codesFile is not null || reports, KeepColumnValues = reports };
            BatchResult result = await Progress.ShowAsync(console, $"{source.Design.Name}: {chosen}", async _ =>
            {
                if (isGolden)
                {
                    return await BatchResult.OfGoldenAsync(source.Tensors, kept, cancellation);
                }

                BatchResult hardware = await BatchResult.OfHardwareAsync(source.Tensors, EngineOption.Of(chosen), cancellation);
                // No tap of the RTL shows what the ADCs saw; the golden model knows.
                return !reports || hardware.Faults.Count > 0 ? hardware : hardware with
                {
                    ColumnValues = (await BatchResult.OfGoldenAsync(source.Tensors, kept with { KeepCodes = false }, cancellation)).ColumnValues,
                };
            });
            foreach (SimulationFault fault in result.Faults)
            {
                await console.Error.WriteLineAsync($"error: the RTL misbehaved: {fault}");
            }

            if (result.Faults.Count > 0)
            {
                return ExitCode.ComparisonFailed;
            }

            Save(parsed.GetValue(outputs), result.Outputs);
            Save(codesFile, result.Codes);
            Save(parsed.GetValue(overflow), result.Overflow);
            SimulationReport answer = new(source.Design.Name, chosen, result.Outputs, result.Overflow)
            {
                Accuracy = reports ? AccuracyReport.Of(source.Tensors, result, cancellation) : null,
            };
            if (parsed.GetValue(json))
            {
                await console.Out.WriteAsync(answer.ToJson());
            }
            else if (answer.Accuracy is not null)
            {
                await console.Out.WriteAsync(AccuracyText.Of(source.Design, answer.Accuracy));
            }
            else if (parsed.GetValue(outputs) is null)
            {
                await console.Out.WriteAsync(answer.ToText());
            }

            await console.Error.WriteLineAsync(answer.Summary);
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Result(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NPY",
    };

    private static void Save(string? file, Tensor tensor)
    {
        if (file is not null)
        {
            NpyFile.Write(file, tensor);
        }
    }
}
