// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.Benchmarks;

/// <summary>From an edited configuration to a finished co-simulation, against what the simulator's own makefile takes to build the same model.</summary>
internal static class ColdModel
{
    private const int Runs = 3;

    public static async Task MeasureAsync(LayerDesign design, RandomTensors tensors, CoSimulationOptions options)
    {
        List<double> ours = [];
        List<double> theirs = [];
        TimeSplit last = null!;
        for (int run = 0; run < Runs; run++)
        {
            // Another text each time, so that no cached model fits.
            SimulationModel model = SimulationModel.Of(design, tensors.Parameters);
            string comment = $"// run {run}\n";
            model = model with { Sources = [.. model.Sources.Select((s, i) => i == 0 ? s with { Content = comment + s.Content } : s)] };
            var watch = Stopwatch.StartNew();
            LayerVerdict verdict = await LayerVerification.RunAsync(model, tensors.Parameters, tensors.Inputs, options, CancellationToken.None);
            ours.Add(watch.Elapsed.TotalSeconds);
            last = verdict.Run.Times;
            theirs.Add(await OwnMakefileAsync(model));
        }

        double median = ours.Order().ElementAt(Runs / 2);
        double makefile = theirs.Order().ElementAt(Runs / 2);
        Console.WriteLine(
            $"cold co-simulation {median:0.00} s (translate {last.Translate.TotalSeconds:0.00}, compile {last.Compile.TotalSeconds:0.00}, "
            + $"simulate {last.Simulate.TotalSeconds:0.00}); verilator --build of the same model alone {makefile:0.00} s: {median / makefile:P0}");
    }

    /// <summary>Seconds that <c>verilator --build</c> takes for a model.</summary>
    public static async Task<double> OwnMakefileAsync(SimulationModel model)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rtlgen-bench-make-");
        try
        {
            List<string> files = [];
            foreach (GeneratedFile source in model.Sources)
            {
                string file = Path.Combine(folder.FullName, Path.GetFileName(source.Path));
                await File.WriteAllTextAsync(file, source.Content);
                files.Add(file);
            }

            string main = Path.Combine(folder.FullName, "main.cpp");
            await File.WriteAllTextAsync(main, "#include \"Vsim.h\"\nint main() { Vsim top; top.eval(); return 0; }\n");
            var watch = Stopwatch.StartNew();
            await ToolRunner.RequireAsync(
                new ToolInvocation(
                    "verilator",
                    [
                        "--cc", "--exe", "--build", "--prefix", "Vsim", "--top-module", model.Top, "-Mdir", Path.Combine(folder.FullName, "obj"),
                        "--x-assign", "unique", "--x-initial", "unique", "-fno-const-bit-op-tree", .. files, main,
                    ])
                { WorkingDirectory = folder.FullName },
                CancellationToken.None);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
