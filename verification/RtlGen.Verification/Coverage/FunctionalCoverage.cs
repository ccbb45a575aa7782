// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Golden;
using RtlGen.Regression.Cases;
using RtlGen.Tensors;

namespace RtlGen.Coverage;

/// <summary>The bins of functional coverage that a case reaches, by names that stay the same from run to run.</summary>
public static class FunctionalCoverage
{
    /// <summary>Of a case that sent vectors and passed.</summary>
    /// <param name="case">The case.</param>
    /// <param name="layer">Its checked tensors.</param>
    /// <param name="verdict">What came of it.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    public static IReadOnlyList<string> Of(RegressionCase @case, LayerTensors layer, LayerVerdict verdict, CancellationToken cancellationToken) =>
    [
        .. Of(@case, layer),
        .. CornersOf(@case, layer, verdict.Reference, cancellationToken),
        .. verdict.Run.States?.Reached() ?? [],
    ];

    /// <summary>Of a case that played a flow of the control plane and passed: it compares outputs, but looks at no tap between.</summary>
    public static IReadOnlyList<string> Of(RegressionCase @case, LayerTensors layer)
    {
        IReadOnlyDictionary<string, string> values = ConfigurationWriter.Values(layer.Design.Configuration);
        bool isVectors = string.Equals(@case.Flow, RegressionCase.VectorFlow, StringComparison.Ordinal);
        return
        [
            .. KeyDomain.All.Select(d => (Domain: d, Choice: d.ChoiceOf(values.GetValueOrDefault(d.Key)))).Where(d => d.Choice is not null).Select(d => d.Domain.BinOf(d.Choice!)),
            .. isVectors ? CoverageCross.All.Select(c => c.BinOf(values)).OfType<string>() : [],
            FlowBin(@case.Flow),
            EngineBin(@case.Engine),
        ];
    }

    /// <summary>The corners of data among them: what tensors and golden model decide, whatever simulates the case.</summary>
    /// <param name="case">The case.</param>
    /// <param name="layer">Its checked tensors.</param>
    /// <param name="reference">What it must come to, codes included.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    public static IReadOnlyList<string> CornersOf(RegressionCase @case, LayerTensors layer, ReferenceResult reference, CancellationToken cancellationToken) =>
        DataCorners.Of(@case, layer, reference, cancellationToken);

    internal static string FlowBin(string flow) => $"flow/{flow}";

    internal static string EngineBin(CaseEngine engine) => $"engine/{ConfigurationNames.Of(engine)}";
}
