// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace RtlGen.Mutation;

/// <summary>A circuit of two-input gates in the binary form of AIGER, without its names.</summary>
/// <param name="Inputs">How many.</param>
/// <param name="Latches">Next value of each, as a literal; they begin with 0.</param>
/// <param name="Outputs">Literals.</param>
/// <param name="Gates">Both literals of each gate.</param>
public sealed record Aiger(int Inputs, uint[] Latches, uint[] Outputs, (uint Left, uint Right)[] Gates)
{
    /// <summary>Reads a file as yosys writes it.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Aiger Parse(ReadOnlySpan<byte> file)
    {
        int at = 0;
        string[] head = Line(file, ref at).Split(' ');
        if (head.Length != 6 || !string.Equals(head[0], "aig", StringComparison.Ordinal))
        {
            throw new InvalidDataException("this is no binary AIGER file");
        }

        int[] counts = [.. head[1..].Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        uint[] latches = new uint[counts[2]];
        uint[] outputs = new uint[counts[3]];
        foreach (uint[] literals in (uint[][])[latches, outputs])
        {
            for (int i = 0; i < literals.Length; i++)
            {
                literals[i] = uint.Parse(Line(file, ref at).Split(' ')[0], CultureInfo.InvariantCulture);
            }
        }

        (uint, uint)[] gates = new (uint, uint)[counts[4]];
        for (int i = 0; i < gates.Length; i++)
        {
            uint left = (2 * (uint)(counts[1] + counts[2] + i + 1)) - Number(file, ref at);
            gates[i] = (left, left - Number(file, ref at));
        }

        return new Aiger(counts[1], latches, outputs, gates);
    }

    /// <summary>The same with some inputs tied; they stay inputs.</summary>
    /// <param name="values">By the input's number.</param>
    public Aiger With(IReadOnlyDictionary<int, bool> values)
    {
        return this with
        {
            Latches = [.. Latches.Select(Tied)],
            Outputs = [.. Outputs.Select(Tied)],
            Gates = [.. Gates.Select(g => (Tied(g.Left), Tied(g.Right)))],
        };

        uint Tied(uint literal) =>
            literal > 1 && values.TryGetValue((int)(literal / 2) - 1, out bool value) ? (literal & 1) ^ (value ? 1u : 0u) : literal;
    }

    /// <summary>The file.</summary>
    public byte[] Write()
    {
        using MemoryStream file = new();
        int all = Inputs + Latches.Length + Gates.Length;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"aig {all} {Inputs} {Latches.Length} {Outputs.Length} {Gates.Length}\n");
        foreach (uint literal in Latches.Concat(Outputs))
        {
            text.Append(CultureInfo.InvariantCulture, $"{literal}\n");
        }

        file.Write(Encoding.ASCII.GetBytes(text.ToString()));
        uint own = 2 * (uint)(Inputs + Latches.Length + 1);
        foreach ((uint left, uint right) in Gates)
        {
            Number(file, own - Math.Max(left, right));
            Number(file, Math.Max(left, right) - Math.Min(left, right));
            own += 2;
        }

        return file.ToArray();
    }

    private static string Line(ReadOnlySpan<byte> file, ref int at)
    {
        int length = file[at..].IndexOf((byte)'\n');
        string line = length < 0 ? throw new InvalidDataException("the AIGER file ends early") : Encoding.ASCII.GetString(file.Slice(at, length));
        at += length + 1;
        return line;
    }

    private static uint Number(ReadOnlySpan<byte> file, ref int at)
    {
        uint number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = at < file.Length ? file[at++] : throw new InvalidDataException("the AIGER file ends early");
            number |= (uint)(part & 127) << shift;
            if (part < 128)
            {
                return number;
            }
        }
    }

    private static void Number(Stream file, uint number)
    {
        for (; number >= 128; number >>= 7)
        {
            file.WriteByte((byte)(number | 128));
        }

        file.WriteByte((byte)number);
    }
}
