// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Golden;

/// <summary>Which rows of a layer were programmed since reset (control.md §4): what STATUS.unprogrammed tells.</summary>
/// <param name="arrays">The layer's arrays.</param>
public sealed class ProgrammedRows(ControlledArrays arrays)
{
    private readonly HashSet<(int Tile, int Row)> _whole = [];
    private readonly HashSet<int> _words = [];
    private (int Tile, int Row)? _inPart;

    /// <summary>Rows in use of all tiles.</summary>
    public IReadOnlyList<(int Tile, int Row)> All { get; } =
    [
        .. Enumerable.Range(0, arrays.Design.Grid.Count).SelectMany(t => Enumerable.Range(0, arrays.RowsOf(t)).Select(r => (t, r))),
    ];

    /// <summary>True when each was.</summary>
    public bool AreWhole => _whole.Count == All.Count;

    /// <summary>Words of ROW_TARGETS in use in a tile's rows.</summary>
    public IReadOnlyList<int> WordsOf(int tile)
    {
        int fields = 32 / RowTargets.FieldBits(arrays.Design);
        return [.. arrays.ColumnsOf(tile).Select(c => c.Physical / fields).Distinct().Order()];
    }

    /// <summary>program_row came to its end.</summary>
    public void ProgramRow(int tile, int row)
    {
        _whole.Add((tile, row));
        _inPart = null;
    }

    /// <summary>program_word came to its end.</summary>
    public void ProgramWord(int tile, int row, int word)
    {
        if (_inPart != (tile, row))
        {
            _inPart = (tile, row);
            _words.Clear();
        }

        _words.Add(word);
        if (WordsOf(tile).All(_words.Contains))
        {
            _whole.Add((tile, row));
        }
    }

    /// <summary>soft_reset cut a programming command on a row.</summary>
    public void Cut(int tile, int row)
    {
        _whole.Remove((tile, row));
        _inPart = null;
    }
}
