// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>
/// Reads a configuration (contract §2). Every error of the file is found in one run: the text becomes a tree, the tree the
/// values of <see cref="ConfigurationKeys"/>, and these the configuration.
/// </summary>
/// <remarks>
/// A key whose condition does not hold is refused even where it repeats its default; none of the shared vectors needs more.
/// Only what a preset gives is dropped silently then, because nobody could take it back.
/// </remarks>
public static class ConfigurationReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; positions bear this name as given.</param>
    /// <param name="presets">Where <c>extends</c> looks; null: the presets that come with the generator.</param>
    /// <exception cref="BadInputException">The file cannot be read, or is in error; holds all diagnostics.</exception>
    public static LoadedConfiguration ReadFile(string path, IPresetSource? presets = null)
    {
        byte[] bytes = ConfigurationText.Bytes(path);
        return Parse(ConfigurationText.Decode(bytes, path), path, presets) with { Original = bytes };
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="fileName">The name that positions bear.</param>
    /// <param name="presets">Where <c>extends</c> looks; null: the presets that come with the generator.</param>
    /// <exception cref="BadInputException">The text is in error; holds all diagnostics, in the order of the text.</exception>
    public static LoadedConfiguration Parse(string text, string fileName, IPresetSource? presets = null)
    {
        text = ConfigurationText.Normalise(text);
        var bag = new DiagnosticBag();
        if (NodeReader.Read(text, fileName, bag) is not { } root)
        {
            throw Failure(bag, fileName);
        }

        root = PresetMerge.Apply(root, presets ?? new EmbeddedPresets(), bag);
        Settings settings = SettingsReader.Read(root, fileName, bag);
        if (bag.HasErrors)
        {
            throw Failure(bag, fileName);
        }

        return new LoadedConfiguration(ConfigurationBuilder.Build(settings), fileName, text, SettingsReader.Positions(root));
    }

    /// <summary>The user's file first, then presets, each in the order of its text.</summary>
    private static BadInputException Failure(DiagnosticBag bag, string fileName) => new(
    [
        .. bag.Items
            .OrderBy(d => string.Equals(d.Position.File, fileName, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(d => d.Position.File, StringComparer.Ordinal)
            .ThenBy(d => d.Position.Line)
            .ThenBy(d => d.Position.Column),
    ]);
}
