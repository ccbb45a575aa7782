// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Chain;

/// <summary>Sends a batch through the RTL of every layer of a chain and compares what can be compared.</summary>
public static class ChainRun
{
    /// <summary>Vectors of the testbench of a bundle.</summary>
    private const int BundleVectors = 16;

    /// <summary>Each layer computes what the RTL of the one before it gave, not what the golden model says it should have.</summary>
    /// <param name="chain">The layers.</param>
    /// <param name="options">How the RTL is run; the first pass gives the outputs.</param>
    /// <param name="bundles">Folder for one bundle a layer, by the design's name; null: none.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the tools.</param>
    /// <exception cref="BadInputException">Something of the chain cannot be read or does not fit.</exception>
    public static async Task<ChainResult> RunAsync(
        LayerChain chain, CoSimulationOptions options, string? bundles, IProgress<string> progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        NpyArray inputs = NpyFile.Read(chain.Inputs);
        List<ChainLayerResult> results = [];
        foreach (ChainLayer layer in chain.Layers)
        {
            progress.Report($"{layer.Name}: golden model and {ConfigurationNames.Of(options.Engine)}");
            ChainLayerResult result = await RunLayerAsync(layer, inputs, options, bundles, cancellation);
            results.Add(result);
            inputs = NpyArray.OfIntegers(result.Outputs, $"outputs of {layer.Name}");
        }

        Classification? classification = chain.Labels is null ? null : Classification.Of(
            inputs.Tensor, chain.Scale is null ? null : NpyFile.Read(chain.Scale), NpyFile.Read(chain.Labels), chain.RecordedCorrect);
        return new ChainResult(chain, results, classification, Stopwatch.GetElapsedTime(start));
    }

    private static async Task<ChainLayerResult> RunLayerAsync(
        ChainLayer layer, NpyArray inputs, CoSimulationOptions options, string? bundles, CancellationToken cancellation)
    {
        LoadedConfiguration loaded = ConfigurationReader.ReadFile(layer.Configuration);
        DiagnosticBag bag = new();
        TensorSet set = layer.Tensors.Read(bag) with { Inputs = inputs };
        bag.ThrowIfAny();
        LayerTensors tensors = LayerTensors.Check(loaded, set);
        LayerVerdict verdict = await LayerVerification.RunAsync(
            tensors.Design, tensors.Parameters!, inputs.Tensor, options, cancellation);
        SimulatedTaps taps = verdict.Run.Passes[0].Taps;
        int vectors = inputs.Tensor.Shape[0];
        List<RecordedComparison> recorded = [];
        if (layer.ExpectedY is string y)
        {
            recorded.Add(RecordedComparison.Of(Divergence.Name(Tap.Y), y, FirstRows(taps.Y, vectors)));
        }

        Tensor outputs = FirstRows(taps.Outputs, vectors);
        if (layer.ExpectedOutputs is string q)
        {
            recorded.Add(RecordedComparison.Of(Divergence.Name(Tap.Output), q, outputs));
        }

        string? bundle = bundles is null ? null : Path.Combine(bundles, tensors.Design.Name);
        if (bundle is not null)
        {
            BundleWriter.Write(BundleOf(loaded, tensors, verdict.Reference), bundle, cancellation: cancellation);
        }

        return new ChainLayerResult(layer, tensors.Design, verdict, recorded, outputs, bundle);
    }

    private static BundleContent BundleOf(LoadedConfiguration loaded, LayerTensors tensors, ReferenceResult reference)
    {
        int vectors = Math.Min(BundleVectors, tensors.Inputs!.Shape[0]);
        return new BundleContent
        {
            Configuration = loaded,
            Design = tensors.Design,
            Parameters = tensors.Parameters!,
            Inputs = FirstRows(tensors.Inputs, vectors),
            Outputs = FirstRows(reference.Outputs, vectors),
            Overflows = FirstRows(reference.Overflow, vectors).Data.Any(f => f != 0),
        };
    }

    private static Tensor FirstRows(Tensor tensor, int rows) =>
        new([rows, tensor.Shape[1]], tensor.Data.AsSpan(0, rows * tensor.Shape[1]).ToArray());
}
