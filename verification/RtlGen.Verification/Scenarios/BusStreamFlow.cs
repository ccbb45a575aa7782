// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using RtlGen.CoSimulation;
using RtlGen.Design;

namespace RtlGen.Scenarios;

/// <summary>
/// Vectors through registers instead of pins (docs/control.md §8): words are refused where there is no room, packets of wrong
/// lengths are dropped, every output beat that is popped is the model's; then the pins have the streams again.
/// </summary>
public sealed class BusStreamFlow
{
    private const uint Stopped = 1 << 2;
    private const uint InputRoom = 1 << 5;
    private const uint OutputValid = 1 << 6;
    private const uint OutputLast = 1 << 7;

    /// <summary>Vectors on their way for which there is surely room.</summary>
    private const int MostInside = 2;

    private readonly ControlledLayer _layer;
    private readonly LayerDesign _design;
    private readonly SplitMix64 _random;
    private readonly Queue<int> _inside = [];
    private uint _malformed;

    /// <param name="layer">Any; with read noise at most all but one of its vectors are sent.</param>
    /// <param name="seed">Of the bus's stalls and of what is sent when.</param>
    /// <param name="vectors">How many, at least 1.</param>
    public BusStreamFlow(ControlledLayer layer, ulong seed, int vectors)
    {
        (_layer, _design, _random) = (layer, layer.Design, new SplitMix64(seed));
        // A vector that is computed twice has other noise.
        int count = layer.IsSilent ? vectors : Math.Min(vectors, layer.Batch - 1);
        Check = new ScenarioCheck(layer).Do(s => s.BusStalls(_random.Below(30), _random.Below(int.MaxValue))).Load();
        Check.Refused("INPUT_DATA", 1).Refused("INPUT_LAST", 1).Refused("OUTPUT_POP", 0);
        Check.Write("CONTROL", 4).Read("STATUS", InputRoom, InputRoom | OutputValid).Refused("OUTPUT_POP", 0);
        Overfill();
        Parts();
        Check.Write("CONTROL", 5).Refused("CONTROL", 1);
        for (int v = 0; v < count; v++)
        {
            if (_random.OnceIn(4))
            {
                SendMalformed(v % layer.Batch);
            }

            Send(v % layer.Batch);
            while (_inside.Count == MostInside || (_inside.Count > 0 && _random.OnceIn(2)))
            {
                Receive(_inside.Dequeue());
            }
        }

        while (_inside.TryDequeue(out int vector))
        {
            Receive(vector);
        }

        // The streams go back to the pins when nothing is computed any more, not before.
        Check.Refused("OUTPUT_POP", 0).Write("CONTROL", 4).Poll("STATUS", Stopped, Stopped).Write("CONTROL", 0)
            .Read("VECTORS", (uint)count).Read("PACKET_ERRORS", _malformed);
        Check.Refused("INPUT_DATA", 1).Write("CONTROL", 1).Vectors(layer.IsSilent ? 0 : count, 1).Wait(1).Stop();
    }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    private int WordsPerBeat => Math.Max(1, _design.InputStream.StreamBits / 32);

    /// <summary>Nothing lets packets in: sooner or later a word is refused. A soft reset drops what came, streams stay where they are.</summary>
    private void Overfill()
    {
        const int Buffered = 4;
        List<(uint Word, bool IsLast)> words = [];
        while (words.Count < (_design.InputStream.Beats + Buffered) * WordsPerBeat)
        {
            words.AddRange(WordsOf(0));
        }

        foreach ((uint word, bool isLast) in words)
        {
            Check.Do(s => s.Write(isLast ? "INPUT_LAST" : "INPUT_DATA", word)).Ask('w', "a word is answered", _ => true);
        }

        Check.Refused("INPUT_DATA", 0).Refused("INPUT_LAST", 0).Read("STATUS", 0, InputRoom).Refused("CONTROL", 0);
        Check.Write("COMMAND", 8).Poll("STATUS", Stopped | InputRoom, Stopped | InputRoom).Read("CONTROL", 4, 5);
    }

