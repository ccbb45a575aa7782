// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Configuration;

/// <summary>A small valid configuration, one section a line, in which tests replace sections.</summary>
internal static class ConfigurationSample
{
    private static readonly string[] Lines =
    [
        "name: tile",
        "weights: {bits: 4, encoding: offset}",
        "inputs: {bits: 4, encoding: unsigned}",
        "crossbar: {rows: 64, columns: 64, cell_bits: 2}",
        "adc: {bits: 8}",
    ];

    /// <summary>The sample with sections replaced or added; <paramref name="changes"/> are separated by <c>|</c>.</summary>
    public static string With(string changes)
    {
        Dictionary<string, string> replaced = changes
            .Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToDictionary(Key, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (string line in Lines)
        {
            text.Append(replaced.Remove(Key(line), out string? other) ? other : line).Append('\n');
        }

        return text.AppendJoin("", replaced.Values.Select(v => v + "\n")).ToString();
    }

    public static RtlConfiguration Load(string changes) => ConfigurationReader.Parse(With(changes), "tile.yaml").Configuration;

    /// <summary>The diagnostics of a text; it must have some.</summary>
    public static IReadOnlyList<Diagnostic> Errors(string text, IPresetSource? presets = null) =>
        Assert.Throws<BadInputException>(() => ConfigurationReader.Parse(text, "tile.yaml", presets))!.Diagnostics;

    /// <summary>Asserts that the sample with the changes has exactly one error, at <paramref name="key"/>.</summary>
    public static void AssertRefused(string changes, string code, string key)
    {
        IReadOnlyList<Diagnostic> errors = Errors(With(changes));
        Assert.That(errors, Has.Count.EqualTo(1), string.Join('\n', errors));
        Diagnostic error = errors[0];
        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(code), error.ToString());
            Assert.That(error.Key, Is.EqualTo(key), error.ToString());
            Assert.That(error.Position.Line, Is.Positive);
            Assert.That(error.Remedy, Is.Not.Empty);
            Assert.That(error.Value is null, Is.EqualTo(string.Equals(code, DiagnosticCodes.MissingKey, StringComparison.Ordinal)));
        });
    }

    private static string Key(string line) => line[..line.IndexOf(':', StringComparison.Ordinal)];
}
