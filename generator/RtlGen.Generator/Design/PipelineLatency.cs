// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>
/// Register stages of the hand-written modules, the one place where the cycle model learns them.
/// Each constant names the module of <c>rtl/</c> whose header states the same number; co-simulation compares.
/// </summary>
public static class PipelineLatency
{
    /// <summary>From the last cycle of a conversion to the cycle in which the lane sees its code (rtlgen_adc_*, then the offset correction).</summary>
    public static int Adc(AdcOptions adc) => (adc.Kind == AdcKind.Flash ? 3 : 1) + (adc.OffsetCorrection ? OffsetCorrection : 0);

    /// <summary>From an ADC's code to the corrected one.</summary>
    public const int OffsetCorrection = 1;

    /// <summary>Registers that an input from a chip with a clock of its own passes (rtlgen_adc_serial).</summary>
    public const int Synchronizer = 2;

    /// <summary>From the code to the cycle in which its sum can be read (rtlgen_lane: combine, accumulate).</summary>
    public const int Lane = 2;

    /// <summary>From the read address to the sum of one row tile (rtlgen_lane's read register, the group multiplexer).</summary>
    public const int Read = 2;

    /// <summary>From that sum to y (rtlgen_correct: scale, correct), the addition of the row tiles not counted.</summary>
    public const int Correct = 2;

    /// <summary>Levels of the addition of the row tiles (rtlgen_adder_tree).</summary>
    public static int RowTileAddition(int rowTiles)
    {
        int levels = 0;
        while (1 << levels < rowTiles)
        {
            levels++;
        }

        return levels;
    }

    /// <summary>From y to q (rtlgen_requantize_*, then the activation table).</summary>
    public static int Requantizer(OutputOptions output) => RequantizerAlone(output) + (output.Activation == Activation.Table ? Table : 0);

    private static int RequantizerAlone(OutputOptions output) => (output.Requantize, output.Rounding) switch
    {
        (Requantize.None, _) => 1,
        (Requantize.Shift, _) => 3,
        (Requantize.Multiplier, OutputRounding.Float32) => 10,
        (Requantize.Multiplier, _) => 9,
        _ => (2 * output.Bits!.Value) + 1,
    };

    /// <summary>From q to the entry of the activation table (rtlgen_parameters).</summary>
    public const int Table = 1;

    /// <summary>From the last q to the packet's first valid beat (assembly, buffer, packet output).</summary>
    public const int Output = 3;
}
