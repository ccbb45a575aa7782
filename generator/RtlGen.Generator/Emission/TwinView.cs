// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Emission;

/// <summary>An ADC of the digital twin.</summary>
/// <param name="Number">Of the ADC among the macro's.</param>
/// <param name="Idle">It converts no column: its lane holds no output.</param>
/// <param name="Positions">Mux positions in use.</param>
/// <param name="FirstColumn">Physical number of its first bit line.</param>
/// <param name="ImageBits">Bits of the cells on its bit lines.</param>
/// <param name="Image">What they hold, tile by tile, as an expression over <c>TILE</c>.</param>
internal sealed record TwinAdcView(int Number, bool Idle, int Positions, int FirstColumn, int ImageBits, string Image)
{
    public bool Used => !Idle;

    public bool HasMux => Positions > 1;
}

/// <summary>What the digital twin of a macro places.</summary>
internal sealed class TwinView
{
    private readonly LayerDesign _design;
    private readonly DeviceModel _devices;
    private readonly MacroView _macro;
    private readonly AdcThresholds _thresholds;
    private readonly IntegerRange _values;

    /// <param name="design">A layer of which there is a twin.</param>
    /// <param name="parameters">What its cells hold.</param>
    public TwinView(LayerDesign design, LayerParameters parameters)
    {
        _design = design;
        _devices = new DeviceModel(design, parameters);
        _macro = new MacroView(design, _devices, varyingConversions: false);
        _thresholds = AdcThresholds.Of(design.Arithmetic.Adc, Fraction);
        long most = (long)design.Configuration.Crossbar.RowsPerActivation * design.Arithmetic.LargestSlice;
        IntegerRange oneWire = (_devices.IsSigned ? IntegerRange.Signed(CellBits) : IntegerRange.Unsigned(CellBits)) * most;
        _values = Pair == 0 ? oneWire : oneWire - oneWire;
        Adcs = [.. AdcsOf(parameters.Weights)];
    }

    public string Version => _macro.Version;

    public string Name => _design.Name;

    public IReadOnlyList<PinView> Pins => _macro.Pins;

    public int Rows => _macro.Rows;

    public int Columns => _macro.Columns;

    public IReadOnlyList<TwinAdcView> Adcs { get; }

    public int SliceBits => _design.Configuration.Dac.Bits;

    /// <summary>Cycles of a unit of a pulse; 0: rows carry the slices.</summary>
    public int Unit => _design.Configuration.Dac.Kind == DacKind.Pwm ? _design.Configuration.Dac.DriveCycles : 0;

    public int HoldBanks => _macro.HoldBanks;

    public bool DoubleSampleAndHold => _macro.DoubleSampleAndHold;

    public int CellBits => _devices.Planes;

    public int CellSigned => _macro.CellSigned;

    public int Fraction => _macro.Fraction;

    public int Pair => _macro.Pair;

    public int Wires => Pair + 1;

    public int MuxBits => _macro.MuxBits;

    public int CodeBits => _macro.CodeBits;

    public bool HasProgramming => _macro.HasProgramming;

    public int Program => _macro.Program;

    public int LargestCell => _design.Arithmetic.LargestCell;

    public int RowIndexBits => _macro.RowIndexBits;

    public int ConversionCycles => _macro.ConversionCycles;

    public bool IsSar => _macro.IsSar;

    public bool IsFlash => _macro.IsFlash;

    public bool IsRamp => _macro.IsRamp;

    public bool IsSenseAmplifier => _macro.IsSenseAmplifier;

    public bool IsExternal => _macro.IsExternal;

    public int Comparators => _macro.Comparators;

    /// <summary>1: thresholds follow each other in steps of a power of two.</summary>
    public int Linear => _thresholds.Shift is null ? 0 : 1;

    public int Shift => _thresholds.Shift ?? 0;

    /// <summary>Two's complement: every value, and every threshold that a value can be compared with.</summary>
    public int ValueBits => (Linear == 0 ? _values with { Max = _values.Max + 1 } : _values.Union(new(Base, _thresholds.Values[^1]))).SignedBits();

    public int ValueMsb => ValueBits - 1;

    /// <summary>Where the linear thresholds begin: the one of code 0.</summary>
    private BigInteger Base => _thresholds.Values[0] - (BigInteger.One << Shift);

    public string BaseText => Verilog.Hex(ValueBits, Linear == 0 ? 0 : Base);

    /// <summary>Thresholds of all codes; what no value can reach, or none can miss, is moved next to the values.</summary>
    public string Table => Linear == 1
        ? "1'd0"
        : Verilog.Fields(ValueBits, _thresholds.Values.Select(t => BigInteger.Clamp(t, _values.Min, _values.Max + 1)).Prepend(_values.Min));

    /// <summary>Input pins that not every twin looks at.</summary>
    public string PinsLookedAt => Verilog.Concatenate(_design.MacroPins.Where(p => p.Direction == PinDirection.Input).Select(p => p.Name));

    private IEnumerable<TwinAdcView> AdcsOf(Tensor weights)
    {
        Placement placement = _design.Placement;
        List<long[,]> tiles = [];
        for (int i = 0; i < _design.Grid.RowTiles; i++)
        {
            for (int j = 0; j < _design.Grid.ColumnTiles; j++)
            {
                tiles.Add(IdealCells.OfTile(_design, weights, i, j));
            }
        }

        for (int lane = 0; lane < placement.Lanes; lane++)
        {
            int first = lane * placement.ColumnsPerAdc * placement.ColumnsPerConversion;
            yield return lane < _devices.Lanes
                ? AdcOf(lane, _design.Schedule.MuxPositions, first, tiles)
                : new TwinAdcView(lane, true, 1, first, 1, "1'd0");
        }

        if (_design.Configuration.Weights.HasReferenceColumn)
        {
            yield return AdcOf(placement.Lanes, 1, Columns - 1, tiles);
        }
    }

    private TwinAdcView AdcOf(int number, int positions, int firstColumn, List<long[,]> tiles)
    {
        int bits = positions * Wires * CellBits * Rows;
        string image = "";
        for (int tile = tiles.Count - 1; tile >= 0; tile--)
        {
            string content = Verilog.Hex(bits, ImageOf(tile, positions * Wires, firstColumn, tiles[tile]));
            image = image.Length == 0 ? content : $"(TILE == {tile}) ? {content} :\n    {image}";
        }

        return new TwinAdcView(number, false, positions, firstColumn, bits, image);
    }

    /// <summary>Bit line by bit line, in each plane by plane, a bit a row; the first one lowest.</summary>
    private BigInteger ImageOf(int tile, int lines, int firstColumn, long[,] ideal)
    {
        byte[] bytes = new byte[((lines * CellBits * Rows) / 8) + 1];
        (int rowTile, int columnTile) = Math.DivRem(tile, _design.Grid.ColumnTiles);
        for (int line = 0; line < lines; line++)
        {
            for (int row = 0; row < Rows; row++)
            {
                long cell = _devices.Cell(rowTile, columnTile, row, firstColumn + line, ideal[row, firstColumn + line]);
                for (int plane = 0; plane < CellBits; plane++)
                {
                    int bit = (((line * CellBits) + plane) * Rows) + row;
                    bytes[bit >> 3] |= (byte)(((cell >> plane) & 1) << (bit & 7));
                }
            }
        }

        return new BigInteger(bytes, isUnsigned: true);
    }
}
