// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>What <c>rtl/service.v.hbs</c> places: programming, reading and calibration of single cells and columns.</summary>
internal sealed class ArrayServiceView(LayerDesign design)
{
    private readonly TileView _tile = new(design);

    /// <summary>True when the design has commands that need steps outside of vectors.</summary>
    public static bool IsNeeded(LayerDesign design) =>
        design.HasProgramming || (design.HasBus && design.Configuration.Adc.OffsetCorrection);

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public bool HasProgramming => design.HasProgramming;

    public bool HasReadback => HasProgramming && design.Configuration.Interface.Readback;

    public bool HasOffsets => _tile.HasOffsets;

    public int Tiles => design.Grid.Count;

    public bool OneTile => Tiles == 1;

    /// <summary>In use in the fullest tile.</summary>
    public int Lanes => LanesOf(0);

    public int LaneBits => Verilog.IndexBits(Lanes + 1);

    public int LaneMsb => LaneBits - 1;

    public string LanesInUse => PerTile(LaneBits, (_, j) => LanesOf(j));

    public string RowsInUse => PerTile(13, (i, _) => RowsInUseOf(i));

    public int Rows => _tile.Rows;

    public int RowMsb => Rows - 1;

    public int RowNumberMsb => Verilog.IndexBits(Rows) - 1;

    /// <summary>Bits of a number of rows.</summary>
    public int RowCountBits => Verilog.IndexBits(Rows + 1);

    public int RowCountMsb => RowCountBits - 1;

    public int CodeBits => _tile.CodeBits;

    public int CodeMsb => CodeBits - 1;

    public int IdleCodeBits => 32 - CodeBits;

    public int Reference => _tile.Reference;

    public int CodesMsb => ((Lanes + Reference) * CodeBits) - 1;

    public int ColumnsPerAdc => design.Placement.ColumnsPerAdc;

    /// <summary>Mux positions in use.</summary>
    public int Positions => design.Schedule.MuxPositions;

    /// <summary>Bits of the number of a conversion column.</summary>
    public int NumberBits => Verilog.IndexBits(design.OffsetsPerTile);

    public int NumberMsb => NumberBits - 1;

    public int IdleNumberBits => 32 - NumberBits;

    public int LastNumber => design.OffsetsPerTile - 1;

    public int ReferenceNumber => _tile.ReferenceNumber;

    public int OffsetsPerTile => design.OffsetsPerTile;

    public int SweptColumns => (Lanes * Positions) + Reference;

    public int Pair => design.Placement.ColumnsPerConversion - 1;

    public int Columns => design.PhysicalColumns;

    public int ColumnMsb => Columns - 1;

    public int ColumnBits => Verilog.IndexBits(Columns);

    public int ReferenceColumn => design.Configuration.Crossbar.Columns;

    public int FieldBits => RowTargets.FieldBits(design);

    public int Words => RowTargets.Words(design);

    public int WordBits => Verilog.IndexBits(Words);

    public int WordMsb => WordBits - 1;

    public int WordsMsb => Words - 1;

    /// <summary>Word lines in use in the fullest tile.</summary>
    public int RowsOfTile => RowsInUseOf(0);

    public int RowPlaces => Tiles * RowsOfTile;

    public int RowPlaceBits => Verilog.IndexBits(RowPlaces);

    public int RowPlaceMsb => RowPlaceBits - 1;

    public int AllRowsInUse => design.Grid.ColumnTiles * Enumerable.Range(0, design.Grid.RowTiles).Sum(RowsInUseOf);

    public string WordsInUse => Verilog.Fields(
        1, Enumerable.Range(0, Tiles).SelectMany(tile => Enumerable.Range(0, Words).Select(word => (BigInteger)(UsedWords(tile).Contains(word) ? 1 : 0))));

    public int WordPlaceMsb => Verilog.IndexBits(Tiles * Words) - 1;

    /// <summary>Targets that a field can name; of a pair their differences.</summary>
    public int Entries => Pair == 0 ? 1 << FieldBits : (2 << FieldBits) - 1;

    public string Expected
    {
        get
        {
            int first = Pair == 0 ? 0 : 1 - (1 << FieldBits);
            return Verilog.Fields(CodeBits, Enumerable.Range(first, Entries).Select(level => IdealCode(level)));
        }
    }

    public string ZeroCode => Verilog.Hex(CodeBits, IdealCode(0));

    /// <summary>Of one row driven with S over a cell (or pair) of this level; the lowest code is 0.</summary>
    private BigInteger IdealCode(int level)
    {
        AdcMap adc = design.Arithmetic.Adc;
        return adc.Code((BigInteger)design.Arithmetic.LargestSlice * level) - adc.CodeMin;
    }

    /// <summary>The words that hold the target of a column that a tile converts.</summary>
    private HashSet<int> UsedWords(int tile)
    {
        int fields = 32 / FieldBits;
        int perColumn = design.Placement.ColumnsPerConversion;
        IEnumerable<int> used =
            from lane in Enumerable.Range(0, LanesOf(tile % design.Grid.ColumnTiles))
            from position in Enumerable.Range(0, Positions)
            select ((lane * ColumnsPerAdc) + position) * perColumn / fields;
        return [.. Reference != 0 ? used.Append(ReferenceColumn / fields) : used];
    }

    private int RowsInUseOf(int rowTile) => design.Grid.InputsOf(rowTile) * design.RowsPerInput;

    private int LanesOf(int columnTile) => LaneGroups.InColumnTile(design, columnTile) * design.Placement.LanesPerOutput;

    private string PerTile(int bits, Func<int, int, int> value) => Verilog.Fields(
        bits,
        from i in Enumerable.Range(0, design.Grid.RowTiles)
        from j in Enumerable.Range(0, design.Grid.ColumnTiles)
        select (BigInteger)value(i, j));
}
