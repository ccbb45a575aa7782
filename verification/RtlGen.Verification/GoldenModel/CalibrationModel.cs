// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Golden;

/// <summary>The registers that calibration reads (control.md §3), with their values after reset.</summary>
public sealed record CalibrationSettings
{
    /// <summary>CALIBRATION_ROWS: rows driven for the reference reading.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>CALIBRATION_EXPECTED: the code that an ideal ADC gives then, code_min subtracted.</summary>
    public int Expected { get; init; }

    /// <summary>TOLERANCE, in codes.</summary>
    public int Tolerance { get; init; }
}

/// <summary>Offset calibration (control.md §6): what the command leaves in the offsets.</summary>
/// <param name="arrays">The cells and their ADCs.</param>
public sealed class CalibrationModel(ControlledArrays arrays)
{
    /// <summary>CALIBRATION_FAILURES before it wraps.</summary>
    public long Failures { get; private set; }

    /// <summary>The command clear_counters, as far as it is about calibration.</summary>
    public void ClearCounters() => Failures = 0;

    /// <summary>The command calibrate.</summary>
    /// <param name="tile">TILE.</param>
    /// <param name="settings">The registers.</param>
    /// <returns>The numbers of the conversion columns that could not be calibrated, in the order of judging.</returns>
    public IReadOnlyList<int> Calibrate(int tile, CalibrationSettings settings)
    {
        AdcMap adc = arrays.Design.Arithmetic.Adc;
        ulong first = arrays.NextRead(tile);
        ulong second = arrays.NextRead(tile);
        List<int> failed = [];
        foreach (ControlledColumn column in arrays.ColumnsOf(tile))
        {
            long undriven = arrays.RawCode(tile, column, 0, first);
            long driven = arrays.RawCode(tile, column, Driven(tile, column, settings.Rows), second);
            long e0 = undriven - arrays.IdealCode(0);
            long e1 = driven - adc.CodeMin - settings.Expected;
            (bool sees0, bool sees1) = (IsInside(undriven, adc), IsInside(driven, adc));
            arrays.Correct(tile, column, sees0 ? e0 : sees1 ? e1 : 0);
            if ((!sees0 && !sees1) || (sees0 && sees1 && Math.Abs(e0 - e1) > settings.Tolerance))
            {
                failed.Add(column.Number);
            }
        }

        Failures += failed.Count;
        return failed;
    }

    /// <summary>Column value with the first rows driven; rows that hold no input never are.</summary>
    private long Driven(int tile, ControlledColumn column, int rows)
    {
        long sum = 0;
        for (int row = 0; row < Math.Min(rows, arrays.RowsOf(tile)); row++)
        {
            sum += arrays.LargestSlice * arrays.CellOf(tile, row, column);
        }

        return sum;
    }

    /// <summary>More may hide behind a code at an end of the range.</summary>
    private static bool IsInside(long code, AdcMap adc) => code > adc.CodeMin && code < adc.CodeMax;
}
