// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text;
using RtlGen.Diagnostics;

namespace RtlGen.Tensors;

/// <summary>Reads and writes NumPy's .npy files (contract §9).</summary>
public static class NpyFile
{
    /// <summary>No tensor of a layer comes near; more would not fit memory.</summary>
    private const int MostElements = 1 << 28;

    private const int MostHeaderBytes = 1 << 16;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file of version 1.0, 2.0 or 3.0, C order, little endian, any integer type or float32.</summary>
    /// <exception cref="BadInputException">One diagnostic: the file, what is wrong with it, what to do.</exception>
    public static NpyArray Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw Refuse(path, "it is a folder", "give the path of a .npy file");
            }

            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refuse(path, "there is no such file", "give the path of a .npy file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refuse(path, $"it cannot be read: {e.Message.TrimEnd('.')}", "give the path of a readable .npy file");
        }
    }

    /// <summary>Reads from a stream that knows its length; <paramref name="file"/> names it in messages.</summary>
    /// <exception cref="BadInputException">One diagnostic: the file, what is wrong with it, what to do.</exception>
    public static NpyArray Read(Stream stream, string file)
    {
        const string Save = "save it with numpy.save";
        if (!stream.CanSeek)
        {
            throw Refuse(file, "it is no regular file", "give the path of a .npy file");
        }

        long length = stream.Length;
        byte[] preamble = new byte[8];
        if (stream.ReadAtLeast(preamble, preamble.Length, throwOnEndOfStream: false) < preamble.Length
            || !preamble.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw Refuse(file, "it does not begin as a .npy file does", Save);
        }

        if ((preamble[6], preamble[7]) is not ((1 or 2 or 3), 0))
        {
            throw Refuse(file, $"its format version {preamble[6]}.{preamble[7]} is not 1.0, 2.0 or 3.0", Save);
        }

        byte[] size = new byte[preamble[6] == 1 ? 2 : 4];
        int sizeRead = stream.ReadAtLeast(size, size.Length, throwOnEndOfStream: false);
        long headerBytes = size.Reverse().Aggregate(0L, (value, b) => (value << 8) | b);
        if (sizeRead < size.Length || headerBytes > length - stream.Position)
        {
            throw Refuse(file, "it ends within its header", Save);
        }

        if (headerBytes > MostHeaderBytes)
        {
            throw Refuse(file, $"its header of {headerBytes} bytes is longer than the {MostHeaderBytes} that any tensor needs", Save);
        }

        byte[] header = new byte[headerBytes];
        stream.ReadExactly(header);
        NpyHeader parsed;
        try
        {
            parsed = NpyHeader.Parse(Encoding.UTF8.GetString(header));
        }
        catch (FormatException e)
        {
            throw Refuse(file, $"its header is malformed: {e.Message}", Save);
        }

        NpyElement element = NpyElement.Of(parsed.Descr, out string reason)
            ?? throw Refuse(file, reason, "save it as a little-endian integer type (multipliers of 'float32' as float32)");
        if (parsed.FortranOrder)
        {
            throw Refuse(file, "it is in Fortran order", "save numpy.ascontiguousarray of it");
        }

        int[] shape = CheckShape(file, parsed.Shape, element.Bytes, length - stream.Position);
        return new NpyArray(ReadElements(stream, file, element, shape), element.Kind == 'f', file);
    }

    /// <summary>
    /// Writes version 1.0 with the smallest of int8, int16, int32, int64 that holds the values; the file is
    /// complete or not there at all.
    /// </summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, Tensor tensor) =>
        Write(path, tensor, NpyElement.Smallest(tensor.Data));

    /// <summary>Writes what was read: float32 bit patterns as float32, integers as <see cref="Write(string, Tensor)"/> does.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, NpyArray array) =>
        Write(path, array.Tensor, ElementOf(array));

    /// <summary>The bytes that <see cref="Write(string, NpyArray)"/> writes.</summary>
    public static byte[] Encode(NpyArray array)
    {
        using MemoryStream stream = new();
        Write(stream, array.Tensor, ElementOf(array));
        return stream.ToArray();
    }

    private static NpyElement ElementOf(NpyArray array) =>
        array.IsFloat32 ? new NpyElement(4, 'f') : NpyElement.Smallest(array.Tensor.Data);

    private static void Write(Stream stream, Tensor tensor, NpyElement element)
    {
        stream.Write(NpyHeader.Version1(element.Descr, tensor.Shape));
        byte[] bytes = new byte[element.Bytes];
        using BufferedStream buffered = new(stream, 1 << 16);
        foreach (long value in tensor.Data)
        {
            element.Write(bytes, value);
            buffered.Write(bytes);
        }
    }

    private static void Write(string path, Tensor tensor, NpyElement element)
    {
        string? temporary = null;
        try
        {
            string full = Path.GetFullPath(path);
            temporary = Path.Combine(Path.GetDirectoryName(full) ?? ".", $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(stream, tensor, element);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (temporary is not null && File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess,
                new SourcePosition(path, 0, 0),
                null,
                path,
                $"the tensor cannot be written: {e.Message.TrimEnd('.')}",
                "give a path in a folder that exists and can be written"));
        }
    }

    /// <summary>The shape, once it is certain that the file holds exactly the elements it promises.</summary>
    private static int[] CheckShape(string file, IReadOnlyList<BigInteger> shape, int elementBytes, long dataBytes)
    {
        string text = $"({string.Join(", ", shape)})";
        if (shape.Any(axis => axis.Sign < 0))
        {
            throw Refuse(file, $"its shape {text} has a negative axis", "save it with numpy.save");
        }

        BigInteger elements = shape.Aggregate(BigInteger.One, (a, b) => a * b);
        if (elements > MostElements || shape.Any(axis => axis > MostElements))
        {
            throw Refuse(file, $"its shape {text} has more than {MostElements} elements", "give fewer, for example fewer vectors at once");
        }

        BigInteger promised = elements * elementBytes;
        if (promised != dataBytes)
        {
            string cause = promised > dataBytes
                ? $"it is truncated: its shape {text} needs {promised} bytes of data and {dataBytes} are there"
                : $"{dataBytes - promised} bytes follow the data of its shape {text}";
            throw Refuse(file, cause, "save it again with numpy.save");
        }

        return [.. shape.Select(axis => (int)axis)];
    }

    private static Tensor ReadElements(Stream stream, string file, NpyElement element, int[] shape)
    {
        Tensor tensor = new(shape);
        using BufferedStream buffered = new(stream, 1 << 16);
        byte[] bytes = new byte[element.Bytes];
        for (int i = 0; i < tensor.Data.Length; i++)
        {
            buffered.ReadExactly(bytes);
            long value = element.Read(bytes);
            if (element.Refuse(value) is string reason)
            {
                throw Refuse(file, $"element [{TensorIndex.Text(shape, i)}] {reason}", "save it with values in range");
            }

            tensor.Data[i] = value;
        }

        return tensor;
    }

    private static BadInputException Refuse(string file, string cause, string remedy) => new(new Diagnostic(
        DiagnosticCodes.TensorFile,
        new SourcePosition(file, 0, 0),
        null,
        file,
        $"'{file}' is no tensor that can be read: {cause}",
        remedy));
}
