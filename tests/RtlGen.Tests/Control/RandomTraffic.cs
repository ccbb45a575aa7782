// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>
/// Rounds of random accesses with what each must be answered: in even rounds the layer is stopped, in odd ones it computes
/// vectors. Single accesses, bursts of writes and bursts of reads.
/// </summary>
internal sealed class RandomTraffic
{
    /// <summary>Events that computing raises by itself.</summary>
    private const uint StreamEvents = 0b1_1101;

    private readonly ControlLayer _layer;
    private readonly Random _random;
    private readonly RegisterMap _map;
    private readonly RegisterModel _model;
    private readonly List<Expectation> _expected = [];
    private int _vectors;
    private bool _computes;

    public RandomTraffic(ControlLayer layer, int seed, int rounds, int accesses)
    {
        (_layer, _random, _map) = (layer, new Random(seed), RegisterMap.Of(layer.Design));
        _model = new RegisterModel(_map);
        Scenario = new Scenario(layer.Design).BusStalls(30, seed).StreamStalls(40, 40, seed);
        for (int round = 0; round < rounds; round++)
        {
            Round(round % 2 == 1, accesses);
        }
    }

    public Scenario Scenario { get; }

    public int Accesses { get; private set; }

    public int Refused { get; private set; }

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public IReadOnlyList<string> Judge(ScenarioResult result)
    {
        List<string> wrong = [.. result.Faults];
        if (result.Answers.Count != _expected.Count)
        {
            wrong.Add($"{result.Answers.Count} answers instead of {_expected.Count}");
        }

        wrong.AddRange(result.Answers.Zip(_expected).Select((pair, i) => pair.Second.Complaint(i, pair.First)).OfType<string>().Take(20));
        byte[][] beats = [.. Enumerable.Range(0, _vectors).SelectMany(v => _layer.Expected(v % _layer.Inputs.Shape[0]))];
        if (result.Beats.Count != beats.Length)
        {
            wrong.Add($"{result.Beats.Count} output beats instead of {beats.Length}");
        }

        int firstWrong = result.Beats.Zip(beats).TakeWhile(pair => pair.First.Data.AsSpan().SequenceEqual(pair.Second)).Count();
        if (firstWrong < Math.Min(beats.Length, result.Beats.Count))
        {
            wrong.Add($"output beat {firstWrong} differs");
        }

        return wrong;
    }

    private void Round(bool computes, int accesses)
    {
        _computes = false;
        Write(_map.Offset("CONTROL"), 0, 15);
        if (computes)
        {
            foreach (ParameterWrite write in ControlWrites.Of(_layer.Design, _layer.Parameters))
            {
                Write(write.Address, write.Data, 15);
            }

            int batch = _layer.Inputs.Shape[0];
            Scenario.Vectors(0, batch);
            _vectors += batch;
        }

        Write(_map.Offset("INTERRUPT_STATUS"), 0x3FF, 15);
        _computes = computes;
        for (int left = accesses; left > 0;)
        {
            int count = Math.Min(left, _random.Next(4) == 0 ? _random.Next(1, 40) : 1);
            Burst(count, _random.Next(2) == 0);
            left -= count;
        }

        Accesses += accesses;
        if (computes)
        {
            Scenario.WaitOut(_vectors * _layer.OutputBeats);
            _expected.Add(new Expectation('o', false, (uint)(_vectors * _layer.OutputBeats), uint.MaxValue));
            Write(_map.Offset("CONTROL"), 0, 15);
            Scenario.Poll("STATUS", 4, 4);
            _expected.Add(new Expectation('p', true, 4, 4));
        }
    }

    private void Burst(int count, bool writes)
    {
        for (int i = 0; i < count; i++)
        {
            if (writes)
            {
                (long address, uint data, int strobe) = DrawWrite();
                if (count == 1)
                {
                    Scenario.Write(address, data, strobe);
                }
                else
                {
                    Scenario.PostWrite(address, data, strobe);
                }

                Expect(address, data, strobe);
            }
            else
            {
                long address = DrawAddress();
                if (count == 1)
                {
                    Scenario.Read(address);
                }
                else
                {
                    Scenario.PostRead(address);
                }

                ExpectRead(address);
            }
        }

        if (count > 1)
        {
            Scenario.Join();
        }
    }

    private void Write(long address, uint data, int strobe)
    {
        Scenario.Write(address, data, strobe);
        Expect(address, data, strobe);
    }

    private void Expect(long address, uint data, int strobe)
    {
        WriteAnswer answer = _model.Write(address, data, strobe, !_computes, Refuses);
        _expected.Add(new Expectation('w', answer.Response == BusResponse.Error, 0, 0));
        Refused += answer.Response == BusResponse.Error ? 1 : 0;
    }

    private void ExpectRead(long address)
    {
        ReadAnswer answer = _model.Read(address, !_computes);
        uint known = answer.Known;
        if (_computes && (address & ~3L) == _map.Offset("INTERRUPT_STATUS"))
        {
            known &= ~StreamEvents;
        }

        if (answer.Response == BusResponse.Error)
        {
            (known, Refused) = (0, Refused + 1);
        }

        _expected.Add(new Expectation('r', answer.Response == BusResponse.Error, answer.Data & known, known));
    }

    /// <summary>The layer's own say: commands that are drawn do nothing (clear_counters) or are refused; streams are pins.</summary>
    private bool Refuses(string register, uint value) => register switch
    {
        "COMMAND" => (value & 15) != 9,
        "CONTROL" => false,
        _ => true,
    };

    private (long Address, uint Data, int Strobe) DrawWrite()
    {
        while (true)
        {
            long address = DrawAddress();
            uint data = _random.Next(3) == 0 ? (uint)_random.Next(8) : unchecked((uint)_random.NextInt64());
            int strobe = _random.Next(3) == 0 ? _random.Next(16) : 15;
            string? name = _map.Registers.FirstOrDefault(r => r.Offset == (address & ~3L))?.Name;
            if (string.Equals(name, "CONTROL", StringComparison.Ordinal))
            {
                // The round stays what it is: enabled or not, streams at the pins.
                data = (data & ~5u) | (_computes ? 1u : 0u);
            }

            if (string.Equals(name, "COMMAND", StringComparison.Ordinal))
            {
                uint code = (uint)_random.Next(16);
                bool starts = code == 8 || (!_computes && code is >= 1 and <= 4);
                data = (data & ~15u) | (starts ? 9u : code);
                // Without its low byte the code is 0.
            }

            return (address, data, strobe);
        }
    }

    private long DrawAddress()
    {
        int inside = _random.Next(4);
        return _random.Next(10) switch
        {
            < 6 => _map.Registers[_random.Next(_map.Registers.Count)].Offset + inside,
            < 8 => DrawWindow() + inside,
            _ => _random.NextInt64(1L << _map.AddressBits),
        };
    }

    private long DrawWindow()
    {
        Window window = _map.Windows[_random.Next(_map.Windows.Count)];
        return window.Offset + (4L * _random.Next(window.Words));
    }

    /// <summary>What a line must be answered.</summary>
    private sealed record Expectation(char Kind, bool Flag, uint Value, uint Known)
    {
        public string? Complaint(int number, ScenarioAnswer answer)
        {
            bool flagAgrees = Kind == 'o' || answer.Flag == Flag;
            return answer.Kind == Kind && flagAgrees && (answer.Value & Known) == (Value & Known)
                ? null
                : $"answer {number}: {answer.Kind} {answer.Flag} {answer.Value:x8} instead of {Kind} {Flag} {Value:x8} in the bits {Known:x8}";
        }
    }
}
