// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Serialization;

namespace RtlGen.Coverage;

/// <summary>What a point of code coverage counts.</summary>
public enum CoverageKind
{
    /// <summary>Runs of a block, of an arm of a <c>case</c>, or of an <c>else if</c>.</summary>
    Line,

    /// <summary>Runs of an arm of an <c>if</c>, the missing <c>else</c> included.</summary>
    Branch,

    /// <summary>Changes of a signal's bit, in either direction, after the start's random levels are gone.</summary>
    Toggle,
}

/// <summary>One thing that a simulation may reach.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="File">
/// Of the library, as in the repository: <c>rtl/rtlgen_delay.v</c>. What a template wrote is <c>generated/NAME_tile.v</c>: its
/// lines mean something for designs of that name only.
/// </param>
/// <param name="Line">Of the statement or the declaration, from 1.</param>
/// <param name="Column">Tells points of one line apart.</param>
/// <param name="Name">Of a toggle signal and bit, <c>count[3]</c>; otherwise the statement's part: <c>block</c>, <c>if</c>, <c>else</c>, <c>elsif</c>, <c>case</c>.</param>
public sealed record CoveragePoint(CoverageKind Kind, string File, int Line, int Column, string Name)
{
    /// <summary>By file, line, column, kind and name.</summary>
    public static IComparer<CoveragePoint> Order { get; } = Comparer<CoveragePoint>.Create((a, b) =>
    {
        int byFile = string.CompareOrdinal(a.File, b.File);
        int byPlace = (a.Line, a.Column, a.Kind).CompareTo((b.Line, b.Column, b.Kind));
        return byFile != 0 ? byFile : byPlace != 0 ? byPlace : string.CompareOrdinal(a.Name, b.Name);
    });

    /// <summary>Of a toggle the bit, that of <c>count[3]</c> and of <c>words[7][3]</c> being 3; null where it is a single one.</summary>
    [JsonIgnore]
    public int? Bit =>
        Kind == CoverageKind.Toggle && Name.EndsWith(']')
        && int.TryParse(Name.AsSpan(Name.LastIndexOf('[') + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out int bit) ? bit : null;

    /// <summary>True for a module of <c>rtl/</c>.</summary>
    public bool IsLibrary => File.StartsWith("rtl/", StringComparison.Ordinal);
}

/// <summary>How much of something was reached.</summary>
/// <param name="Covered">Points that counted at least once.</param>
/// <param name="Total">Points that there are.</param>
public sealed record CoverageShare(int Covered, int Total)
{
    /// <summary>In percent; 100 where there is nothing to reach.</summary>
    public double Percent => Total == 0 ? 100 : 100.0 * Covered / Total;
}

/// <summary>A file's coverage.</summary>
/// <param name="File">As in <see cref="CoveragePoint.File"/>.</param>
/// <param name="Lines">Lines and branches.</param>
/// <param name="Toggles">Bits of signals.</param>
public sealed record FileCoverage(string File, CoverageShare Lines, CoverageShare Toggles);

/// <summary>A point that nothing reached.</summary>
/// <param name="Point">Which.</param>
/// <param name="Text">The line in its file, trimmed; empty where the file is not known.</param>
public sealed record CoverageHole(CoveragePoint Point, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Point.File}:{Point.Line}: {Point.Kind.ToString().ToLowerInvariant()} {Point.Name}: {Text}";
}
