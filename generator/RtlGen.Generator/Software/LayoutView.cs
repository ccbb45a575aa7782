// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Software;

/// <summary>What the header of a driver's layout places.</summary>
internal sealed class LayoutView(LayerDesign design)
{
    private readonly RtlConfiguration _configuration = design.Configuration;

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public string Macro => CLanguage.Macro(design);

    public int RowsPerInput => design.RowsPerInput;

    public int PartCount => design.Parts.Count;

    public int ColumnsPerConversion => design.Placement.ColumnsPerConversion;

    public int LanesPerOutput => design.Placement.LanesPerOutput;

    public int OutputsPerLane => design.Placement.OutputsPerLane;

    public bool HasReferenceColumn => _configuration.Weights.HasReferenceColumn;

    public int ReferenceColumn => _configuration.Crossbar.Columns;

    public long AdcStep => design.Arithmetic.Adc.Step256;

    public long AdcZero => design.Arithmetic.Adc.Zero256;

    public bool HasThresholds => new DriverView(design).HasThresholds;

    public int ThresholdOutputs => _configuration.Output.Granularity == Granularity.PerTensor ? 1 : design.Grid.Outputs;

    public int ThresholdCount => HasThresholds ? (1 << design.Output.Bits) - 1 : 0;

    public int ThresholdBits => ParameterWords.ThresholdBits(design);

    public int BeatWordBits => Math.Min(32, design.InputStream.StreamBits);

    public int InputBeats => design.InputStream.Beats;

    public int OutputBeats => design.OutputStream.Beats;

    public int InputElementBits => design.InputStream.ElementBits;

    public int OutputElementBits => design.OutputStream.ElementBits;

    public int DriveCycles => _configuration.Dac.DriveCycles;

    public int SettleCycles => _configuration.Dac.SettleCycles;

    /// <summary>Without sample and hold there is nothing to sample.</summary>
    public int SampleCycles => _configuration.Adc.SampleAndHold == SampleAndHold.None ? 0 : _configuration.Dac.SampleCycles;

    public int IdleBound => (2 * design.Schedule.IdleBound) + 1024;

    /// <summary>A vector in every bank, one in every slot of the output, and those before them.</summary>
    public uint StopBound => Bound((long)(design.Schedule.AccumulatorBanks + design.Schedule.OutputSlots + 4) * IdleBound);

    /// <summary>One step, a few times over, and the judgement of every column one after the other.</summary>
    public uint ReadBound => Bound(
        1024 + (4L * (design.Schedule.DriveAndSettle + design.Schedule.Sample + design.Schedule.Converting + design.PhysicalColumns)));

    public string WeightType => CLanguage.WeightType(_configuration);

    public string InputType => CLanguage.InputType(_configuration);

    public string OutputType => CLanguage.OutputType(design.Output);

    private static uint Bound(long cycles) => (uint)Math.Min(cycles, uint.MaxValue);
}
