// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Reporting;

/// <summary>The error of integers against ideal ones: exact sums, divided only when somebody looks.</summary>
/// <param name="unit">What one integer step is worth.</param>
public sealed class ErrorStatistics(double unit)
{
    private Int128 _sum;
    private Int128 _absolute;
    private Int128 _squares;
    private Int128 _idealSquares;
    private long _largest;

    public long Count { get; private set; }

    /// <summary>Values that are not the ideal ones.</summary>
    public long Differing { get; private set; }

    public double Mean => Share(_sum) * unit;

    public double MeanAbsolute => Share(_absolute) * unit;

    public double MaxAbsolute => _largest * unit;

    public double RootMeanSquare => Math.Sqrt(Share(_squares)) * unit;

    /// <summary>
    /// Signal to noise, <c>10 log10(Σ ideal² / Σ error²)</c>: infinite without an error, and not a number where everything,
    /// the ideal included, is 0.
    /// </summary>
    public double SignalToNoise => _squares == 0
        ? (_idealSquares == 0 ? double.NaN : double.PositiveInfinity)
        : 10 * Math.Log10((double)_idealSquares / (double)_squares);

    /// <summary>One value, in steps.</summary>
    public void Add(long value, long ideal)
    {
        Int128 error = (Int128)value - ideal;
        Count++;
        Differing += error == 0 ? 0 : 1;
        _sum += error;
        _absolute += Int128.Abs(error);
        _squares += error * error;
        _idealSquares += (Int128)ideal * ideal;
        _largest = Math.Max(_largest, (long)Int128.Abs(error));
    }

    private double Share(Int128 sum) => Count == 0 ? 0 : (double)sum / Count;
}
