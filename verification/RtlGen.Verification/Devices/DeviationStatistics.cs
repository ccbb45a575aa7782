// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Devices;

/// <summary>How far devices are from ideal, and how much of that the fixed point keeps. Units: levels, or codes of an ADC.</summary>
public sealed class DeviationStatistics
{
    private const int MostFractionBits = 12;
    private double _sum;
    private double _squares;
    private double _lostSquares;

    /// <summary>Devices.</summary>
    public long Count { get; private set; }

    /// <summary>Devices whose value in the file is not the ideal one.</summary>
    public long Changed { get; private set; }

    /// <summary>The largest |deviation| before rounding.</summary>
    public double Largest { get; private set; }

    /// <summary>Mean deviation before rounding.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Root mean square of the deviations before rounding.</summary>
    public double RootMeanSquare => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

    /// <summary>Root mean square of what rounding to the fixed point changed.</summary>
    public double RootMeanSquareLost => Count == 0 ? 0 : Math.Sqrt(_lostSquares / Count);

    /// <summary>True when rounding changes more than half of what the effects changed, in the root mean square.</summary>
    public bool IsRoundedAway => RootMeanSquareLost > RootMeanSquare / 2;

    /// <summary>One device.</summary>
    /// <param name="ideal">Its ideal value.</param>
    /// <param name="exact">With all effects.</param>
    /// <param name="rounded">As the file holds it.</param>
    public void Add(double ideal, double exact, double rounded)
    {
        double deviation = exact - ideal;
        Count++;
        Changed += rounded == ideal ? 0 : 1;
        Largest = Math.Max(Largest, Math.Abs(deviation));
        _sum += deviation;
        _squares += deviation * deviation;
        _lostSquares += (exact - rounded) * (exact - rounded);
    }

    /// <summary>Fraction bits whose rounding error (step over the root of 12) is at most a quarter of the deviations; at most 12.</summary>
    /// <param name="stepsPerUnit">Steps of 2^−f in one unit of the deviations at f = 0.</param>
    public int FractionBitsWanted(double stepsPerUnit)
    {
        int bits = 0;
        while (bits < MostFractionBits && Math.ScaleB(1, -bits) / (stepsPerUnit * Math.Sqrt(12)) > RootMeanSquare / 4)
        {
            bits++;
        }

        return bits;
    }
}
