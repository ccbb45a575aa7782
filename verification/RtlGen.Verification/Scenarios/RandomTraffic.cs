// SPDX-License-Identifier: Apache-2.0
using RtlGen.Registers;

namespace RtlGen.Scenarios;

/// <summary>
/// Rounds of random accesses against the register model, the bus and the streams stalled at random: in even rounds the layer is
/// stopped, in odd ones it computes vectors, which nothing that is written may disturb. Single accesses, bursts of writes and
/// bursts of reads.
/// </summary>
public sealed class RandomTraffic
{
    private const uint EveryEvent = 0xFFFF_FFFF;

    private readonly ControlledLayer _layer;
    private readonly Random _random;
    private readonly RegisterMap _map;
    private readonly RegisterModel _model;
    private readonly uint _layersEvents;
    private int _vectors;
    private bool _computes;

    /// <param name="layer">Without read noise: its vectors are sent again and again.</param>
    /// <param name="seed">Of accesses and stalls.</param>
    /// <param name="rounds">How often the layer is stopped or started.</param>
    /// <param name="accesses">Of a round.</param>
    public RandomTraffic(ControlledLayer layer, int seed, int rounds, int accesses)
    {
        (_layer, _random, _map) = (layer, new Random(seed), RegisterMap.Of(layer.Design));
        _model = new RegisterModel(_map);
        _layersEvents = _map.Events.Where(e => !IsOfAccesses(e.Name)).Aggregate(0u, (mask, e) => mask | (1u << e.Bit));
        Check = new ScenarioCheck(layer);
        Scenario.BusStalls(30, seed).StreamStalls(40, 40, seed);
        for (int round = 0; round < rounds; round++)
        {
            Round(round % 2 == 1, accesses);
        }
    }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    public Scenario Scenario => Check.Scenario;

    /// <summary>Random accesses.</summary>
    public int Accesses { get; private set; }

    /// <summary>Accesses that must answer an error.</summary>
    public int Refused { get; private set; }

    /// <summary>True of events that accesses alone raise here; the others come with what is computed.</summary>
    private static bool IsOfAccesses(string name) =>
        name is "command_done" or "command_refused" or "write_refused" or "program_failure" or "calibration_failure" or "reset";

    private void Round(bool computes, int accesses)
    {
        _computes = false;
        Write(_map.Offset("CONTROL"), 0, 15);
        if (computes)
        {
            foreach (Emission.ParameterWrite write in _layer.Writes)
            {
                Write(write.Address, write.Data, 15);
            }

            Check.Vectors(0, _layer.Batch);
            _vectors += _layer.Batch;
        }

        Write(_map.Offset("INTERRUPT_STATUS"), EveryEvent, 15);
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
            Check.Wait(_vectors);
            Write(_map.Offset("CONTROL"), 0, 15);
            Check.Poll("STATUS", 4, 4);
        }
    }

    private void Burst(int count, bool writes)
    {
        for (int i = 0; i < count; i++)
        {
            if (writes)
            {
                (long address, uint data, int strobe) = DrawWrite();
                _ = count == 1 ? Scenario.Write(address, data, strobe) : Scenario.PostWrite(address, data, strobe);
                Expect(address, data, strobe);
            }
            else
            {
                long address = DrawAddress();
                _ = count == 1 ? Scenario.Read(address) : Scenario.PostRead(address);
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
        bool isRefused = _model.Write(address, data, strobe, !_computes, Refuses).Response == BusResponse.Error;
        Check.Ask('w', $"write of {data:x} to {address:x} is {(isRefused ? "refused" : "taken")}", a => a.Flag == isRefused);
        Refused += isRefused ? 1 : 0;
    }

    private void ExpectRead(long address)
    {
        ReadAnswer answer = _model.Read(address, !_computes);
        bool isRefused = answer.Response == BusResponse.Error;
        bool isOfEvents = (address & ~3L) == _map.Offset("INTERRUPT_STATUS");
        uint known = isRefused ? 0 : _computes && isOfEvents ? answer.Known & ~_layersEvents : answer.Known;
        uint value = answer.Data & known;
        Check.Ask(
            'r',
            isRefused ? $"read of {address:x} is refused" : $"{address:x} is {value:x} in {known:x}",
            a => a.Flag == isRefused && (a.Value & known) == value);
        Refused += isRefused ? 1 : 0;
    }

    /// <summary>
    /// The layer's own say. Of commands that are drawn only clear_counters is possible: the others are unknown, lack their low
    /// byte, or come while vectors are computed. Streams are pins.
    /// </summary>
    private static bool Refuses(string register, uint value) => register switch
    {
        "COMMAND" => (value & 15) != 9,
        "CONTROL" => false,
        _ => true,
    };

    private (long Address, uint Data, int Strobe) DrawWrite()
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
        else if (string.Equals(name, "COMMAND", StringComparison.Ordinal))
        {
            // No command that would run: clear_counters in its place.
            uint code = (uint)_random.Next(16);
            bool starts = code == 8 || (!_computes && code is >= 1 and <= 4);
            data = (data & ~15u) | (starts ? 9u : code);
        }

        return (address, data, strobe);
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
}
