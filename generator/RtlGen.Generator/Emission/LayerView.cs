// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>One tile of the layer.</summary>
internal sealed record LayerTileView(
    int Row,
    int Column,
    int Number,
    int FirstInput,
    int LastInput,
    int InputCount,
    int FirstOutput,
    int LastOutput,
    int GroupCount,
    int RowSum,
    int UsedCodeBits,
    int IdleCodeBits,
    int CodeCount,
    int FirstOffset);

/// <summary>The sums of a row tile over its column tiles.</summary>
internal sealed record RowTileView(int Row, string Sums, string Overflows);

/// <summary>A memory of multipliers or shifts.</summary>
internal sealed record ScaleView(string Label, int Bits, int Depth, int PerTensor, int Kind, int First, string Values)
{
    public int BitsMsb => Bits - 1;
}

/// <summary>One requantizer with its block of outputs.</summary>
internal sealed record RequantizerView(
    int Number,
    int FirstOutput,
    int LastOutput,
    int GroupCount,
    string Sums,
    string Overflows,
    string BiasValues,
    string WeightSumValues,
    IReadOnlyList<BindingView> RequantizerParameters,
    string YInBlock,
    string QInBlock,
    IReadOnlyList<ScaleView> Scales,
    IReadOnlyList<BindingView> Ports)
{
    public int OutputCount => LastOutput - FirstOutput + 1;
}

/// <summary>What <c>rtl/layer.v.hbs</c> places.</summary>
/// <param name="design">The layer.</param>
/// <param name="parameters">Given for baked parameters.</param>
internal sealed class LayerView(LayerDesign design, LayerParameters? parameters)
{
    private readonly TileView _tile = new(design);
    private readonly RequantizerBinding _requantizer = RequantizerBinding.Of(design);
    private readonly ParameterWords? _words = parameters is null ? null : new ParameterWords(design, parameters);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public int Inputs => design.Grid.Inputs;

    public int Outputs => design.Grid.Outputs;

    public int RowTiles => design.Grid.RowTiles;

    public int ColumnTiles => design.Grid.ColumnTiles;

    public int TileMsb => design.Grid.Count - 1;

    public int InputBeats => design.InputStream.Beats;

    public int OutputBeats => design.OutputStream.Beats;

    public int InputBankBits => InputBeats * StreamBits;

    public int Latency => design.Schedule.Latency;

    public int Interval => design.Schedule.Interval;

    public string Limit => design.Schedule.Limit;

    public bool Runtime => parameters is null;

    public int Baked => Runtime ? 0 : 1;

    /// <summary>Behind a bus the layer is a module of its own; else it is the top.</summary>
    public string Module => design.HasBus ? $"{Name}_layer" : Name;

    public bool HasBus => design.HasBus;

    public bool HasProgramming => design.HasProgramming;

    public bool HasOffsets => _tile.HasOffsets;

    public bool HasService => _tile.HasService;

    public bool HasReference => _tile.HasReference;

    public bool HasParameterPort => HasBus ? HasOffsets || ParameterWrites.KindsOf(design).Count > 0 : Runtime;

    public int CountMsb => _tile.CountMsb;

    public int CodeBits => _tile.CodeBits;

    public int Rows => _tile.Rows;

    public int RowNumberMsb => Verilog.IndexBits(Rows) - 1;

    public int PhysicalColumns => design.PhysicalColumns;

    /// <summary>Codes of the fullest tile's ADCs.</summary>
    public int ServiceCodeBits => ((Tiles[0].GroupCount * design.Placement.LanesPerOutput) + _tile.Reference) * CodeBits;

    public string ServiceCodes => string.Join(
        " | ", Tiles.Select(t => $"(service_codes_{t.Row}_{t.Column} & {{{ServiceCodeBits}{{selected_{t.Row}_{t.Column}}}}})"));

    public int StreamBits => design.Configuration.Interface.StreamBits;

    public int StreamMsb => StreamBits - 1;

    public int ValueBits => _tile.ValueBits;

    public int ElementBits => design.InputStream.ElementBits;

    public int InputSumBits => _tile.InputSumBits;

    public int InputSumMsb => InputSumBits - 1;

    public int AccumulatorBits => _tile.AccumulatorBits;

    public IReadOnlyList<PinView> MacroPins => _tile.MacroPins;

    public int GroupTotal => LaneGroups.Total(design);

