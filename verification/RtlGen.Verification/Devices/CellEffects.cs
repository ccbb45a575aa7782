// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Devices;

/// <summary>One way in which a cell differs from what was meant. Conductances are in units of one level, as column values are.</summary>
public interface ICellEffect
{
    /// <summary>The conductance after the effect; never negative.</summary>
    /// <param name="conductance">What the effects before it left.</param>
    /// <param name="place">The cell.</param>
    double Apply(double conductance, DevicePlace place);
}

/// <summary>
/// An off state that still conducts: levels 0 … L lie evenly between G_on/R and G_on, <c>G = g(1 − 1/R) + L/R</c>
/// (as DNN+NeuroSim maps weights, whose zero goes to the smallest conductance).
/// </summary>
/// <param name="ratio">R, G_on over G_off, above 1.</param>
/// <param name="largestCell">L.</param>
public sealed class FiniteOnOffRatio(double ratio, int largestCell) : ICellEffect
{
    public double Apply(double conductance, DevicePlace place) => (conductance * (1 - (1 / ratio))) + (largestCell / ratio);
}

/// <summary>Programming error in proportion to the conductance: <c>G(1 + σz)</c> (CrossSim's normal proportional device, NeuroSim's variation).</summary>
/// <param name="sigma">σ, without a unit.</param>
/// <param name="draws">z.</param>
public sealed class RelativeVariation(double sigma, DeviceDraws draws) : ICellEffect
{
    public double Apply(double conductance, DevicePlace place) =>
        Math.Max(0, conductance * (1 + (sigma * draws.Normal(DeviceDraw.RelativeVariation, place))));
}

/// <summary>Programming error of the same size for every conductance: <c>G + σz</c> (CrossSim's normal independent device).</summary>
/// <param name="sigma">σ in levels.</param>
/// <param name="draws">z.</param>
public sealed class AbsoluteVariation(double sigma, DeviceDraws draws) : ICellEffect
{
    public double Apply(double conductance, DevicePlace place) =>
        Math.Max(0, conductance + (sigma * draws.Normal(DeviceDraw.AbsoluteVariation, place)));
}

/// <summary>Log-normal variation around the median: <c>G e^(σz)</c>, as measured on filamentary resistive memories.</summary>
/// <param name="sigma">σ, the standard deviation of ln G.</param>
/// <param name="draws">z.</param>
public sealed class LogNormalVariation(double sigma, DeviceDraws draws) : ICellEffect
{
    public double Apply(double conductance, DevicePlace place) =>
        conductance * PortableMath.Exp(sigma * draws.Normal(DeviceDraw.LogNormalVariation, place));
}

/// <summary>
/// Drift of phase-change memories: <c>G (t/t0)^−ν</c> with ν = max(0, ν_mean + ν_sigma z) of each cell (AIHWKit's inference
/// noise model, NeuroSim's retention).
/// </summary>
/// <param name="exponent">Mean of ν.</param>
/// <param name="spread">Standard deviation of ν.</param>
/// <param name="timeRatio">t/t0, at least 1.</param>
/// <param name="draws">z.</param>
public sealed class Drift(double exponent, double spread, double timeRatio, DeviceDraws draws) : ICellEffect
{
    private readonly double _logTime = PortableMath.Log(timeRatio);

    public double Apply(double conductance, DevicePlace place)
    {
        double nu = Math.Max(0, exponent + (spread == 0 ? 0 : spread * draws.Normal(DeviceDraw.DriftExponent, place)));
        return conductance * PortableMath.Exp(-nu * _logTime);
    }
}

/// <summary>Broken cells: at G_on or at G_off whatever was programmed, at any time.</summary>
/// <param name="onRate">Share of cells stuck at <paramref name="on"/>.</param>
/// <param name="offRate">Share of cells stuck at <paramref name="off"/>.</param>
/// <param name="on">G_on in levels.</param>
/// <param name="off">G_off in levels: 0, or with a finite ratio G_on/R.</param>
/// <param name="draws">One uniform number decides between on, off and sound.</param>
public sealed class StuckCells(double onRate, double offRate, double on, double off, DeviceDraws draws) : ICellEffect
{
    public double Apply(double conductance, DevicePlace place)
    {
        double u = draws.Uniform(DeviceDraw.Stuck, place);
        return u < onRate ? on : u >= 1 - offRate ? off : conductance;
    }
}
