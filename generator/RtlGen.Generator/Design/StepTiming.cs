// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;

namespace RtlGen.Design;

/// <summary>Cycles of the parts of one activation step, and of a step in the steady state.</summary>
/// <param name="Hold">What may overlap.</param>
/// <param name="MuxPositions">Mux positions in use in the fullest lane.</param>
/// <param name="ConversionCycles">Of one conversion; the longest where ADCs say themselves when they are done.</param>
/// <param name="ShortestConversion">Of one conversion; less than the longest only where ADCs say themselves when they are done.</param>
/// <param name="Transfer">Of the transfer to DAC chips, before the rows are driven; 0 without a serial link.</param>
/// <param name="DriveAndSettle">The transfer, driving and settling.</param>
/// <param name="Sample">0 without sample and hold.</param>
/// <param name="FewestUntilConversion">From a step's start to its first conversion, with the shortest times that registers can set.</param>
internal sealed record StepTiming(
    SampleAndHold Hold,
    int MuxPositions,
    int ConversionCycles,
    int ShortestConversion,
    int Transfer,
    int DriveAndSettle,
    int Sample,
    int FewestUntilConversion)
{
    /// <summary>Cycles of a vector's steps that are counted at most: sums of a few of them still fit 32 bits.</summary>
    public const long MostCycles = 1L << 29;

    /// <summary>C: cycles that the conversions of one step take.</summary>
    public long Converting => (long)MuxPositions * ConversionCycles;

    public long Step => Hold switch
    {
        SampleAndHold.None => DriveAndSettle + Converting,
        SampleAndHold.Single => Math.Max(DriveAndSettle, Converting) + Sample,
        _ => Math.Max(DriveAndSettle + Sample, Converting),
    };

    public static StepTiming Of(RtlConfiguration configuration, TileGrid grid, Placement placement, Arithmetic arithmetic)
    {
        (AdcOptions adc, DacOptions dac) = (configuration.Adc, configuration.Dac);
        int transfer = DacSerialLink.Of(configuration)?.TransferCycles ?? 0;
        int driveUnit = dac.Kind == DacKind.Pwm ? arithmetic.LargestSlice : 1;
        int muxPositions = placement.LanesPerOutput == 1
            ? Math.Min(placement.OutputsPerLane, grid.OutputsOf(0)) * placement.PartsPerOutput
            : placement.ColumnsPerAdc;
        (int shortest, int longest) = Conversion(adc, muxPositions);
        int driveAndSettle = transfer + (dac.DriveCycles * driveUnit) + dac.SettleCycles;
        bool samples = adc.SampleAndHold != SampleAndHold.None;
        int sample = samples ? dac.SampleCycles : 0;
        // Registers set drive (but for pulse widths), settle and sample times, down to 1, 0 and 1.
        int fewest = !configuration.Interface.HasBus ? driveAndSettle + sample
            : transfer + (dac.Kind == DacKind.Pwm ? dac.DriveCycles * driveUnit : 1) + (samples ? 1 : 0);
        return new StepTiming(
            adc.SampleAndHold,
            muxPositions,
            longest,
            shortest,
            transfer,
            driveAndSettle,
            sample,
            fewest);
    }

    private static (int Shortest, int Longest) Conversion(AdcOptions adc, int muxPositions) => adc.Kind switch
    {
        AdcKind.Sar => (adc.Bits, adc.Bits),
        AdcKind.Ramp => (1 << adc.Bits, 1 << adc.Bits),
        AdcKind.External when AdcSerialLink.Of(adc) is { } link => (link.ShortestConversion, link.ConversionCycles),
        // Steps that convert once are two cycles apart, as their accumulators need, also where held samples queue up.
        AdcKind.External => (muxPositions == 1 ? Math.Min(2, adc.ConversionCycles) : 1, adc.ConversionCycles),
        _ => (1, 1),
    };
}