    public IReadOnlyList<LayerTileView> Tiles =>
    [
        .. from i in Enumerable.Range(0, RowTiles)
           from j in Enumerable.Range(0, ColumnTiles)
           let firstInput = i * design.Grid.TileInputs
           let firstOutput = j * design.Grid.TileOutputs
           select new LayerTileView(
               i,
               j,
               (i * ColumnTiles) + j,
               firstInput,
               firstInput + design.Grid.InputsOf(i) - 1,
               design.Grid.InputsOf(i),
               firstOutput,
               firstOutput + design.Grid.OutputsOf(j) - 1,
               LaneGroups.InColumnTile(design, j),
               j == 0 ? _tile.RowSum : 0,
               LanesOf(j) * CodeBits,
               (LanesOf(0) - LanesOf(j)) * CodeBits,
               LanesOf(j) + _tile.Reference,
               ((i * ColumnTiles) + j) * design.OffsetsPerTile),
    ];

    public IReadOnlyList<RowTileView> RowTileSums =>
        [.. Enumerable.Range(0, RowTiles).Select(i => new RowTileView(i, OverColumns("sums", i), OverColumns("overflows", i)))];

    // The sum of the inputs is the same for every column tile: the first one computes it.
    public string UnusedInputSums => string.Join(
        ", ", Tiles.Where(t => !HasOwed || t.Column > 0).Select(t => $"input_sum_{t.Row}_{t.Column}"));

    public string InputSums => Verilog.Concatenate(Enumerable.Range(0, RowTiles).Select(i => $"input_sum_{i}_0"));

    public int Readout => design.Schedule.Readout;

    public int IndexBits => Verilog.IndexBits(Readout);

    public int IndexMsb => IndexBits - 1;

    public int Slots => _tile.Slots;

    public int SlotBits => Verilog.IndexBits(Slots);

    public int GroupBits => Verilog.IndexBits(design.Schedule.GroupsPerRequantizer);

    public int GroupMsb => GroupBits - 1;

    public int Banks => _tile.Banks;

    public int BankBits => _tile.BankBits;

    public int BankMsb => BankBits - 1;

    public int AddressBits => _tile.AddressBits;

    public int AddressMsb => AddressBits - 1;

    public int ReleaseIndex => design.Schedule.ReleaseIndex;

    public int TreeLevels => PipelineLatency.RowTileAddition(RowTiles);

    public int YLatency => PipelineLatency.Read + TreeLevels + PipelineLatency.Correct;

    public int RequantizerLatency => PipelineLatency.Requantizer(design.Configuration.Output);

    public bool HasOwed => LaneGroups.HasRowSum(design);

    public int HasOwedNumber => HasOwed ? 1 : 0;

    public int OwedBits => (ValueRanges.DrivenInput(design.Configuration) * Inputs).SignedBits();

    public int OwedMsb => OwedBits - 1;

    public int OwedShift => HasOwed ? design.Configuration.Weights.Bits - 1 + FractionBits : 0;

    public int FractionBits => design.Arithmetic.FractionBits;

    public int SumsBits => AccumulatorBits + TreeLevels;

    public bool HasBias => design.Configuration.Output.BiasBits > 0;

    public int HasBiasNumber => HasBias ? 1 : 0;

    public int BiasBits => Math.Max(1, design.Configuration.Output.BiasBits);

    public int BiasMsb => BiasBits - 1;

    /// <summary>Offset inputs: the sum of an output's weights is subtracted, 2^(Bx−1) times.</summary>
    public bool HasWeightSum => design.Configuration.Inputs.Encoding == InputEncoding.Offset;

    public int HasWeightSumNumber => HasWeightSum ? 1 : 0;

    public int WeightSumBits => HasWeightSum ? (ValueRanges.Weight(design.Configuration) * Inputs).SignedBits() : 1;

    public int WeightSumMsb => WeightSumBits - 1;

    public int WeightSumShift => HasWeightSum ? design.Configuration.Inputs.Bits - 1 + FractionBits : 0;

    public bool HasTable => design.Configuration.Output.Activation == Activation.Table;

    public int TableEntries => 1 << OutBits;

    /// <summary>Turns q into its distance from the format's least value.</summary>
    public string TableFlip => Verilog.Hex(OutBits, design.Output.IsSigned ? BigInteger.One << (OutBits - 1) : 0);

    public string TableValues => HasTable ? Values(OutBits, 0, TableEntries, n => _words!.TableEntry(n)) : "";

    public int YBits => design.Arithmetic.Output.SignedBits();

    public int YMsb => YBits - 1;

    public int StepBits => new IntegerRange(0, StepFactor).UnsignedBits();

    public string Step => Verilog.Hex(StepBits, StepFactor);

