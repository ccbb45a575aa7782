// SPDX-License-Identifier: Apache-2.0
using RtlGen.Benchmarks;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;

// Every figure is a ratio of two things measured in turn within this run: the machine's speed cancels out.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: RtlGen.Benchmarks CONFIG RTLGEN, for example: RtlGen.Benchmarks examples/tile_128x128/config.yaml build/rtlgen");
    return 2;
}

LayerDesign design = LayerDesign.Derive(ConfigurationReader.ReadFile(args[0]));
RandomTensors tensors = RandomTensors.Draw(design, vectors: 64, seed: 1);
DirectoryInfo cache = Directory.CreateTempSubdirectory("rtlgen-bench-");
try
{
    CoSimulationOptions options = new() { CacheDirectory = cache.FullName };
    Console.WriteLine($"{design.Name}: {design.Grid.Inputs} x {design.Grid.Outputs}, interval {design.Schedule.Interval} cycles, limited by {design.Schedule.Limit}");
    await SimulationLoop.MeasureAsync(design, tensors, options);
    await ColdModel.MeasureAsync(design, tensors, options);
    ReferenceSpeed.Measure(design, tensors);
    await CampaignSpeed.MeasureAsync(cache.FullName);
    await ProcessStart.MeasureAsync(args[1], args[0], cache.FullName);
    return 0;
}
finally
{
    cache.Delete(recursive: true);
}
