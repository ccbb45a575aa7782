// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>One packet on its way in.</summary>
/// <param name="Vector">Index of the vector that it carries; −1 for a malformed packet.</param>
/// <param name="FirstBeat">Index of its first beat in the stimulus.</param>
/// <param name="Beats">Its beats.</param>
internal sealed record InputPacket(int Vector, int FirstBeat, int Beats);

/// <summary>Every beat that a pass sends.</summary>
/// <param name="Vectors">Vectors sent; vector v carries element v modulo <paramref name="Batch"/> of the inputs.</param>
/// <param name="Batch">Vectors in the inputs.</param>
/// <param name="Packets">In the order of sending.</param>
/// <param name="Data">The beats, TDATA width / 8 bytes each, little endian.</param>
/// <param name="Last">TLAST of each beat.</param>
internal sealed record Stimulus(int Vectors, int Batch, IReadOnlyList<InputPacket> Packets, byte[] Data, byte[] Last)
{
    public int Beats => Last.Length;

    public int MalformedCount => Packets.Count(p => p.Vector < 0);

    /// <summary>The beats of one pass.</summary>
    /// <exception cref="BadInputException">A malformed packet that cannot be: no beat left, or as long as a good one.</exception>
    public static Stimulus Of(Design.LayerDesign design, Tensor inputs, SimulationPass pass, IReadOnlyList<MalformedPacket> malformed)
    {
        int batch = inputs.Shape[0];
        // Read noise depends on the vector's index: a vector sent twice would not be the same one.
        bool mayRepeat = batch > 0 && design.Configuration.Analog.Noise == 0;
        int vectors = mayRepeat ? Math.Max(batch, pass.MinimumVectors) : batch;
        ILookup<int, MalformedPacket> before = (pass.SendsMalformedPackets ? malformed : []).ToLookup(m => m.BeforeVector);
        byte[][] packed = [.. Enumerable.Range(0, batch).Select(v => design.InputStream.Pack(inputs.Data.AsSpan(v * design.Grid.Inputs, design.Grid.Inputs)))];
        List<InputPacket> packets = [];
        List<byte> last = [];
        using MemoryStream data = new();
        for (int v = 0; v < vectors; v++)
        {
            foreach (MalformedPacket packet in before[v])
            {
                Add(-1, Malformed(design.InputStream.Beats, packed[v % batch], packet));
            }

            Add(v, packed[v % batch]);
        }

        return new Stimulus(vectors, batch, packets, data.ToArray(), [.. last]);

        void Add(int vector, byte[] bytes)
        {
            int beats = bytes.Length / design.InputStream.BytesPerBeat;
            packets.Add(new InputPacket(vector, last.Count, beats));
            data.Write(bytes);
            last.AddRange(Enumerable.Repeat((byte)0, beats - 1));
            last.Add(1);
        }
    }

    /// <summary>The complement of a good packet, cut or lengthened: whatever of it gets through changes a result.</summary>
    private static byte[] Malformed(int goodBeats, byte[] good, MalformedPacket packet)
    {
        int beats = goodBeats + packet.ExtraBeats;
        if (beats < 1 || packet.ExtraBeats == 0)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.OutOfRange,
                SourcePosition.None,
                null,
                $"{packet.ExtraBeats}",
                $"a malformed packet of {goodBeats} {packet.ExtraBeats:+0;-0} beats cannot be sent",
                "it needs at least one beat, and another number of beats than a good packet"));
        }

        int bytesPerBeat = good.Length / goodBeats;
        byte[] bytes = new byte[beats * bytesPerBeat];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)~good[i % good.Length];
        }

        return bytes;
    }
}
