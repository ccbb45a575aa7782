// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>From the bytes of a file to text with LF line ends and no byte order mark.</summary>
internal static class ConfigurationText
{
    /// <summary>UTF-8 takes at most this many bytes for the longest text that is read.</summary>
    private const int MaximumBytes = 4 * NodeReader.MaximumLength;

    public static string Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = ReadBytes(path);
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

        return Decode(bytes, path);
    }

    public static string Normalise(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string Decode(ReadOnlySpan<byte> bytes, string path)
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
    private static byte[] ReadBytes(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] buffer = new byte[MaximumBytes + 1];
        int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..length];
    }
}
