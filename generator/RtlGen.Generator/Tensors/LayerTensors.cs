// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Tensors;

/// <summary>Which tensors a command cannot do without.</summary>
public enum TensorDemand
{
    /// <summary>None: what is given is checked.</summary>
    Given,

    /// <summary>Everything that the layer computes with, inputs aside.</summary>
    Parameters,

    /// <summary>That and the inputs.</summary>
    Simulation,
}

/// <summary>A layer's design with tensors that fit it.</summary>
/// <param name="Design">Derived from the configuration, the shape of the weights, and whether cells, thresholds or noise are in play.</param>
/// <param name="Parameters">Null unless everything that the layer computes with was given.</param>
/// <param name="Inputs">[batch, K]; null unless given.</param>
public sealed record LayerTensors(LayerDesign Design, LayerParameters? Parameters, Tensor? Inputs)
{
    /// <summary>[K, N]; null unless given. They may be here where other parameters are missing.</summary>
    public Tensor? Weights { get; init; }

    /// <summary>Reads the files and checks them against the configuration.</summary>
    /// <exception cref="BadInputException">Everything that is wrong with files, design and tensors.</exception>
    public static LayerTensors Load(LoadedConfiguration loaded, TensorFiles files, TensorDemand demand = TensorDemand.Simulation)
    {
        DiagnosticBag bag = new();
        TensorSet set = files.Read(bag);
        return Check(loaded, set, files, demand, bag);
    }

    /// <summary>Checks tensors against the configuration.</summary>
    /// <exception cref="BadInputException">Everything that is wrong with design and tensors.</exception>
    public static LayerTensors Check(LoadedConfiguration loaded, TensorSet set, TensorDemand demand = TensorDemand.Simulation) =>
        Check(loaded, set, null, demand, new DiagnosticBag());

    private static LayerTensors Check(
        LoadedConfiguration loaded, TensorSet set, TensorFiles? files, TensorDemand demand, DiagnosticBag bag)
    {
        TensorChecker checker = new(loaded, bag);
        checker.Use(set, files, demand);
        bool weightsFit = set.Weights is not null && checker.Weights(set.Weights);
        LayerDesign? design = set.Weights is not null && !weightsFit ? null : Derive(loaded, set, bag);
        if (design is not null)
        {
            checker.Parameters(set, design);
        }

        bag.ThrowIfAny();
        bool complete = set.Weights is not null
            && TensorUse.Of(loaded.Configuration).All(use => !use.IsRequired || use.Get(set) is not null);
        LayerParameters? parameters = !complete ? null : new LayerParameters
        {
            Weights = set.Weights!.Tensor,
            Bias = set.Bias?.Tensor,
            Multiplier = set.Multiplier?.Tensor,
            Shift = set.Shift?.Tensor,
            Thresholds = set.Thresholds?.Tensor,
            Table = set.Table?.Tensor,
            Cells = set.Cells?.Tensor,
            AdcThresholds = set.AdcThresholds?.Tensor,
            AdcOffsets = set.AdcOffsets?.Tensor,
            NoiseSeed = set.NoiseSeed ?? 0,
        };
        return new LayerTensors(design!, parameters, set.Inputs?.Tensor) { Weights = set.Weights?.Tensor };
    }

    /// <summary>Null with the reasons in the bag where there is no such design.</summary>
    private static LayerDesign? Derive(LoadedConfiguration loaded, TensorSet set, DiagnosticBag bag)
    {
        LayerShape? shape = set.Weights is null ? null : new LayerShape(set.Weights.Tensor.Shape[0], set.Weights.Tensor.Shape[1]);
        bool analogInPlay = set.Cells is not null || set.AdcThresholds is not null || loaded.Configuration.Analog.Noise > 0;
        try
        {
            return LayerDesign.Derive(loaded, shape, analogInPlay);
        }
        catch (BadInputException e)
        {
            foreach (Diagnostic diagnostic in e.Diagnostics)
            {
                bag.Add(diagnostic);
            }

            return null;
        }
    }
}
