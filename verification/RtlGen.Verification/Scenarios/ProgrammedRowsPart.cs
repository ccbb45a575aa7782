// SPDX-License-Identifier: Apache-2.0
using RtlGen.Golden;

namespace RtlGen.Scenarios;

/// <summary>
/// The part of a <see cref="ProgrammingFlow"/> about rows that nobody programmed: with a tolerance that no cell misses, rows and words
/// are programmed, commands cut, cells said to be kept, vectors sent; STATUS and the event tell each time what the model says. A
/// reset at the end forgets all of it.
/// </summary>
internal sealed class ProgrammedRowsPart
{
    private const uint Kept = 1 << 3;          // of CONTROL
    private const uint Unprogrammed = 1 << 9;  // of STATUS
    private const uint Event = 1 << 10;

    /// <summary>Rows at which the commands go on, after all others were programmed.</summary>
    private const int Left = 2;

    /// <summary>Commands on them.</summary>
    private const int Commands = 24;

    private readonly ScenarioCheck _check;
    private readonly Random _random;
    private readonly ProgrammedRows _model;
    private readonly int _bound;
    private bool _isKept;
    private int _vectors;

    /// <param name="check">Whose parameters are loaded, and which keeps vectors out.</param>
    /// <param name="arrays">Its arrays, which stay as they are.</param>
    /// <param name="random">Draws the commands.</param>
    public ProgrammedRowsPart(ScenarioCheck check, ControlledArrays arrays, Random random)
    {
        (_check, _random, _model) = (check, random, new ProgrammedRows(arrays));
        _bound = check.Layer.Patience(2, 2);
        (int Tile, int Row)[] rows = [.. _model.All];
        _random.Shuffle(rows);
        _check.Write("TOLERANCE", 0xFFF).Write("PULSE_LIMIT", 1);
        Look();
        foreach ((int tile, int row) in rows.SkipLast(Left))
        {
            Row(tile, row);
        }

        for (int i = 0; i < Commands; i++)
        {
            (int tile, int row) = _random.Next(6) == 0 ? rows[_random.Next(rows.Length)] : rows[^(1 + _random.Next(Math.Min(Left, rows.Length)))];
            Step(tile, row);
        }

        _check.Do(s => s.Reset(3)).Cut().Read("STATUS", Unprogrammed, Unprogrammed).Load();
    }

    private void Step(int tile, int row)
    {
        switch (_random.Next(10))
        {
            case 0:
                Row(tile, row);
                break;
            case 1 or 2:
                Cut(tile, row);
                break;
            case 3:
                _isKept = !_isKept;
                _check.Write("CONTROL", _isKept ? Kept : 0);
                Look();
                break;
            case 4:
                Vector();
                break;
            default:
                Word(tile, row);
                break;
        }
    }

    private void Row(int tile, int row)
    {
        Address(tile, row, 0);
        _check.Write("COMMAND", 1).Poll("STATUS", 8, 0, _bound);
        _model.ProgramRow(tile, row);
        Look();
    }

    private void Word(int tile, int row)
    {
        IReadOnlyList<int> words = _model.WordsOf(tile);
        int word = words[_random.Next(words.Count)];
        Address(tile, row, word);
        _check.Write("COMMAND", 2).Poll("STATUS", 8, 0, _bound);
        _model.ProgramWord(tile, row, word);
        Look();
    }

    /// <summary>A command, and in the next access the reset that cuts it.</summary>
    private void Cut(int tile, int row)
    {
        Address(tile, row, _model.WordsOf(tile)[0]);
        uint command = (uint)_random.Next(1, 3);
        _check.Do(s => s.PostWrite(_check.At("COMMAND"), command).PostWrite(_check.At("COMMAND"), 8).Join())
            .Ask('w', "a command is taken", a => !a.Flag).Ask('w', "soft_reset is taken", a => !a.Flag)
            .Poll("STATUS", 4, 4).Read("CONTROL", 0, Kept);
        _isKept = false;
        _model.Cut(tile, row);
        Look();
    }

    private void Vector()
    {
        _vectors++;
        _check.Write("INTERRUPT_STATUS", uint.MaxValue).Write("CONTROL", 1 | (_isKept ? Kept : 0)).Spoiled(0, 1).Wait(_vectors)
            .Write("CONTROL", _isKept ? Kept : 0).Poll("STATUS", 4, 4).Read("INTERRUPT_STATUS", IsUnprogrammed ? Event : 0, Event);
    }

    private bool IsUnprogrammed => !_model.AreWhole && !_isKept;

    private void Address(int tile, int row, int word) => _check.Write("TILE", (uint)tile).Write("CELLS", (uint)(row | (word << 16)));

    private void Look() => _check.Read("STATUS", IsUnprogrammed ? Unprogrammed : 0, Unprogrammed);
}
