// SPDX-License-Identifier: Apache-2.0
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Bundling;

/// <summary>What a bundle is to be made of.</summary>
/// <param name="Configuration">File of the configuration.</param>
/// <param name="Tensors">Its tensors; without any all are drawn, without inputs these.</param>
/// <param name="ClockPeriod">Nanoseconds.</param>
/// <param name="Vlnv">Name of its core for FuseSoC; null: its own.</param>
public sealed record BundleRequest(string Configuration, TensorFiles Tensors, decimal ClockPeriod, string? Vlnv = null);

/// <summary>A content with the place that its tensors come from.</summary>
/// <param name="Content">Everything that the bundle's files are made of.</param>
/// <param name="Origin">In words.</param>
public sealed record BuiltBundle(BundleContent Content, string Origin);

/// <summary>Reads what a bundle is made of and computes its golden outputs.</summary>
public static class BundleBuilder
{
    /// <summary>Vectors that are drawn where the user gave none.</summary>
    public const int DrawnVectors = 16;

    /// <summary>Seed of whatever is drawn.</summary>
    public const ulong DrawnSeed = 1;

    /// <summary>Reads, checks, draws what is missing, and runs the golden model.</summary>
    /// <exception cref="Diagnostics.BadInputException">Everything that is wrong with configuration and tensors.</exception>
    public static BuiltBundle Build(BundleRequest request, CancellationToken cancellation = default)
    {
        LoadedConfiguration loaded = ConfigurationReader.ReadFile(request.Configuration);
        LayerEmitter.Prepare();
        bool isDrawn = request.Tensors == new TensorFiles();
        LayerTensors tensors = LayerTensors.Load(loaded, request.Tensors, isDrawn ? TensorDemand.Given : TensorDemand.Parameters);
        LayerDesign design = tensors.Design;
        LayerParameters parameters = isDrawn ? RandomTensors.Draw(design, DrawnVectors, DrawnSeed).Parameters : tensors.Parameters!;
        Tensor inputs = tensors.Inputs ?? RandomTensors.DrawInputs(design, DrawnVectors, DrawnSeed);
        ReferenceResult golden = ReferenceModel.Run(design, parameters, inputs, new ReferenceOptions { KeepCodes = false }, cancellation);
        BundleContent content = new()
        {
            Configuration = loaded,
            Design = design,
            Parameters = parameters,
            Inputs = inputs,
            Outputs = golden.Outputs,
            Overflows = golden.Overflow.Data.Any(f => f != 0),
            ClockPeriod = request.ClockPeriod,
            Vlnv = request.Vlnv,
        };
        return new BuiltBundle(content, isDrawn ? "weights and inputs drawn" : tensors.Inputs is null ? "inputs drawn" : "tensors as given");
    }
}
