// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Tensors;

namespace RtlGen.Golden;

/// <summary>The registers that programming reads (control.md §3), with their values after reset.</summary>
public sealed record ProgramSettings
{
    /// <summary>PULSE_WIDTH.set: cycles.</summary>
    public int SetCycles { get; init; } = 1;

    /// <summary>PULSE_WIDTH.reset: cycles.</summary>
    public int ResetCycles { get; init; } = 1;

    /// <summary>PULSE_LIMIT: rounds of pulses at most.</summary>
    public int Limit { get; init; } = 64;

    /// <summary>TOLERANCE, in codes.</summary>
    public int Tolerance { get; init; }
}

/// <summary>A cell that did not reach its target: what FAILURE_CELL and FAILURE_VALUE show.</summary>
/// <param name="Tile">Row tile * column tiles + column tile.</param>
/// <param name="Row">Physical word line.</param>
/// <param name="Column">Physical bit line of the cell that wanted one more pulse.</param>
/// <param name="Code">Code reached, code_min subtracted.</param>
public sealed record CellFailure(int Tile, int Row, int Column, long Code);

/// <summary>What one command adds to the counters.</summary>
/// <param name="Pulses">Counted cell by cell.</param>
/// <param name="Reads">Of the row, for verification.</param>
/// <param name="Failures">Cells that did not reach their target.</param>
public sealed record ProgramOutcome(long Pulses, long Reads, long Failures)
{
    public static ProgramOutcome operator +(ProgramOutcome a, ProgramOutcome b) =>
        new(a.Pulses + b.Pulses, a.Reads + b.Reads, a.Failures + b.Failures);
}

/// <summary>Programming with verify (control.md §4): what every command does to the cells, and what the registers then show.</summary>
/// <param name="arrays">The cells and their ADCs.</param>
public sealed class ProgrammingModel(ControlledArrays arrays)
{
    private const int QueueRoom = 16;

    private readonly Queue<CellFailure> _failures = [];

    /// <summary>PROGRAM_PULSES, PROGRAM_READS and PROGRAM_FAILURES before they wrap.</summary>
    public ProgramOutcome Counters { get; private set; } = new(0, 0, 0);

    /// <summary>The queue of failures, the oldest first.</summary>
    public IReadOnlyCollection<CellFailure> Failures => _failures;

    /// <summary>A write to FAILURE_POP.</summary>
    public void PopFailure() => _failures.TryDequeue(out _);

    /// <summary>The command clear_counters, as far as it is about programming.</summary>
    public void ClearCounters()
    {
        Counters = new ProgramOutcome(0, 0, 0);
        _failures.Clear();
    }

    /// <summary>The command program_row.</summary>
    /// <param name="tile">TILE.</param>
    /// <param name="row">CELLS.row.</param>
    /// <param name="targets">[physical columns] ROW_TARGETS, in levels.</param>
    /// <param name="settings">The registers.</param>
    public ProgramOutcome ProgramRow(int tile, int row, IReadOnlyList<long> targets, ProgramSettings settings) =>
        Program(tile, row, targets, settings, arrays.ColumnsOf(tile));

    /// <summary>The command program_word: the columns of one word of ROW_TARGETS.</summary>
    /// <param name="tile">TILE.</param>
    /// <param name="row">CELLS.row.</param>
    /// <param name="word">CELLS.word.</param>
    /// <param name="targets">[physical columns] ROW_TARGETS, in levels.</param>
    /// <param name="settings">The registers.</param>
    public ProgramOutcome ProgramWord(int tile, int row, int word, IReadOnlyList<long> targets, ProgramSettings settings)
    {
        // Fields of a power of two bits never part an analog pair.
        int fields = 32 / RowTargets.FieldBits(arrays.Design);
        List<ControlledColumn> columns = [.. arrays.ColumnsOf(tile).Where(c => c.Physical / fields == word)];
        return columns.Count > 0
            ? Program(tile, row, targets, settings, columns)
            : throw new ArgumentOutOfRangeException(nameof(word), word, "the word has no column in use: the command is refused");
    }

    /// <summary>program_row for every row in use of every tile, with the cells that hold the weights.</summary>
    /// <param name="weights">[K, N].</param>
    /// <param name="settings">The registers.</param>
    public ProgramOutcome ProgramLayer(Tensor weights, ProgramSettings settings)
    {
        ProgramOutcome all = new(0, 0, 0);
        for (int tile = 0; tile < arrays.Design.Grid.Count; tile++)
        {
            (int i, int j) = Math.DivRem(tile, arrays.Design.Grid.ColumnTiles);
            long[,] cells = IdealCells.OfTile(arrays.Design, weights, i, j);
            for (int row = 0; row < arrays.RowsOf(tile); row++)
            {
                all += ProgramRow(tile, row, [.. Enumerable.Range(0, cells.GetLength(1)).Select(c => cells[row, c])], settings);
            }
        }

        return all;
    }

