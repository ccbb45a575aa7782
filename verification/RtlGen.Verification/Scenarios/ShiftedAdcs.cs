// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Devices;
using RtlGen.Tensors;

namespace RtlGen.Scenarios;

/// <summary>ADCs that calibration has something to do for.</summary>
internal static class ShiftedAdcs
{
    /// <summary>Codes that an ADC is moved at most.</summary>
    private const int Most = 3;

    /// <summary>
    /// [row tiles, column tiles, ADCs, 2^Ba − 1]: ideal thresholds, moved by some codes for each ADC; one in five has a gain error too,
    /// one in five is moved so far that it gives the same code for any column, or has so small a step that it does for most.
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="random">Draws them.</param>
    /// <param name="mild">True: every ADC gives more than the ideal code by some codes, and can be calibrated.</param>
    public static Tensor Thresholds(LayerDesign design, Random random, bool mild = false)
    {
        long[] ideal = RealAdcs.IdealThresholds(design);
        long step = ideal.Length > 1 ? (ideal[^1] - ideal[0]) / (ideal.Length - 1) : 1L << design.Configuration.Analog.FractionBits;
        Tensor thresholds = new(design.Grid.RowTiles, design.Grid.ColumnTiles, design.Adcs, ideal.Length);
        for (int a = 0; a < design.Grid.Count * design.Adcs; a++)
        {
            (int shift, int gain) = (random.Next(-Most, Most + 1), random.Next(5) == 0 ? 5 : 4);
            if (mild)
            {
                (shift, gain) = (-random.Next(1, Most + 1), 4);
            }
            else if (random.Next(5) == 0)
            {
                (shift, gain) = random.Next(4) switch
                {
                    0 => (2 * (ideal.Length + 1), 4),
                    1 => (-2 * (ideal.Length + 1), 4),
                    2 => (shift - Middle(ideal, step), 1),
                    _ => (shift, 1),
                };
            }

            for (int i = 0; i < ideal.Length; i++)
            {
                thresholds.Data[(a * ideal.Length) + i] = (ideal[i] + (shift * step)) * gain / 4;
            }
        }

        return thresholds;
    }

    /// <summary>Codes that the middle threshold is above 0.</summary>
    private static int Middle(long[] ideal, long step) => (int)(ideal[ideal.Length / 2] / Math.Max(1, step));
}
