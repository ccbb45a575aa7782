// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>What a simulator compiles and runs.</summary>
/// <param name="Design">The layer.</param>
/// <param name="Sources">Verilog; among it the module <see cref="Top"/>.</param>
/// <param name="Images">Files that the sources read from the current directory when the simulation starts.</param>
public sealed record SimulationModel(
    LayerDesign Design, IReadOnlyList<GeneratedFile> Sources, IReadOnlyList<GeneratedFile> Images)
{
    /// <summary>Name of the simulation top.</summary>
    public string Top => $"{Design.Name}_sim";

    /// <summary>The model of a layer as it is emitted; the macro's black box stays out, its behaviour is in <c>sim/</c>.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors.</param>
    /// <param name="conversionSeed">Seed of the conversion times of external ADCs; null: each takes the longest time.</param>
    /// <param name="endless">With a seed: number of the conversion that ADC 0 of tile 0 never ends; null: it ends all.</param>
    public static SimulationModel Of(
        LayerDesign design, LayerParameters parameters, ulong? conversionSeed = null, ulong? endless = null) => new(
        design,
        [.. LayerEmitter.Emit(design, parameters, conversionSeed is not null).Where(IsSimulated)],
        [.. CellImage.Of(design, parameters), .. ConversionSeed(conversionSeed, endless)]);

    /// <summary>The same with the macro's digital twin in place of its behavioural model; it reads no file.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors.</param>
    /// <exception cref="Diagnostics.BadInputException">There is no twin of this design.</exception>
    public static SimulationModel OfTwin(LayerDesign design, LayerParameters parameters)
    {
        string top = $"sim/{design.Name}_sim.v";
        return new SimulationModel(
            design,
            [
                .. LayerEmitter.Emit(design, parameters).Where(f => f.Path.StartsWith("rtl/", StringComparison.Ordinal) || f.Path.Equals(top, StringComparison.Ordinal)),
                .. TwinEmitter.Emit(design, parameters),
            ],
            []);
    }

    private static IEnumerable<GeneratedFile> ConversionSeed(ulong? seed, ulong? endless) => seed is null ? [] :
        [new("conversion_seed.hex", string.Create(CultureInfo.InvariantCulture, $"{seed:x16}\n{endless ?? ulong.MaxValue:x16}\n"))];

    private static bool IsSimulated(GeneratedFile file) =>
        file.Path.EndsWith(".v", StringComparison.Ordinal)
        && (file.Path.StartsWith("rtl/", StringComparison.Ordinal) || file.Path.StartsWith("sim/", StringComparison.Ordinal));
}
