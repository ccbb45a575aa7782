// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Fpga;

/// <summary>The board that a layer is built for: the iCE40-HX8K breakout board.</summary>
public static class FpgaBoard
{
    /// <summary>Frequency of its oscillator in Hz.</summary>
    public const int ClockFrequency = 12_000_000;

    /// <summary>Bit rate of the serial line where nobody asks for another.</summary>
    public const int DefaultBaud = 1_000_000;

    /// <summary>Bit rates that the oscillator gives within 0.2 % and an operating system has a name for.</summary>
    public static IReadOnlyList<int> BaudRates { get; } = [9600, 115_200, 230_400, 500_000, DefaultBaud, 2_000_000, 3_000_000];

    /// <summary>Cycles of a bit.</summary>
    /// <param name="baud">One of <see cref="BaudRates"/>.</param>
    public static int DivisorOf(int baud) => BaudRates.Contains(baud)
        ? (ClockFrequency + (baud / 2)) / baud
        : throw new ArgumentOutOfRangeException(nameof(baud), baud, "no such rate");
}
