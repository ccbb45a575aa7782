// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Cli;

/// <summary>A configuration file and the tensors given with it, read and checked.</summary>
/// <param name="Loaded">The configuration.</param>
/// <param name="Tensors">The design with the tensors that fit it.</param>
internal sealed record LayerSource(LoadedConfiguration Loaded, LayerTensors Tensors)
{
    public LayerDesign Design => Tensors.Design;

    /// <summary>Reads both; for hardware also refuses what none is generated for yet.</summary>
    /// <exception cref="BadInputException">Everything that is wrong.</exception>
    public static LayerSource Load(string configuration, TensorFiles files, TensorDemand demand, bool forHardware)
    {
        LoadedConfiguration loaded = ConfigurationReader.ReadFile(configuration);
        if (forHardware)
        {
            RequireHardware(loaded, files);
        }

        return new LayerSource(loaded, LayerTensors.Load(loaded, files, demand));
    }

    private static void RequireHardware(LoadedConfiguration loaded, TensorFiles files)
    {
        DiagnosticBag bag = new();
        foreach (Diagnostic diagnostic in FeatureGate.NotSupportedYet(loaded))
        {
            bag.Add(diagnostic);
        }

        RefuseTensor("cells", files.Cells, bag);
        RefuseTensor("adc_thresholds", files.AdcThresholds, bag);
        bag.ThrowIfAny();
    }

    private static void RefuseTensor(string name, string? file, DiagnosticBag bag)
    {
        if (file is not null)
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.NotSupportedYet,
                new SourcePosition(file, 0, 0),
                name,
                file,
                $"no hardware is generated yet that the tensor '{name}' could be simulated with",
                "use 'rtlgen simulate --engine golden', or leave it out"));
        }
    }
}
