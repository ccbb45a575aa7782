// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Cli;

/// <summary>A configuration file and the tensors given with it, read and checked.</summary>
/// <param name="Loaded">The configuration.</param>
/// <param name="Tensors">The design with the tensors that fit it.</param>
internal sealed record LayerSource(LoadedConfiguration Loaded, LayerTensors Tensors)
{
    public LayerDesign Design => Tensors.Design;

    /// <summary>Reads both; for hardware also begins to prepare its emission.</summary>
    /// <exception cref="BadInputException">Everything that is wrong.</exception>
    public static LayerSource Load(string configuration, TensorFiles files, TensorDemand demand, bool forHardware)
    {
        LoadedConfiguration loaded = ConfigurationReader.ReadFile(configuration);
        if (forHardware)
        {
            LayerEmitter.Prepare();
        }

        return new LayerSource(loaded, LayerTensors.Load(loaded, files, demand));
    }

    /// <summary>Reads both for emission: baked parameters cannot be emitted without their tensors.</summary>
    /// <exception cref="BadInputException">Everything that is wrong.</exception>
    public static LayerSource LoadForEmission(string configuration, TensorFiles files)
    {
        LayerEmitter.Prepare();
        LoadedConfiguration loaded = ConfigurationReader.ReadFile(configuration);
        bool isBaked = loaded.Configuration.Interface.Parameters == ParameterStorage.Baked;
        return new LayerSource(loaded, LayerTensors.Load(loaded, files, isBaked ? TensorDemand.Parameters : TensorDemand.Given));
    }
}
