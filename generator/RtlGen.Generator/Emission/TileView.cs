// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>What <c>rtl/tile.v.hbs</c> places.</summary>
internal sealed class TileView(LayerDesign design)
{
    private readonly RtlConfiguration _configuration = design.Configuration;

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public int Inputs => design.Grid.Inputs;

    public int TileInputs => design.Grid.InputsOf(0);

    public int TileGroups => LaneGroups.InColumnTile(design, 0);

    public int LanesPerOutput => design.Placement.LanesPerOutput;

    public int Rows => _configuration.Crossbar.Rows;

    public int RowSum => LaneGroups.HasRowSum(design) ? 1 : 0;

    public int RowsPerActivation => _configuration.Crossbar.RowsPerActivation;

    public int Steps => design.Steps;

    public int StepCycles => design.Schedule.StepCycles;

    public int ValueBits => _configuration.Inputs.Bits;

    public int DacBits => _configuration.Dac.Bits;

    public int PhaseCount => design.Phases.Count;

    public int RowGroups => design.RowGroups;

    public int RowGroupBits => Verilog.IndexBits(design.RowGroups);

    public int RowGroupMsb => RowGroupBits - 1;

    /// <summary>Numbers of rtlgen_input_encoder, which follow the order of the enumeration.</summary>
    public int InputEncoding => (int)_configuration.Inputs.Encoding;

    public int Bipolar => design.RowsPerInput - 1;

    public bool IsPwm => _configuration.Dac.Kind == DacKind.Pwm;

    /// <summary>One, or none where the rows have no serial link.</summary>
    public IReadOnlyList<DacSerialView> DacLinks { get; } = DacSerialView.Of(design);

    public bool HasDacLink => DacLinks.Count > 0;

    public bool DrivesRows => !IsPwm && !HasDacLink;

    public int DriveUnit => _configuration.Dac.DriveCycles;

    public int ShiftBits => Verilog.IndexBits(design.Phases.Max(p => p.ShiftBefore) + 1);

    public int ShiftMsb => ShiftBits - 1;

    public string PhaseShift => Verilog.Fields(4, design.Phases.Select(p => (BigInteger)p.ShiftBefore));

    public string PhaseNegative => Verilog.Fields(1, design.Phases.Select(p => p.IsNegative ? BigInteger.One : 0));

    public int SampleAndHold => (int)_configuration.Adc.SampleAndHold;

    public bool DoubleSampleAndHold => _configuration.Adc.SampleAndHold == Configuration.SampleAndHold.Double;

    public int DriveCount => design.Schedule.DriveAndSettle - 1;

    public int SampleCount => Math.Max(1, design.Schedule.Sample) - 1;

    /// <summary>Bits of both counts.</summary>
    public int CountBits => Verilog.IndexBits(Math.Max(DriveCount, SampleCount) + 1);

    public int CountMsb => CountBits - 1;

    public bool HasBus => design.HasBus;

    public bool HasOffsets => _configuration.Adc.OffsetCorrection;

    /// <summary>Steps outside of vectors: for programming, and for calibration by a command.</summary>
    public bool HasService => ArrayServiceView.IsNeeded(design);

    public bool HasVerifyPin => design.MacroPins.Any(p => string.Equals(p.Name, "verify", StringComparison.Ordinal));

    /// <summary>S: what the rows of such a step are driven with.</summary>
    public string ServiceValue => Verilog.Hex(DacBits, design.Arithmetic.LargestSlice);

    public int ReferenceCodeBits => Reference * CodeBits;

    public int ColumnsPerAdc => design.Placement.ColumnsPerAdc;

    /// <summary>Conversion column number of the reference column.</summary>
    public int ReferenceNumber => design.Placement.Lanes * design.Placement.ColumnsPerAdc;

    /// <summary>From the last cycle of a conversion to its code, before the offset is subtracted.</summary>
    public int RawLatency => AdcLatency - (HasOffsets ? PipelineLatency.OffsetCorrection : 0);

    public int ConversionCycles => design.Schedule.ConversionCycles;

