// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Devices;

/// <summary>How real the cells are; the default is ideal. Formulas: <see cref="ICellEffect"/>'s classes and docs/devices.md.</summary>
public sealed record DeviceOptions
{
    /// <summary>σ of G(1 + σz), 0..2.</summary>
    public double RelativeSigma { get; init; }

    /// <summary>σ of G + σz in levels, 0..64.</summary>
    public double AbsoluteSigma { get; init; }

    /// <summary>σ of G e^(σz), 0..2.</summary>
    public double LogNormalSigma { get; init; }

    /// <summary>G_on over G_off, above 1; null: the off state conducts nothing.</summary>
    public double? OnOffRatio { get; init; }

    /// <summary>Share of cells stuck at G_on, 0..1.</summary>
    public double StuckOn { get; init; }

    /// <summary>Share of cells stuck at G_off, 0..1; together with <see cref="StuckOn"/> at most 1.</summary>
    public double StuckOff { get; init; }

    /// <summary>Mean drift exponent ν, 0..1.</summary>
    public double DriftExponent { get; init; }

    /// <summary>Standard deviation of ν from cell to cell, 0..1.</summary>
    public double DriftSpread { get; init; }

    /// <summary>t, in the unit of <see cref="DriftStart"/>, not before it.</summary>
    public double DriftTime { get; init; } = 1;

    /// <summary>t0, above 0: when the cells had the conductance that they were programmed to.</summary>
    public double DriftStart { get; init; } = 1;

    /// <summary>The effects that are on, in the order in which they apply.</summary>
    /// <param name="largestCell">L, the largest value of a cell.</param>
    /// <param name="draws">The seed.</param>
    public IReadOnlyList<ICellEffect> Effects(int largestCell, DeviceDraws draws)
    {
        (bool IsOn, Func<ICellEffect> Create)[] all =
        [
            (OnOffRatio is not null, () => new FiniteOnOffRatio(OnOffRatio!.Value, largestCell)),
            (RelativeSigma > 0, () => new RelativeVariation(RelativeSigma, draws)),
            (AbsoluteSigma > 0, () => new AbsoluteVariation(AbsoluteSigma, draws)),
            (LogNormalSigma > 0, () => new LogNormalVariation(LogNormalSigma, draws)),
            (DriftTime > DriftStart && (DriftExponent > 0 || DriftSpread > 0), () => new Drift(DriftExponent, DriftSpread, DriftTime / DriftStart, draws)),
            (StuckOn > 0 || StuckOff > 0, () => new StuckCells(StuckOn, StuckOff, largestCell, OnOffRatio is double r ? largestCell / r : 0, draws)),
        ];
        return [.. all.Where(e => e.IsOn).Select(e => e.Create())];
    }
}

/// <summary>How real the ADCs are; the default is ideal. The unit is one code, the ADC's step.</summary>
public sealed record AdcErrorOptions
{
    /// <summary>Standard deviation of an ADC's offset in codes, 0..64.</summary>
    public double OffsetSigma { get; init; }

    /// <summary>Standard deviation of an ADC's relative gain error, 0..0.5.</summary>
    public double GainSigma { get; init; }

    /// <summary>Standard deviation of each threshold's own error in codes, 0..64.</summary>
    public double LinearitySigma { get; init; }
}
