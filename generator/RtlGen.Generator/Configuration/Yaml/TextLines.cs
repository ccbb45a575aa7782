// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using YamlDotNet.Core;

namespace RtlGen.Configuration;

/// <summary>The lines of a text, for faults that the YAML parser misses or misplaces.</summary>
internal sealed class TextLines(string text, string file)
{
    private readonly string[] _lines = text.Split('\n');

    public string File { get; } = file;

    public SourcePosition At(Mark mark) => new(File, (int)mark.Line, (int)mark.Column);

    /// <summary>The first line that a tab indents; null without one.</summary>
    public SourcePosition? FindIndentingTab()
    {
        int line = Array.FindIndex(_lines, l => l.AsSpan(0, l.Length - l.AsSpan().TrimStart().Length).Contains('\t'));
        return line < 0 ? null : new SourcePosition(File, line + 1, 1);
    }

    /// <summary>The first character that no text file holds: the parser takes NUL for the end of the text.</summary>
    public SourcePosition? FindControlCharacter()
    {
        for (int line = 0; line < _lines.Length; line++)
        {
            int column = 0;
            foreach (char c in _lines[line])
            {
                column++;
                if (c is (< ' ' and not '\t') or '\u007f')
                {
                    return new SourcePosition(File, line + 1, column);
                }
            }
        }

        return null;
    }

    /// <summary>True when a tab stands before the position in its line.</summary>
    public bool IsAfterTab(SourcePosition position)
    {
        string line = position.Line <= _lines.Length ? _lines[position.Line - 1] : "";
        return line.AsSpan(0, Math.Min(position.Column - 1, line.Length)).Contains('\t');
    }
}
