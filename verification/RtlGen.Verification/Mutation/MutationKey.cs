// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Emission;
using RtlGen.Tensors;

namespace RtlGen.Mutation;

/// <summary>Short names of what results depend on: a changed text has another one.</summary>
internal static class MutationKey
{
    private const int Digits = 16;

    private static readonly Lazy<string> s_harness = new(() => Of([Harness.ModelAdapter, .. HarnessProgram.General.Files.Select(f => f.Content)]));

    /// <summary>Of texts in their order.</summary>
    public static string Of(IEnumerable<string> texts) => BuildCache.KeyOf(texts)[..Digits];

    /// <summary>Of a case: the design, what is around it, and what is done to it.</summary>
    /// <param name="model">The design and its images.</param>
    /// <param name="inputs">The vectors.</param>
    /// <param name="rest">All else that the case depends on.</param>
    public static string OfCase(SimulationModel model, Tensor inputs, IEnumerable<string> rest) => Of(
    [
        s_harness.Value,
        .. model.Sources.Concat(model.Images).SelectMany(Texts),
        string.Join(' ', inputs.Data.Select(d => d.ToString(CultureInfo.InvariantCulture))),
        .. rest,
    ]);

    /// <summary>Of the hardware of a design, without what simulates the rest.</summary>
    public static string OfDesign(SimulationModel model) =>
        Of(model.Sources.Where(s => s.Path.StartsWith("rtl/", StringComparison.Ordinal)).SelectMany(Texts));

    private static string[] Texts(GeneratedFile file) => [file.Path, file.Content];
}