    /// <summary>Cycles that a conversion of external ADCs takes at least.</summary>
    public int FewestCycles => design.Schedule.ShortestConversion;

    public int Positions => design.Placement.PositionsPerOutput;

    public int PositionBits => Verilog.IndexBits(Positions);

    public int PositionMsb => PositionBits - 1;

    public int Slots => design.Schedule.MuxPositions / Positions;

    public int MuxBits => design.MacroPins.Single(p => string.Equals(p.Name, "mux", StringComparison.Ordinal)).Width;

    public int Banks => design.Schedule.AccumulatorBanks;

    public int BankBits => Verilog.IndexBits(Banks);

    public int BankMsb => BankBits - 1;

    public int Depth => Banks * Slots;

    public int AddressBits => Verilog.IndexBits(Depth);

    public int AddressMsb => AddressBits - 1;

    public bool IsSar => _configuration.Adc.Kind == AdcKind.Sar;

    public bool IsFlash => _configuration.Adc.Kind == AdcKind.Flash;

    public bool IsRamp => _configuration.Adc.Kind == AdcKind.Ramp;

    public bool IsSenseAmplifier => _configuration.Adc.Kind == AdcKind.SenseAmplifier;

    public bool IsExternal => _configuration.Adc.Kind == AdcKind.External;

    /// <summary>One, or none where the ADCs have no serial link.</summary>
    public IReadOnlyList<AdcSerialView> AdcLinks { get; } = AdcSerialView.Of(design);

    public bool HasAdcLink => AdcLinks.Count > 0;

    public bool IsParallelExternal => IsExternal && !HasAdcLink;

    public int External => IsExternal ? 1 : 0;

    public bool ReadsComparators => !IsExternal;

    /// <summary>Comparator pins of one ADC.</summary>
    public int Comparators => IsFlash ? (1 << CodeBits) - 1 : 1;

    public bool HasReference => _configuration.Weights.HasReferenceColumn;

    public int Reference => HasReference ? 1 : 0;

    public int ReferenceShift => HasReference ? _configuration.Weights.Bits - 1 : 0;

    public int Lanes => design.Placement.Lanes;

    public int SlotBits => Verilog.IndexBits(Slots);

    public int SlotMsb => SlotBits - 1;

    public int LastSlot => Slots - 1;

    public int CodeMsb => CodeBits - 1;

    public int Adcs => design.Adcs;

    public int AdcLatency => PipelineLatency.Adc(_configuration.Adc);

    public int CodeBits => _configuration.Adc.Bits;

    public int CodeSigned => _configuration.Adc.Signed ? 1 : 0;

    public int GroupCodeBits => LanesPerOutput * CodeBits;

    public int TagBits => PositionBits + 2 + AddressBits + 1 + ShiftBits + 1;

    public int StepTagBits => BankBits + 1 + ShiftBits + 1;

    // One bit more than a code, so that its sign extension is never empty.
    public int CombinedBits => Math.Max(design.Arithmetic.Combined.SignedBits(), CodeBits + 1);

    public int AccumulatorBits => design.Arithmetic.Accumulator.Bits;

    public int Overflow => !design.Arithmetic.CanOverflow ? 0
        : _configuration.Accumulator.Overflow == AccumulatorOverflow.Saturate ? 1 : 2;

    public string PartShift => Verilog.Fields(5, PartSlots.Select(p => (BigInteger)(p?.Low ?? 0)));

    public string PartNegative => Verilog.Fields(1, PartSlots.Select(p => p?.Coefficient < 0 ? BigInteger.One : 0));

    public string PartUsed => Verilog.Fields(1, PartSlots.Select(p => p is null ? 0 : BigInteger.One));

    public int InputSumBits => design.Arithmetic.InputSum.SignedBits();

    public int InputSumMsb => InputSumBits - 1;

    public IReadOnlyList<PinView> MacroPins => PinView.OfTile(design);

    /// <summary>The part at each (lane of the output, mux position); null where there is none.</summary>
    private IEnumerable<WeightPart?> PartSlots =>
        Enumerable.Range(0, LanesPerOutput * Positions).Select(j => j < design.Parts.Count ? design.Parts[j] : null);
}