    /// <summary>
    /// Streams stay at the registers while a beat has come in part, while a packet has, and while the rest of one that is too long is
    /// awaited; the packets are dropped, so that nothing waits at the end.
    /// </summary>
    private void Parts()
    {
        List<(uint Word, bool IsLast)> words = WordsOf(0);
        int beats = _design.InputStream.Beats;
        if (WordsPerBeat > 1)
        {
            Check.Write("INPUT_DATA", words[0].Word).Refused("CONTROL", 0);
            foreach ((uint word, _) in words.Skip(1).Take(WordsPerBeat - 1))
            {
                Check.Write("INPUT_DATA", word);
            }
        }
        else
        {
            Check.Write("INPUT_DATA", words[0].Word);
        }

        Check.Do(s => s.Idle(4)).Refused("CONTROL", 0);
        for (int beat = 1; beat < beats + 1; beat++)
        {
            foreach ((uint word, _) in words.Skip(beat % beats * WordsPerBeat).Take(WordsPerBeat))
            {
                Check.Write("INPUT_DATA", word);
            }
        }

        Check.Do(s => s.Idle(4)).Read("PACKET_ERRORS", ++_malformed).Refused("CONTROL", 0);
        foreach (uint word in words.Take(WordsPerBeat).Select(w => w.Word))
        {
            Check.Write("INPUT_LAST", word);
        }

        Check.Do(s => s.Idle(4)).Write("CONTROL", 0).Write("CONTROL", 4).Read("PACKET_ERRORS", _malformed);
    }

    /// <summary>Word by word, or all in a burst.</summary>
    private void Send(int vector)
    {
        AwaitRoom();
        List<(uint Word, bool IsLast)> words = WordsOf(vector);
        if (_random.OnceIn(2))
        {
            foreach ((uint word, bool isLast) in words)
            {
                Check.Write(isLast ? "INPUT_LAST" : "INPUT_DATA", word);
            }
        }
        else
        {
            foreach ((uint word, bool isLast) in words)
            {
                Check.Do(s => s.PostWrite(Check.At(isLast ? "INPUT_LAST" : "INPUT_DATA"), word));
            }

            Check.Do(s => s.Join());
            foreach ((uint word, _) in words)
            {
                Check.Ask('w', $"the word {word:x} is taken", a => !a.Flag);
            }
        }

        _inside.Enqueue(vector);
    }

    /// <summary>A packet that ends a beat early; of single beats one that ends a beat late.</summary>
    private void SendMalformed(int vector)
    {
        AwaitRoom();
        List<(uint Word, bool IsLast)> words = WordsOf(vector);
        int beats = _design.InputStream.Beats;
        (uint Word, bool IsLast)[] wrong = beats > 1 ? [.. words.Take((beats - 1) * WordsPerBeat)] : [.. words.Select(w => (w.Word, false)), .. words];
        for (int i = 0; i < wrong.Length; i++)
        {
            Check.Write(i == wrong.Length - 1 ? "INPUT_LAST" : "INPUT_DATA", wrong[i].Word);
        }

        Check.Do(s => s.Idle(4)).Read("PACKET_ERRORS", ++_malformed);
    }

    private void AwaitRoom() => Check.Poll("STATUS", InputRoom, InputRoom, _layer.Patience(MostInside));

    private void Receive(int vector)
    {
        byte[][] beats = [.. _layer.Expected(vector)];
        for (int i = 0; i < beats.Length; i++)
        {
            Check.Poll("STATUS", OutputValid, OutputValid, _layer.Patience(MostInside))
                .Read("STATUS", i == beats.Length - 1 ? OutputLast : 0, OutputLast);
            uint[] words = Words(beats[i]);
            for (int w = 0; w < words.Length; w++)
            {
                Check.Read("OUTPUT", words[w], word: w);
            }

            Check.Write("OUTPUT_POP", 0);
        }
    }

    /// <summary>The words of a vector's packet; the last one is written where it ends the packet.</summary>
    private List<(uint Word, bool IsLast)> WordsOf(int vector)
    {
        int k = _design.Grid.Inputs;
        byte[] packed = _design.InputStream.Pack(_layer.Inputs.Data.AsSpan(vector * k, k));
        uint[] words = [.. packed.Chunk(_design.InputStream.BytesPerBeat).SelectMany(Words)];
        return [.. words.Select((word, i) => (word, i == words.Length - 1))];
    }

    /// <summary>Lowest first; of a beat that is narrower than a word the rest is 0.</summary>
    private static uint[] Words(byte[] beat)
    {
        byte[] whole = new byte[(beat.Length + 3) / 4 * 4];
        beat.CopyTo(whole, 0);
        return [.. whole.Chunk(4).Select(word => BinaryPrimitives.ReadUInt32LittleEndian(word))];
    }
}
