// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>A valid configuration together with its text, so that later errors can still point into the file.</summary>
/// <param name="Configuration">Every default filled in.</param>
/// <param name="File">Name of the file as the user gave it.</param>
/// <param name="Text">Its text, LF line ends.</param>
/// <param name="Positions">Where each key that was written has its value (a section: its key), by dotted key (<c>adc.range.step</c>); keys of a preset point into the preset.</param>
public sealed record LoadedConfiguration(
    RtlConfiguration Configuration,
    string File,
    string Text,
    IReadOnlyDictionary<string, SourcePosition> Positions)
{
    /// <summary>The file byte by byte; null where the configuration comes from no file.</summary>
    public ReadOnlyMemory<byte>? Original { get; init; }

    /// <summary>
    /// Position of the key, or of the nearest enclosing section that was written, or of the file.
    /// </summary>
    public SourcePosition PositionOf(string key)
    {
        for (string k = key; k.Length > 0; k = k.Contains('.', StringComparison.Ordinal) ? k[..k.LastIndexOf('.')] : "")
        {
            if (Positions.TryGetValue(k, out SourcePosition position))
            {
                return position;
            }
        }

        return new SourcePosition(File, 1, 1);
    }
}
