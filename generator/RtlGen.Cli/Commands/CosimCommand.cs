// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Cli.Options;
using RtlGen.CoSimulation;
using RtlGen.Reporting;
using RtlGen.Tensors;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen cosim</c>: the RTL against the golden model, at every tap and to the cycle.</summary>
internal static class CosimCommand
{
    private const ulong DefaultSeed = 1;

    private const int MostRandomVectors = 100_000;

    public static Command Create(IConsole console)
    {
        Argument<string> configuration = CommonOptions.Configuration();
        Option<int?> random = new("--random") { Description = "Draw this many vectors, and all parameters, instead of reading tensors.", HelpName = "N" };
        Option<ulong> seed = new("--seed") { Description = "Seed of what is drawn.", HelpName = "S", DefaultValueFactory = _ => DefaultSeed };
        Option<ulong?> times = new("--conversion-seed") { Description = "Let every conversion of external ADCs take a time of its own, drawn from this seed.", HelpName = "S" };
        Option<string> engine = EngineOption.Create(EngineOption.Verilator, EngineOption.Icarus);
        Option<bool> twin = new("--twin") { Description = "Put the macro's digital twin in place of its behavioural model." };
        PassOptions passes = new();
        Option<int?> vector = new("--vector") { Description = "Send only this vector of the batch, counted from 0.", HelpName = "V" };
        Option<string?> waves = new("--waves") { Description = "Write waves of the first differing vector (else of the first) here: FST with Verilator, VCD with Icarus.", HelpName = "FILE" };
        Option<bool> json = CommonOptions.Json();
        TensorOptions tensors = new();
        DocumentedCommand command = new(
            "cosim",
            "Run the RTL beside the golden model: compare codes, accumulators, results, outputs, flags and cycles.",
            "rtlgen cosim fc1.yaml --random 100 --seed 7",
            "rtlgen cosim fc1.yaml --weights w.npy --bias b.npy --inputs x.npy --engine icarus",
            "rtlgen cosim fc1.yaml --random 100 --seed 7 --vector 3 --waves vector3.fst",
            "rtlgen cosim fc1.yaml --random 100 --twin")
        {
            configuration, random, seed, times, engine, twin, vector, waves, json,
        };
        passes.AddTo(command);
        tensors.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            TensorFiles files = tensors.Read(parsed);
            int? drawn = parsed.GetValue(random);
            RequireOneSource(files, drawn);
            LayerSource source = LayerSource.Load(
                parsed.GetRequiredValue(configuration), files, drawn is null ? TensorDemand.Simulation : TensorDemand.Given, forHardware: true);
            RandomTensors batch = drawn is int vectors
                ? RandomTensors.Draw(source.Design, vectors, parsed.GetValue(seed))
                : new RandomTensors(source.Tensors.Parameters!, source.Tensors.Inputs!);
            Tensor inputs = parsed.GetValue(vector) is int only ? Only(batch.Inputs, only) : batch.Inputs;
            CoSimulationOptions options = new()
            {
                Engine = EngineOption.Of(parsed.GetRequiredValue(engine)),
                Passes = passes.Read(parsed),
                MalformedPackets = MalformedPacket.Some(source.Design, inputs.Shape[0]),
                Waves = WavesFile(parsed.GetValue(waves), parsed.GetRequiredValue(engine)),
                ConversionSeed = parsed.GetValue(times),
            };
            bool isTwin = parsed.GetValue(twin);
            if (isTwin && options.ConversionSeed is not null)
            {
                throw new UsageException("--conversion-seed is for the behavioural model: conversions of the digital twin all take the longest time");
            }

            SimulationModel model = isTwin
                ? SimulationModel.OfTwin(source.Design, batch.Parameters)
                : SimulationModel.Of(source.Design, batch.Parameters, options.ConversionSeed);
            if (drawn is not null)
            {
                await console.Error.WriteLineAsync($"{source.Design.Name}: {drawn} random vectors, seed {parsed.GetValue(seed)}");
            }

            LayerVerdict verdict = await Progress.ShowAsync(
                console,
                $"{source.Design.Name}: golden model and {parsed.GetRequiredValue(engine)}",
                _ => LayerVerification.RunAsync(model, batch.Parameters, inputs, options, cancellation));
            string reproduce = ShellCommand.Of(parsed.Tokens.Select(t => t.Value));
            if (drawn is not null && parsed.GetResult(seed) is null or { Implicit: true })
            {
                reproduce += $" --seed {parsed.GetValue(seed)}";
            }

            if (parsed.GetValue(json))
            {
                await console.Out.WriteAsync(CoSimulationJson.Of(source.Design, verdict, drawn is null ? null : parsed.GetValue(seed), reproduce));
            }
            else
            {
                await console.Out.WriteAsync(CoSimulationText.Of(source.Design, verdict));
            }

            if (verdict.Passes)
            {
                return ExitCode.Done;
            }

            await console.Error.WriteLineAsync($"reproduce: {reproduce}");
            if (verdict.FirstDiverging is { First.Vector: var first } && parsed.GetValue(vector) is null)
            {
                await console.Error.WriteLineAsync($"this vector alone, with waves: {reproduce} --vector {first % inputs.Shape[0]} --waves waves.fst");
            }

            return ExitCode.ComparisonFailed;
        });
        return command;
    }

    private static void RequireOneSource(TensorFiles files, int? random)
    {
        bool areGiven = files != new TensorFiles();
        if (random is null && !areGiven)
        {
            throw new UsageException("there is nothing to compute: give --weights and --inputs, or --random N");
        }

        if (random is not null && areGiven)
        {
            throw new UsageException("--random draws every tensor: give either tensors or --random");
        }

        if (random is < 1 or > MostRandomVectors)
        {
            throw new UsageException($"--random is {random}; 1 … {MostRandomVectors} vectors are possible");
        }
    }

    /// <summary>Refuses a name that promises another format than the simulator writes.</summary>
    private static string? WavesFile(string? file, string engine)
    {
        string written = string.Equals(engine, EngineOption.Icarus, StringComparison.Ordinal) ? ".vcd" : ".fst";
        string other = string.Equals(written, ".fst", StringComparison.Ordinal) ? ".vcd" : ".fst";
        return file is not null && file.EndsWith(other, StringComparison.OrdinalIgnoreCase)
            ? throw new UsageException($"--waves is '{file}', but {engine} writes {written[1..].ToUpperInvariant()}: name the file *{written}")
            : file;
    }

    private static Tensor Only(Tensor inputs, int vector)
    {
        int width = inputs.Shape[1];
        return vector >= 0 && vector < inputs.Shape[0]
            ? new Tensor([1, width], inputs.Data.AsSpan(vector * width, width).ToArray())
            : throw new UsageException($"--vector is {vector}, but the batch has the vectors 0 … {inputs.Shape[0] - 1}");
    }
}
