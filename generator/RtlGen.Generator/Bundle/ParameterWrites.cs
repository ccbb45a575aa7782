// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Bundles;

/// <summary>One word for the parameter port of a layer.</summary>
/// <param name="Address"><c>(kind &lt;&lt; 20) | n</c>.</param>
/// <param name="Data">The parameter's two's complement or bit pattern.</param>
public sealed record ParameterWrite(uint Address, uint Data);

/// <summary>What has to be written to the parameter port of a layer before its first vector.</summary>
public static class ParameterWrites
{
    /// <summary>Position of the kind in an address.</summary>
    public const int KindShift = 20;

    /// <summary>The kinds that this configuration has, in the order of their numbers.</summary>
    internal static IEnumerable<ParameterKind> KindsOf(RtlConfiguration configuration)
    {
        OutputOptions output = configuration.Output;
        bool single = output.Rounding == OutputRounding.Float32;
        if (output.BiasBits > 0)
        {
            yield return new(0, $"bias of output n, a signed integer of {output.BiasBits} bits");
        }

        if (output.Requantize == Requantize.Multiplier)
        {
            yield return new(1, single ? "multiplier of output n, the bits of an IEEE single" : "multiplier of output n, a signed integer in units of 2^-31");
        }

        if (output.Requantize == Requantize.Shift || (output.Requantize == Requantize.Multiplier && !single))
        {
            yield return new(2, output.Requantize == Requantize.Shift ? "shift of output n, 0 to 31" : "shift of output n, -31 to 30: a power of two");
        }
    }

    /// <summary>Every word, in the order of the addresses.</summary>
    public static IReadOnlyList<ParameterWrite> Of(LayerDesign design, LayerParameters parameters) =>
    [
        .. KindsOf(design.Configuration).SelectMany(kind => Enumerable.Range(0, design.Grid.Outputs).Select(n => new ParameterWrite(
            ((uint)kind.Number << KindShift) | (uint)n,
            unchecked((uint)LayerParameters.Of(
                kind.Number switch { 0 => parameters.Bias, 1 => parameters.Multiplier, _ => parameters.Shift }, n, missing: 0))))),
    ];
}

/// <summary>One kind of parameter.</summary>
/// <param name="Number">Its number in an address.</param>
/// <param name="Meaning">What a word of it means.</param>
internal sealed record ParameterKind(int Number, string Meaning);
