// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>One conversion column in use of a tile, as commands treat them (control.md §4).</summary>
/// <param name="Number">Conversion column number.</param>
/// <param name="Adc">The ADC that reads it.</param>
/// <param name="Physical">First physical column.</param>
public sealed record ControlledColumn(int Number, int Adc, int Physical);

/// <summary>
/// The arrays of a layer as programming and calibration see them: cells, offsets, and readings outside of vectors. What
/// commands leave behind is what the reference model then computes with.
/// </summary>
public sealed class ControlledArrays
{
    /// <summary>Reads outside of vectors are numbered from here.</summary>
    private const ulong FirstRead = 1UL << 63;

    private readonly LayerDesign _design;
    private readonly LayerParameters _parameters;
    private readonly ReadNoise _noise;
    private readonly RangeConverter _ideal;
    private readonly Tensor _offsets;

    /// <summary>[tile]: reads since the reset.</summary>
    private readonly ulong[] _reads;

    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors, and how its cells answer to pulses.</param>
    public ControlledArrays(LayerDesign design, LayerParameters parameters)
    {
        _design = design;
        _parameters = parameters;
        _noise = new ReadNoise(design.Configuration.Analog, parameters.NoiseSeed);
        _ideal = new RangeConverter(design.Arithmetic.Adc, design.Configuration.Analog.FractionBits);
        _offsets = new Tensor(design.Grid.RowTiles, design.Grid.ColumnTiles, design.OffsetsPerTile);
        parameters.AdcOffsets?.Data.CopyTo(_offsets.Data, 0);
        _reads = new ulong[design.Grid.Count];
        Cells = new CellState(design, parameters);
    }

    public LayerDesign Design => _design;

    public CellState Cells { get; }

    /// <summary>S: what a row is driven with in a reading.</summary>
    public long LargestSlice => _design.Arithmetic.LargestSlice;

    /// <summary>True when readings of the same cells are always the same.</summary>
    public bool IsSilent => _noise.IsSilent;

    /// <summary>The layer's tensors with the cells and offsets as they are now.</summary>
    public LayerParameters Parameters => _parameters with
    {
        Cells = Cells.Values(),
        AdcOffsets = _design.Configuration.Adc.OffsetCorrection ? _offsets with { Data = [.. _offsets.Data] } : null,
        Programming = _parameters.Programming is { } programming ? programming with { Blank = false } : null,
    };

    /// <summary>
    /// The conversion columns of a tile in use, in the order of judging: mux position by mux position, in each the lanes
    /// ascending, the reference column last in the first one.
    /// </summary>
    public IReadOnlyList<ControlledColumn> ColumnsOf(int tile)
    {
        Placement placement = _design.Placement;
        int outputs = _design.Grid.OutputsOf(tile % _design.Grid.ColumnTiles);
        int lanes = (outputs + placement.OutputsPerLane - 1) / placement.OutputsPerLane * placement.LanesPerOutput;
        List<ControlledColumn> columns = [];
        for (int position = 0; position < _design.Schedule.MuxPositions; position++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                int number = (lane * placement.ColumnsPerAdc) + position;
                columns.Add(new ControlledColumn(number, lane, number * placement.ColumnsPerConversion));
            }

            if (position == 0 && _design.Configuration.Weights.HasReferenceColumn)
            {
                int number = placement.Lanes * placement.ColumnsPerAdc;
                columns.Add(new ControlledColumn(number, placement.Lanes, _design.Configuration.Crossbar.Columns));
            }
        }

        return columns;
    }

    /// <summary>Physical rows of a tile that hold an input.</summary>
    public int RowsOf(int tile) =>
        _design.Grid.InputsOf(tile / _design.Grid.ColumnTiles) * WeightCells.Of(_design.Configuration).RowsPerInput;

    /// <summary>A reading begins: its place in the read noise.</summary>
    public ulong NextRead(int tile)
    {
        (int i, int j) = Math.DivRem(tile, _design.Grid.ColumnTiles);
        return _noise.Step(unchecked((long)(FirstRead + _reads[tile]++)), i, j, 0, 0);
    }

    /// <summary>What a conversion column holds in a row, in units of 2^−f; an analog pair: positive minus negative.</summary>
    public long CellOf(int tile, int row, ControlledColumn column) =>
        _design.Placement.ColumnsPerConversion == 1
            ? Cells.Value(tile, row, column.Physical)
            : Cells.Value(tile, row, column.Physical) - Cells.Value(tile, row, column.Physical + 1);

    /// <summary>What a column's ADC gives, uncorrected.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="column">One of its columns.</param>
    /// <param name="value">What the driven cells add up to, in units of 2^−f.</param>
    /// <param name="read">From <see cref="NextRead"/>.</param>
    public long RawCode(int tile, ControlledColumn column, long value, ulong read)
    {
        long v = IsSilent ? value : value + _noise.Draw(read, column.Number);
        return _parameters.AdcThresholds is not Tensor thresholds
            ? _ideal.Code(v)
            : _design.Arithmetic.Adc.CodeMin + Ascending.CountReached(ThresholdsOf(thresholds, tile, column.Adc), v);
    }

    /// <summary>The code as everything else sees it: corrected where the design does that.</summary>
    public long Code(int tile, ControlledColumn column, long value, ulong read) => Math.Clamp(
        RawCode(tile, column, value, read) - _offsets.Data[(tile * _design.OffsetsPerTile) + column.Number],
        _design.Arithmetic.Adc.CodeMin,
        _design.Arithmetic.Adc.CodeMax);

    /// <summary>The code of the configured map for an integer column value (contract §5).</summary>
    public long IdealCode(long columnValue) => _ideal.Code(columnValue << _design.Configuration.Analog.FractionBits);

    /// <summary>Replaces a column's offset.</summary>
    public void Correct(int tile, ControlledColumn column, long offset) =>
        _offsets.Data[(tile * _design.OffsetsPerTile) + column.Number] = offset;

    private ReadOnlySpan<long> ThresholdsOf(Tensor thresholds, int tile, int adc)
    {
        int steps = thresholds.Shape[3];
        return thresholds.Data.AsSpan(((tile * _design.Adcs) + adc) * steps, steps);
    }
}
