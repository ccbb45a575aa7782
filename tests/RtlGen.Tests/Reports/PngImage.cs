// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.IO.Compression;

namespace RtlGen.Tests.Reports;

/// <summary>The pixels of a PNG of 8 bits a channel, without interlacing: what Chromium writes.</summary>
internal sealed class PngImage
{
    private readonly uint[] _pixels;

    private PngImage(int width, int height, uint[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Different colours in a part of the image.</summary>
    public int Colours(int x, int y, int width, int height)
    {
        HashSet<uint> colours = [];
        for (int row = y; row < y + height; row++)
        {
            colours.UnionWith(_pixels.AsSpan((row * Width) + x, width).ToArray());
        }

        return colours.Count;
    }

    /// <summary>Share of the pixels that have the most frequent colour.</summary>
    public double Background() => (double)_pixels.GroupBy(p => p).Max(g => g.Count()) / _pixels.Length;

    /// <summary>The colour of a pixel, 0xRRGGBB.</summary>
    public uint At(int x, int y) => _pixels[(y * Width) + x];

    public static PngImage Read(byte[] png)
    {
        int width = 0, height = 0, channels = 0;
        using MemoryStream packed = new();
        for (int at = 8; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            ReadOnlySpan<byte> body = png.AsSpan(at + 8, length);
            switch (System.Text.Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(body);
                    height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
                    channels = (body[8], body[9], body[12]) switch
                    {
                        (8, 2, 0) => 3,
                        (8, 6, 0) => 4,
                        _ => throw new NotSupportedException($"depth {body[8]}, colour type {body[9]}, interlacing {body[12]}"),
                    };
                    break;
                case "IDAT":
                    packed.Write(body);
                    break;
            }

            at += length + 12;
        }

        packed.Position = 0;
        using ZLibStream unpacked = new(packed, CompressionMode.Decompress);
        int stride = width * channels;
        byte[] above = new byte[stride];
        byte[] row = new byte[stride];
        uint[] pixels = new uint[width * height];
        for (int y = 0; y < height; y++)
        {
            int filter = unpacked.ReadByte();
            unpacked.ReadExactly(row);
            Unfilter(filter, row, above, channels);
            for (int x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = (uint)((row[x * channels] << 16) | (row[(x * channels) + 1] << 8) | row[(x * channels) + 2]);
            }

            (above, row) = (row, above);
        }

        return new PngImage(width, height, pixels);
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int channels)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= channels ? row[i - channels] : 0;
            int corner = i >= channels ? above[i - channels] : 0;
            row[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => (byte)Paeth(left, above[i], corner),
                _ => throw new InvalidDataException($"filter {filter}"),
            };
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner;
        int byLeft = Math.Abs(guess - left), byUp = Math.Abs(guess - up), byCorner = Math.Abs(guess - corner);
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
}
