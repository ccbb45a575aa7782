// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>From the bytes of a file to text with LF line ends and no byte order mark.</summary>
public static class ConfigurationText
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumLength">Characters that the caller will read; of a longer text only so much is read that it shows.</param>
    /// <exception cref="BadInputException">It cannot be read, or is no UTF-8.</exception>
    public static string Read(string path, int maximumLength = NodeReader.MaximumLength) => Decode(Bytes(path, maximumLength), path);

    /// <summary>The bytes of a file, as they stand there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumLength">Characters that the caller will read.</param>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static byte[] Bytes(string path, int maximumLength = NodeReader.MaximumLength)
    {
        try
        {
            // UTF-8 takes at most four bytes a character.
            return ReadBytes(path, 4L * maximumLength);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string message =
                Directory.Exists(path) ? $"'{path}' is a folder"
                : File.Exists(path) ? $"'{path}' cannot be read"
                : $"there is no file '{path}'";
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, new SourcePosition(path, 0, 0), null, null, message, "give the name of a configuration file"));
        }
    }

    /// <summary>LF line ends, no byte order mark.</summary>
    public static string Normalise(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>The text of a file's bytes.</summary>
    /// <exception cref="BadInputException">It is no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        var position = new SourcePosition(path, 1, 1);
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out Rune rune, out int length) != OperationStatus.Done)
            {
                throw new BadInputException(new Diagnostic(
                    DiagnosticCodes.Syntax, position, null, null, "the text is not UTF-8", "save the file as UTF-8"));
            }

            position = rune.Value == '\n'
                ? position with { Line = position.Line + 1, Column = 1 }
                : position with { Column = position.Column + 1 };
            rest = rest[length..];
        }

        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>One byte more than allowed is kept, so that a file without end ends in a diagnostic.</summary>
    private static byte[] ReadBytes(string path, long most)
    {
        using FileStream stream = File.OpenRead(path);
        // A file without an end has no length: its buffer is as large as it can be.
        byte[] buffer = new byte[(stream.CanSeek && stream.Length > 0 ? Math.Min(stream.Length, most) : most) + 1];
        int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }
}
