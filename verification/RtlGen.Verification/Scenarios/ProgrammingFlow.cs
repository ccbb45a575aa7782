// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Golden;

namespace RtlGen.Scenarios;

/// <summary>
/// Programs the cells of a layer through its registers, row by row and word by word: pulses, reads, every failure and every code
/// that can be read back are the model's, and then every output of the cells as they are. At the end weights are locked.
/// </summary>
public sealed class ProgrammingFlow
{
    private const uint Unprogrammed = 1 << 9;    // of STATUS
    private const uint CommandDone = 1 << 1;     // of INTERRUPT_STATUS
    private const uint ProgramFailure = 1 << 7;

    /// <summary>Commands that a reset cuts short before the others.</summary>
    private const int Cuts = 3;

    /// <summary>Rows that program_row treated.</summary>
    private readonly HashSet<(int Tile, int Row)> _whole = [];
    private readonly ProgrammingPlan _plan;
    private readonly LayerDesign _design;
    private readonly ControlledArrays _arrays;
    private readonly ProgrammingModel _model;
    private readonly Random _random;
    private readonly int _bound;

    /// <param name="layer">A layer with programming; its cells and read noise are replaced by the plan's.</param>
    /// <param name="plan">How.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    public ProgrammingFlow(ControlledLayer layer, ProgrammingPlan plan, CancellationToken cancellationToken)
    {
        LayerParameters parameters = layer.Parameters with { Programming = plan.Cells };
        Layer = ControlledLayer.Of(layer.Design, parameters, layer.Inputs, cancellationToken);
        (_plan, _design, _random) = (plan, layer.Design, new Random(plan.Seed));
        _arrays = new ControlledArrays(_design, parameters);
        _model = new ProgrammingModel(_arrays);
        ProgramSettings settings = plan.Settings;
        _bound = Layer.Patience(settings.Limit + 1, settings.SetCycles + settings.ResetCycles);
        Check = new ScenarioCheck(Layer).Do(s => s.BusStalls(10, plan.Seed)).Load();
        if (_plan.IsWild)
        {
            if (CutsAreHarmless())
            {
                CutCommands();
            }

            _ = new ProgrammedRowsPart(Check, _arrays, _random);
        }

        Check.Write("PULSE_WIDTH", (uint)(settings.SetCycles | (settings.ResetCycles << 8)))
            .Write("PULSE_LIMIT", (uint)settings.Limit).Write("TOLERANCE", (uint)settings.Tolerance);
        foreach ((int tile, int row) in Rows())
        {
            Program(tile, row, Targets(tile, row));
        }

        Drain();
        Counters = _model.Counters;
        Check.Read("PROGRAM_PULSES", (uint)Counters.Pulses).Read("PROGRAM_READS", (uint)Counters.Reads)
            .Read("PROGRAM_FAILURES", (uint)Counters.Failures);
        ExpectFlag();
        RefuseOutside();
        Check.Write("CONTROL", 2).Write("TILE", 0).Write("CELLS", 0).Refused("COMMAND", 1).Refused("COMMAND", 2).Read("STATUS", 16, 16);
        Check.Becomes(ControlledLayer.Of(_design, _arrays.Parameters, layer.Inputs, cancellationToken));
        Check.Write("CONTROL", 1).Vectors(0, layer.Batch).Wait(layer.Batch).Stop();
        Check.Write("COMMAND", 9).Read("PROGRAM_PULSES", 0).Read("PROGRAM_READS", 0).Read("PROGRAM_FAILURES", 0);
    }

    /// <summary>What is played: the arrays before the first pulse.</summary>
    public ControlledLayer Layer { get; }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    /// <summary>Of all commands.</summary>
    public ProgramOutcome Counters { get; }

    private IEnumerable<(int Tile, int Row)> Rows()
    {
        (int Tile, int Row)[] all = [.. Enumerable.Range(0, _design.Grid.Count).SelectMany(t => Enumerable.Range(0, _arrays.RowsOf(t)).Select(r => (t, r)))];
        if (_plan.Rows is not { } rows)
        {
            return all;
        }

        _random.Shuffle(all);
        return all.Take(rows);
    }

    /// <summary>[physical columns] levels.</summary>
    private long[] Targets(int tile, int row)
    {
        if (_plan.IsWild && _random.Next(4) == 0)
        {
            return [.. Enumerable.Range(0, _design.PhysicalColumns).Select(_ => _random.NextInt64(_design.Arithmetic.LargestCell + 1))];
        }

        (int i, int j) = Math.DivRem(tile, _design.Grid.ColumnTiles);
        long[,] ideal = IdealCells.OfTile(_design, Layer.Parameters.Weights, i, j);
        return [.. Enumerable.Range(0, ideal.GetLength(1)).Select(c => ideal[row, c])];
    }

    private void Program(int tile, int row, long[] targets)
    {
        WriteTargets(tile, targets);
        if (_random.Next(4) == 0)
        {
            int fields = 32 / RowTargets.FieldBits(_design);
            int[] inUse = [.. _arrays.ColumnsOf(tile).Select(c => c.Physical / fields).Distinct()];
            int word = _plan.IsWild ? inUse[_random.Next(inUse.Length)] : 0;
            Check.Write("CELLS", (uint)(row | (word << 16)));
            Command(2, _model.ProgramWord(tile, row, word, targets, _plan.Settings));
        }

        if (!_plan.IsWild || _random.Next(8) != 0)
        {
            Check.Write("CELLS", (uint)row);
            Command(1, _model.ProgramRow(tile, row, targets, _plan.Settings));
            _whole.Add((tile, row));
        }

        if (!_plan.IsWild || _random.Next(3) == 0)
        {
            Drain();
        }
        else if (_random.Next(4) == 0)
        {
            // Drops the failures that wait, and what they took of the queue.
            _model.ClearCounters();
            Check.Write("COMMAND", 9).Read("FAILURE_CELL", 0).Read("STATUS", 0, 1 << 8);
        }

        if (_design.Configuration.Interface.Readback)
        {
            Check.Write("CELLS", (uint)row);
            Command(3, null);
            foreach ((int number, long code) in _model.ReadRow(tile, row))
            {
                Check.Read("ROW_CODES", (uint)code, word: number);
            }
        }
    }

