// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>
/// The cells of a layer's crossbars and their answer to pulses (control.md §4): the state of a cell is a level in units
/// of 2^−12, its gains and faults follow from the seed and its place alone.
/// </summary>
public sealed class CellState
{
    /// <summary>Fraction bits of a state.</summary>
    private const int StateBits = 12;

    private readonly LayerDesign _design;
    private readonly CellProgramming _answer;
    private readonly int _rows;
    private readonly int _columns;
    private readonly long _greatest;

    /// <summary>[tile, row, physical column].</summary>
    private readonly long[] _states;

    /// <param name="design">The layer.</param>
    /// <param name="parameters">What the arrays start with: nothing, given cells, or those of the weights.</param>
    public CellState(LayerDesign design, LayerParameters parameters)
    {
        _design = design;
        _answer = parameters.Programming ?? new CellProgramming();
        _rows = design.Configuration.Crossbar.Rows;
        _columns = design.PhysicalColumns;
        _greatest = (long)design.Arithmetic.LargestCell << StateBits;
        _states = new long[design.Grid.Count * _rows * _columns];
        if (_answer.Blank)
        {
            StickCellsOn();
        }
        else if (parameters.Cells is Tensor given)
        {
            Load((place, _) => given.Data[place] << (StateBits - design.Configuration.Analog.FractionBits));
        }
        else
        {
            Load((_, ideal) => ideal << StateBits, parameters.Weights);
        }
    }

    /// <summary>[row tiles, column tiles, rows, columns (+1)] in units of 2^−f: what the cells hold now.</summary>
    public Tensor Values()
    {
        Tensor cells = new(_design.Grid.RowTiles, _design.Grid.ColumnTiles, _rows, _columns);
        for (int i = 0; i < _states.Length; i++)
        {
            cells[i] = Value(_states[i]);
        }

        return cells;
    }

    /// <summary>Value of a cell in units of 2^−f.</summary>
    public long Value(int tile, int row, int column) => Value(_states[Place(tile, row, column)]);

    /// <summary>One pulse on cells of a word line.</summary>
    /// <param name="tile">Row tile * column tiles + column tile.</param>
    /// <param name="row">Physical word line.</param>
    /// <param name="columns">Physical bit lines.</param>
    /// <param name="set">True raises the cells, false lowers them.</param>
    /// <param name="cycles">How long it lasts.</param>
    public void Pulse(int tile, int row, IEnumerable<int> columns, bool set, int cycles)
    {
        ulong line = HashOfLine(tile, row);
        foreach (int column in columns)
        {
            ulong h = ReadNoise.Mix(line ^ (ulong)column);
            if (FaultOf(h) == Fault.None)
            {
                long gain = 1024 + (((long)((set ? h : h >> 16) & 0xFFFF) * 3073) >> 16);
                ref long state = ref _states[Place(tile, row, column)];
                state = Math.Clamp(state + (set ? cycles * gain : -cycles * gain), 0, _greatest);
            }
        }
    }

    /// <summary>True where pulses do not move the cell.</summary>
    public bool IsStuck(int tile, int row, int column) =>
        FaultOf(ReadNoise.Mix(HashOfLine(tile, row) ^ (ulong)column)) != Fault.None;

    private Fault FaultOf(ulong hash)
    {
        int drawn = (int)((hash >> 32) & 0xFFFF);
        return drawn < _answer.StuckOn ? Fault.On : drawn < _answer.StuckOn + _answer.StuckOff ? Fault.Off : Fault.None;
    }

    private ulong HashOfLine(int tile, int row) =>
        ReadNoise.Mix(ReadNoise.Mix(ReadNoise.Mix(_answer.Seed) ^ (ulong)tile) ^ (ulong)row);

    private void StickCellsOn()
    {
        for (int line = 0; line < _design.Grid.Count * _rows && _answer.StuckOn > 0; line++)
        {
            ulong hash = HashOfLine(line / _rows, line % _rows);
            for (int column = 0; column < _columns; column++)
            {
                bool on = FaultOf(ReadNoise.Mix(hash ^ (ulong)column)) == Fault.On;
                _states[(line * _columns) + column] = on ? _greatest : 0;
            }
        }
    }

    /// <param name="state">From the place of a cell and its ideal level.</param>
    /// <param name="weights">Give the ideal levels; null: they are not asked for.</param>
    private void Load(Func<int, long, long> state, Tensor? weights = null)
    {
        for (int tile = 0; tile < _design.Grid.Count; tile++)
        {
            (int i, int j) = Math.DivRem(tile, _design.Grid.ColumnTiles);
            long[,]? ideal = weights is null ? null : IdealCells.OfTile(_design, weights, i, j);
            for (int row = 0; row < _rows; row++)
            {
                for (int column = 0; column < _columns; column++)
                {
                    int place = Place(tile, row, column);
                    _states[place] = state(place, ideal?[row, column] ?? 0);
                }
            }
        }
    }

    private long Value(long state) => state >> (StateBits - _design.Configuration.Analog.FractionBits);

    private int Place(int tile, int row, int column) => (((tile * _rows) + row) * _columns) + column;

    private enum Fault { None, On, Off }
}
