// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Cli;

/// <summary>A generated table inside of a written page, between two comments that name it.</summary>
internal static class MarkedTable
{
    /// <summary>Puts a table into its place.</summary>
    /// <param name="place">File and name of the table: <c>docs/ppa.md#blocks</c>.</param>
    /// <param name="markdown">Ends in a line feed.</param>
    /// <exception cref="UsageException">The place names no table.</exception>
    /// <exception cref="BadInputException">RTG050: the file has no such place.</exception>
    public static void Replace(string place, string markdown)
    {
        int hash = place.LastIndexOf('#');
        if (hash < 1 || hash == place.Length - 1)
        {
            throw new UsageException($"--table is '{place}', but must be FILE#NAME");
        }

        (string file, string name) = (place[..hash], place[(hash + 1)..]);
        (string first, string last) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->\n");
        string text = File.ReadAllText(file);
        int begin = text.IndexOf(first, StringComparison.Ordinal);
        int end = text.IndexOf(last, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, new SourcePosition(file, 0, 0), null, name, $"'{file}' has no place for the table '{name}'", $"write the lines '{first.Trim()}' and '{last.Trim()}'"));
        }

        File.WriteAllText(file, $"{text[..(begin + first.Length)]}\n{markdown}\n{text[end..]}");
    }
}