    /// <summary>The command read_row: ROW_CODES by conversion column number, code_min subtracted. It counts as no read for verification.</summary>
    public IReadOnlyDictionary<int, long> ReadRow(int tile, int row)
    {
        Require(tile, row);
        ulong read = arrays.NextRead(tile);
        return arrays.ColumnsOf(tile).ToDictionary(c => c.Number, c => CodeOf(tile, row, c, read) - arrays.Design.Arithmetic.Adc.CodeMin);
    }

    private ProgramOutcome Program(
        int tile, int row, IReadOnlyList<long> targets, ProgramSettings settings, IReadOnlyList<ControlledColumn> columns)
    {
        Require(tile, row);
        (long pulses, long reads, long failures) = (0, 0, 0);
        List<Judged> watched = [.. columns.Select(c => new Judged(c, arrays.IdealCode(arrays.LargestSlice * TargetOf(targets, c))))];
        for (int round = 0; ; round++)
        {
            ulong read = arrays.NextRead(tile);
            reads++;
            List<Judged> wanting = [];
            foreach (Judged judged in watched)
            {
                judged.Code = CodeOf(tile, row, judged.Column, read);
                if (Math.Abs(judged.Code - judged.Expected) > settings.Tolerance)
                {
                    wanting.Add(judged);
                }
            }

            if (wanting.Count == 0)
            {
                break;
            }

            if (round == settings.Limit)
            {
                failures = wanting.Count;
                Enqueue(wanting.Select(j => new CellFailure(
                    tile, row, CellOf(j, targets), j.Code - arrays.Design.Arithmetic.Adc.CodeMin)));
                break;
            }

            ILookup<bool, int> pulsed = wanting.SelectMany(j => PulsesFor(j, targets)).ToLookup(p => p.Set, p => p.Column);
            arrays.Cells.Pulse(tile, row, pulsed[true], true, settings.SetCycles);
            arrays.Cells.Pulse(tile, row, pulsed[false], false, settings.ResetCycles);
            pulses += pulsed.Sum(p => p.Count());
            // Without noise a cell that is not pulsed reads as before: who wants nothing never will.
            watched = arrays.IsSilent ? wanting : watched;
        }

        ProgramOutcome outcome = new(pulses, reads, failures);
        Counters += outcome;
        return outcome;
    }

    private bool ReadsPairs => arrays.Design.Placement.ColumnsPerConversion == 2;

    /// <summary>The cell that stands for a column: of an analog pair the one with a target, in doubt the positive one.</summary>
    private int CellOf(Judged judged, IReadOnlyList<long> targets)
    {
        int physical = judged.Column.Physical;
        return ReadsPairs && targets[physical + 1] > 0 ? physical + 1 : physical;
    }

    /// <summary>
    /// The pulses that bring a column nearer to its target: the treated cell's, and with a set pulse of one cell of an analog
    /// pair the reset pulse of the other, if that one's target is 0.
    /// </summary>
    private IEnumerable<(int Column, bool Set)> PulsesFor(Judged judged, IReadOnlyList<long> targets)
    {
        int treated = CellOf(judged, targets);
        bool isNegative = treated != judged.Column.Physical;
        bool sets = judged.Code < judged.Expected != isNegative;
        yield return (treated, sets);
        int other = isNegative ? treated - 1 : treated + 1;
        if (sets && ReadsPairs && judged.Column.Adc < arrays.Design.Placement.Lanes && targets[other] == 0)
        {
            yield return (other, false);
        }
    }

    private long TargetOf(IReadOnlyList<long> targets, ControlledColumn column) =>
        arrays.Design.Placement.ColumnsPerConversion == 1
            ? targets[column.Physical]
            : targets[column.Physical] - targets[column.Physical + 1];

    private long CodeOf(int tile, int row, ControlledColumn column, ulong read) =>
        arrays.Code(tile, column, arrays.LargestSlice * arrays.CellOf(tile, row, column), read);

    private void Enqueue(IEnumerable<CellFailure> failures)
    {
        foreach (CellFailure failure in failures.Take(QueueRoom - _failures.Count))
        {
            _failures.Enqueue(failure);
        }
    }

    private void Require(int tile, int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tile, arrays.Design.Grid.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, arrays.RowsOf(tile));
    }

    /// <summary>A column under judgement.</summary>
    private sealed class Judged(ControlledColumn column, long expected)
    {
        public ControlledColumn Column => column;

        public long Expected => expected;

        /// <summary>Of the last reading.</summary>
        public long Code { get; set; }
    }
}