    private void WriteTargets(int tile, long[] targets)
    {
        Check.Write("TILE", (uint)tile);
        uint[] words = RowTargets.Pack(_design, targets);
        for (int word = 0; word < words.Length; word++)
        {
            if (_random.Next(4) == 0)
            {
                Check.WriteByBytes(Check.At("ROW_TARGETS", word), words[word], _random.Next(16));
            }
            else
            {
                Check.Write("ROW_TARGETS", words[word], word);
            }
        }
    }

    /// <summary>True when every code is the ideal one of its cells, so that only cells that are stuck want pulses.</summary>
    private bool CutsAreHarmless() =>
        _plan.Cells.Blank && Layer.IsSilent && Layer.Parameters.AdcThresholds is null && !_design.Configuration.Adc.OffsetCorrection;

    /// <summary>Commands that pulse stuck cells without an end, in vain: a reset of either kind cuts them, and leaves every cell as it was.</summary>
    private void CutCommands()
    {
        (int Tile, int Row)[] rows = [.. Enumerable.Range(0, _design.Grid.Count).SelectMany(t => Enumerable.Range(0, _arrays.RowsOf(t)).Select(r => (t, r)))];
        (int Tile, int Row)[] stuck = [.. rows.Where(r => StuckOf(r.Tile, r.Row).Any())];
        for (int i = 0; i < Cuts; i++)
        {
            (int tile, int row) = stuck.Length > 0 ? stuck[_random.Next(stuck.Length)] : rows[_random.Next(rows.Length)];
            long[] targets = [.. Enumerable.Range(0, _design.PhysicalColumns).Select(c => _arrays.Cells.Value(tile, row, c) >> _design.Configuration.Analog.FractionBits)];
            foreach (ControlledColumn column in StuckOf(tile, row))
            {
                targets[column.Physical] = _design.Arithmetic.LargestCell - targets[column.Physical];
            }

            WriteTargets(tile, targets);
            Check.Write("CELLS", (uint)row).Write("PULSE_LIMIT", 65535).Write("TOLERANCE", 0)
                .Write("PULSE_WIDTH", (uint)(_random.Next(1, 6) | (_random.Next(1, 6) << 8)))
                .Write("COMMAND", 1).Do(s => s.Idle(_random.Next(1, 4 * (_design.Schedule.Interval + _design.PhysicalColumns))));
            if (_random.Next(2) == 0)
            {
                Check.Do(s => s.Reset(_random.Next(2, 5))).Load();
            }
            else
            {
                Check.Write("COMMAND", 8).Poll("STATUS", 4, 4).Write("COMMAND", 9);
            }

            Check.Read("STATUS", 0, 0x108).Read("PROGRAM_PULSES", 0).Read("PROGRAM_READS", 0).Read("PROGRAM_FAILURES", 0);
        }
    }

    private IEnumerable<ControlledColumn> StuckOf(int tile, int row) => _arrays.ColumnsOf(tile).Where(c => _arrays.Cells.IsStuck(tile, row, c.Physical));

    private void Drain()
    {
        while (_model.Failures.Count > 0)
        {
            CellFailure failure = _model.Failures.First();
            Check.Read("STATUS", 1 << 8, 1 << 8)
                .Read("FAILURE_CELL", (uint)(failure.Row | (failure.Column << 16)))
                .Read("FAILURE_VALUE", (uint)(failure.Code | ((long)failure.Tile << 16)))
                .Write("FAILURE_POP", 0);
            _model.PopFailure();
        }

        // There is nothing to drop any more.
        Check.Read("FAILURE_CELL", 0).Read("STATUS", 0, 1 << 8).Write("FAILURE_POP", 0).Read("STATUS", 0, 1 << 8);
    }

    /// <summary>
    /// STATUS.unprogrammed is clear when every row was programmed whole, and set when a row had no command at all. Between
    /// the two it depends on the words.
    /// </summary>
    private void ExpectFlag()
    {
        int rows = Enumerable.Range(0, _design.Grid.Count).Sum(_arrays.RowsOf);
        if (_whole.Count == rows || (_plan.Rows is { } some && some < rows))
        {
            Check.Read("STATUS", _whole.Count == rows ? 0 : Unprogrammed, Unprogrammed);
        }
    }

    /// <summary>Commands on a row and on a tile that are not in use.</summary>
    private void RefuseOutside()
    {
        int rows = _arrays.RowsOf(0);
        if (rows <= 0xFFF)
        {
            Check.Write("TILE", 0).Write("CELLS", (uint)rows).Refused("COMMAND", 1);
        }

        Check.Write("TILE", (uint)_design.Grid.Count).Write("CELLS", 0).Refused("COMMAND", 1);
    }

    /// <param name="code">Of the command.</param>
    /// <param name="outcome">What it does to cells; null: nothing.</param>
    private void Command(uint code, ProgramOutcome? outcome) => Check.Write("INTERRUPT_STATUS", uint.MaxValue)
        .Write("COMMAND", code).Poll("STATUS", 8, 0, _bound)
        .Read("INTERRUPT_STATUS", CommandDone | (outcome is { Failures: > 0 } ? ProgramFailure : 0), CommandDone | ProgramFailure);
}
