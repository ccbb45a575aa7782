// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Spec;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Mutation;

/// <summary>The cases that mutants are run against, from what a command line names.</summary>
/// <param name="seed">Of every tensor and flow.</param>
/// <param name="flowSeeds">Times that each flow is drawn for a configuration.</param>
public sealed class MutationPlan(ulong seed, int flowSeeds)
{
    private const int Vectors = 10;

    /// <summary>The cases, in the order of the paths.</summary>
    /// <param name="paths">
    /// Configurations, whose every flow is a case; folders and patterns of them (the last part may hold <c>*</c>);
    /// specifications of campaigns, whose cases for Verilator are taken.
    /// </param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    /// <exception cref="BadInputException">A path leads nowhere, or to nothing that can be read.</exception>
    public IReadOnlyList<IMutationCase> Of(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        DiagnosticBag bag = new();
        string[] files = [.. paths.SelectMany(p => Files(p, bag)).Distinct(StringComparer.Ordinal)];
        bag.ThrowIfAny();
        return [.. files.SelectMany(f => OfFile(f, cancellationToken))];
    }

    private IEnumerable<IMutationCase> OfFile(string file, CancellationToken cancellationToken)
    {
        string text = ConfigurationText.Read(file);
        if (text.Split('\n').Any(l => l.StartsWith("groups:", StringComparison.Ordinal)))
        {
            CampaignSpec spec = CampaignSpecReader.Parse(text, file);
            return CasePlan.Of(spec, seed).Where(c => c.Engine == CaseEngine.Verilator).Select(c => c.Draw()).OfType<RegressionCase>()
                .Select(c => OfCampaign(c, cancellationToken));
        }

        var design = LayerDesign.Derive(ConfigurationReader.Parse(text, file));
        var drawn = RandomTensors.Draw(design, Vectors, seed);
        return DesignCases.Of(file, design, drawn.Parameters, drawn.Inputs, seed, flowSeeds, cancellationToken);
    }

    private static IMutationCase OfCampaign(RegressionCase @case, CancellationToken cancellationToken)
    {
        LayerTensors layer = @case.Load();
        if (string.Equals(@case.Flow, RegressionCase.VectorFlow, StringComparison.Ordinal))
        {
            return new VectorCase(@case.Id, layer.Design, layer.Parameters!, layer.Inputs!, @case.ConversionSeed);
        }

        var controlled = ControlledLayer.Of(layer.Design, layer.Parameters!, layer.Inputs!, cancellationToken);
        return DesignCases.CaseOf(
            @case.Id, ControlScenarios.Draw(@case.Flow, controlled, @case.FlowSeed, Math.Max(1, @case.Length), cancellationToken));
    }

    private static string[] Files(string path, DiagnosticBag bag)
    {
        (string folder, string pattern) = Directory.Exists(path)
            ? (path, "*.yaml")
            : (Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".", Path.GetFileName(path));
        string[] found = !pattern.Contains('*', StringComparison.Ordinal) ? [path]
            : Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)]
            : [];
        if (found.Length == 0)
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.FileAccess, SourcePosition.None, null, path, $"there is no configuration at '{path}'", "name a file, a folder with .yaml files, or a pattern"));
        }

        return found;
    }
}