    /// <summary>zero * Z of every row tile; bipolar: twice that, less the inputs.</summary>
    public string Constant
    {
        get
        {
            BigInteger zeros = design.Arithmetic.Zero * design.Arithmetic.CoefficientSum * RowTiles;
            return Verilog.Hex(YBits, IsBipolar ? (2 * zeros) - ((BigInteger)Inputs << FractionBits) : zeros);
        }
    }

    private bool IsBipolar => design.Configuration.Weights.Encoding == WeightEncoding.Bipolar;

    private long StepFactor => IsBipolar ? 2 * design.Arithmetic.Step : design.Arithmetic.Step;

    public int OutBits => design.Output.Bits;

    public int OutMsb => OutBits - 1;

    public int OutSigned => design.Output.IsSigned ? 1 : 0;

    public int OutElementBits => design.OutputStream.ElementBits;

    public int OutputSlots => design.Schedule.OutputSlots;

    public int RequantizerCount => design.Schedule.Requantizers;

    public int RequantizerMsb => RequantizerCount - 1;

    public string RequantizerModule => _requantizer.Module;

    public bool FlagsInt32 => _requantizer.FlagsInt32;

    public IReadOnlyList<RequantizerView> Requantizers => [.. Enumerable.Range(0, RequantizerCount).Select(RequantizerOf)];

    public string Blocks => Verilog.Concatenate(Enumerable.Range(0, RequantizerCount).Select(r => $"block_{r}"));

    /// <summary>Lanes in use in a column tile.</summary>
    private int LanesOf(int columnTile) => LaneGroups.InColumnTile(design, columnTile) * design.Placement.LanesPerOutput;

    private string OverColumns(string signal, int row) =>
        Verilog.Concatenate(Enumerable.Range(0, ColumnTiles).Select(j => $"{signal}_{row}_{j}"));

    private RequantizerView RequantizerOf(int number)
    {
        int firstGroup = number * design.Schedule.GroupsPerRequantizer;
        int groups = Math.Min(design.Schedule.GroupsPerRequantizer, GroupTotal - firstGroup);
        int first = firstGroup * design.Placement.OutputsPerLane;
        int last = Math.Min(Outputs, (firstGroup + groups) * design.Placement.OutputsPerLane) - 1;
        int count = last - first + 1;
        string limit = $"{IndexBits}'d{count}";
        List<(string Key, string Value)> ports = [];
        if (_requantizer.HasReset)
        {
            ports.Add(("rst_n", "rst_n"));
        }

        List<ScaleView> scales = [];
        if (_requantizer.HasMultiplier)
        {
            scales.Add(Scale("multiplier", 32, 1, first, count, n => _words!.Multiplier(n)));
            ports.Add(("multiplier", $"multiplier_{number}"));
        }

        if (_requantizer.HasShift)
        {
            scales.Add(Scale("shift", 6, 2, first, count, n => _words!.Shift(n)));
            ports.Add(("shift", $"shift_{number}"));
        }

        if (_requantizer.NeedsWritePort)
        {
            ports.AddRange([("write", "param_write"), ("address", "param_address"), ("data", "param_data"), ("lanes", "param_lanes"), ("index", "y_index")]);
        }

        return new RequantizerView(
            number,
            first,
            last,
            groups,
            Verilog.Concatenate(Enumerable.Range(0, RowTiles).Select(i => $"sums_{i}[{firstGroup}*{AccumulatorBits}+:{groups}*{AccumulatorBits}]")),
            Verilog.Concatenate(Enumerable.Range(0, RowTiles).Select(i => $"overflows_{i}[{firstGroup}+:{groups}]")),
            Values(BiasBits, first, count, n => _words!.Bias(n)),
            HasWeightSum ? Values(WeightSumBits, first, count, n => _words!.WeightSum(n)) : "",
            _requantizer.ParametersOf(first, count, IndexBits, _words),
            count == Readout ? "" : $" & (y_index < {limit})",
            count == Readout ? "" : $" & (q_index < {limit})",
            scales,
            [.. ports.Select(p => new BindingView(p.Key, p.Value, ","))]);
    }

    private ScaleView Scale(string label, int bits, int kind, int first, int count, Func<int, long> value) =>
        design.Configuration.Output.Granularity == Granularity.PerTensor
            ? new ScaleView(label, bits, 1, 1, kind, 0, Values(bits, 0, 1, value))
            : new ScaleView(label, bits, count, 0, kind, first, Values(bits, first, count, value));

    /// <summary>Baked values of a block; zero, which nobody reads, where the parameters are written at run time.</summary>
    private string Values(int bits, int first, int count, Func<int, long> value) =>
        Verilog.Fields(bits, Enumerable.Range(first, count).Select(n => _words is null ? BigInteger.Zero : value(n)));
}
