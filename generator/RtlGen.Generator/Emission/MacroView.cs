// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>What the black box and the behavioural macro place.</summary>
/// <param name="design">The layer.</param>
/// <param name="devices">What the behavioural model loads.</param>
/// <param name="varyingConversions">Conversion times are drawn, where ADCs say themselves when they are done.</param>
internal sealed class MacroView(LayerDesign design, DeviceModel devices, bool varyingConversions)
{
    private readonly TileView _tile = new(design);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public int Rows => _tile.Rows;

    public int Columns => design.PhysicalColumns;

    public int ColumnTiles => design.Grid.ColumnTiles;

    public int Adcs => design.Adcs;

    public IReadOnlyList<PinView> Pins => PinView.OfMacro(design);

    public int CodeBits => _tile.CodeBits;

    public string CodeMin => Verilog.Signed(64, design.Arithmetic.Adc.CodeMin);

    public int Lanes => devices.Lanes;

    public int Reference => _tile.Reference;

    /// <summary>Conversion column number of the reference column.</summary>
    public int ReferenceNumber => design.Placement.Lanes * design.Placement.ColumnsPerAdc;

    /// <summary>Bits that drive a row: one for pulses of either kind.</summary>
    public int RowBits => _tile.IsPwm ? 1 : _tile.DacBits;

    public IReadOnlyList<DacSerialView> DacLinks => _tile.DacLinks;

    public bool HasDacLink => _tile.HasDacLink;

    public IReadOnlyList<AdcSerialView> AdcLinks => _tile.AdcLinks;

    public bool HasAdcLink => _tile.HasAdcLink;

    public bool IsParallelExternal => _tile.IsParallelExternal;

    public string PwmCycles => Verilog.Signed(64, _tile.IsPwm ? _tile.DriveUnit : 0);

    /// <summary>Bits of what is driven on a row in all: of its code, or of the cycles that its pulse lasts.</summary>
    public int DrivePlanes =>
        _tile.IsPwm ? new IntegerRange(0, (long)design.Arithmetic.LargestSlice * _tile.DriveUnit).UnsignedBits() : RowBits;

    public int CellPlanes => devices.Planes;

    public int CellSigned => devices.IsSigned ? 1 : 0;

    public int Fraction => design.Configuration.Analog.FractionBits;

    public int Pair => design.Placement.ColumnsPerConversion - 1;

    public int Positions => design.Placement.ColumnsPerAdc;

    public int MuxBits => _tile.MuxBits;

    public int HoldBanks => DoubleSampleAndHold ? 2 : 1;

    public bool DoubleSampleAndHold => _tile.DoubleSampleAndHold;

    public string Step256 => Verilog.Signed(64, design.Arithmetic.Adc.Step256);

    public string Zero256 => Verilog.Signed(64, design.Arithmetic.Adc.Zero256);

    /// <summary>Numbers of rtlgen_crossbar, which follow the order of the enumeration.</summary>
    public int Rounding => (int)design.Arithmetic.Adc.Rounding;

    public int Thresholds => devices.HasThresholds ? 1 : 0;

    public string NoiseScale => Verilog.Signed(64, devices.NoiseScale);

    public bool HasVerify => design.HasVerify;

    public bool HasProgramming => design.HasProgramming;

    public int Program => HasProgramming ? 1 : 0;

    public string LargestCell => Verilog.Signed(64, design.Arithmetic.LargestCell);

    /// <summary>Bits of a word line's number.</summary>
    public int RowIndexBits => Verilog.IndexBits(Rows);

    public int PhaseCount => _tile.PhaseCount;

    public int RowGroups => _tile.RowGroups;

    public int Varying => varyingConversions ? 1 : 0;

    /// <summary>The same for chips: a time that is waited for whole does not vary.</summary>
    public int VaryingReady => varyingConversions && AdcLinks.Any(l => l.HasBusy) ? 1 : 0;

    public int ConversionCycles => _tile.ConversionCycles;

    public bool IsSar => _tile.IsSar;

    public bool IsFlash => _tile.IsFlash;

    public bool IsRamp => _tile.IsRamp;

    public bool IsSenseAmplifier => _tile.IsSenseAmplifier;

    public bool IsExternal => _tile.IsExternal;

    public int Comparators => _tile.Comparators;
}
