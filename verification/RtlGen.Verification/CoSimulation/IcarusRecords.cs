// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;

namespace RtlGen.CoSimulation;

/// <summary>The text that cosim_tb.v writes, as the records that cosim.cpp would have written.</summary>
internal sealed class IcarusRecords
{
    private const string Kinds = "abcsyevk";

    private readonly PortBytes _ports;
    private readonly int _streamBytes;
    private readonly List<byte>[] _streams = [.. Kinds.Select(_ => new List<byte>())];
    private readonly bool _unknown;
    private bool _sawUnknown;
    private (long Cycles, long Status)? _end;

    private IcarusRecords(LayerDesign design, bool unknown) =>
        (_ports, _streamBytes, _unknown) = (PortBytes.Of(design), design.OutputStream.BytesPerBeat, unknown);

    /// <summary>Reads the file of one pass.</summary>
    /// <exception cref="InvalidDataException">It is cut short.</exception>
    public static async Task<PassRecords> ReadAsync(
        LayerDesign design, string file, TimeSpan duration, CancellationToken cancellationToken)
    {
        IcarusRecords zeros = new(design, false);
        await zeros.AddFileAsync(file, cancellationToken);
        if (!zeros._sawUnknown)
        {
            return zeros.ToRecords(file, duration);
        }

        IcarusRecords ones = new(design, true);
        await ones.AddFileAsync(file, cancellationToken);
        PassRecords other = ones.ToRecords(file, duration);
        return zeros.ToRecords(file, duration, other);
    }

    private async Task AddFileAsync(string file, CancellationToken cancellationToken)
    {
        await foreach (string line in File.ReadLinesAsync(file, cancellationToken))
        {
            AddLine(line.Split(' '));
        }
    }

    private void AddLine(string[] fields)
    {
        if (string.Equals(fields[0], "end", StringComparison.Ordinal))
        {
            _end = (Number(fields[1]), Number(fields[2]));
            return;
        }

        List<byte> stream = _streams[Kinds.IndexOf(fields[0][0], StringComparison.Ordinal)];
        AddNumber(stream, fields[1]);
        switch (fields[0])
        {
            case "b":
                AddNumber(stream, fields[2]);
                AddBits(stream, fields[4], _streamBytes);
                AddBits(stream, fields[3], 1);
                break;
            case "c":
                AddBits(stream, fields[2], _ports.CodeValid);
                AddBits(stream, fields[3], _ports.Code);
                break;
            case "s":
                AddBits(stream, fields[2], _ports.Accumulator);
                break;
            case "y":
                AddBits(stream, fields[2], _ports.Y);
                AddBits(stream, fields[3], _ports.Flag);
                break;
            case "v":
                AddNumber(stream, fields[2]);
                break;
            case "k":
                AddBits(stream, fields[2], 8);
                break;
            default:
                break;
        }
    }

    private static long Number(string field) => long.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture);

    private static void AddNumber(List<byte> stream, string field) => stream.AddRange(BitConverter.GetBytes(Number(field)));

    /// <summary>Binary digits, highest first, to little-endian bytes of the port's storage.</summary>
    private void AddBits(List<byte> stream, string digits, int bytes)
    {
        Span<byte> storage = bytes <= 1024 ? stackalloc byte[bytes] : new byte[bytes];
        storage.Clear();
        for (int bit = 0; bit < digits.Length; bit++)
        {
            char digit = digits[digits.Length - 1 - bit];
            bool isUnknown = digit is not ('0' or '1');
            _sawUnknown |= isUnknown;
            if (digit == '1' || (isUnknown && _unknown))
            {
                storage[bit >> 3] |= (byte)(1 << (bit & 7));
            }
        }

        stream.AddRange(storage);
    }

    private PassRecords ToRecords(string file, TimeSpan duration, PassRecords? unknownAsOne = null)
    {
        int[] payloads =
        [
            0,
            8 + _streamBytes + 1,
            _ports.CodeValid + _ports.Code,
            _ports.Accumulator,
            _ports.Y + _ports.Flag,
            0,
            8,
            8,
        ];
        (long cycles, long status) = _end
            ?? throw new InvalidDataException($"{Path.GetFileName(file)} is cut short: the simulation did not come to its end");
        RecordStream[] streams = new RecordStream[_streams.Length];
        for (int i = 0; i < streams.Length; i++)
        {
            streams[i] = new RecordStream([.. _streams[i]], 0, 8 + payloads[i], _streams[i].Count);
        }

        return new PassRecords((PassStatus)status, cycles, duration, streams) { UnknownAsOne = unknownAsOne };
    }
}
