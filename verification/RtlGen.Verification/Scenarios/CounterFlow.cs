// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Scenarios;

/// <summary>
/// Vectors and packets of wrong lengths with any timing and any stalls, then every counter against the model and the pins; counters
/// are cleared; every event reaches the interrupt's pin and leaves it again.
/// </summary>
public sealed class CounterFlow
{
    /// <summary>Cycles after which the interrupt's pin shows what its registers hold.</summary>
    private const int Settled = 4;

    private readonly ControlledLayer _layer;
    private readonly SplitMix64 _random;

    /// <param name="layer">Any; with read noise at most its own vectors are sent.</param>
    /// <param name="seed">Of timing, stalls and packets.</param>
    /// <param name="vectors">How many, at least 1.</param>
    public CounterFlow(ControlledLayer layer, ulong seed, int vectors)
    {
        (_layer, _random) = (layer, new SplitMix64(seed));
        int count = layer.IsSilent ? vectors : Math.Min(vectors, layer.Batch);
        Check = new ScenarioCheck(layer).Do(s => s.StreamStalls(_random.Below(60), _random.Below(60), _random.Below(int.MaxValue)));
        DrawTiming();
        Check.LoadByBytes(_random).Write(layer.Writes[^1].Address, layer.Writes[^1].Data);
        uint malformed = 0;
        for (int v = 0; v < count; v++)
        {
            if (_random.OnceIn(4))
            {
                int extra = layer.Design.InputStream.Beats > 1 && _random.OnceIn(2) ? -1 : 1 + _random.Below(3);
                Check.Do(s => s.Malformed(v % layer.Batch, extra));
                malformed++;
            }

            Check.Vectors(v % layer.Batch, 1);
        }

        Check.Wait(count).Stop();
        ReadCounters(count, malformed);
        Events();
    }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    private void DrawTiming()
    {
        foreach (string name in (string[])["DRIVE_CYCLES", "SETTLE_CYCLES", "SAMPLE_CYCLES"])
        {
            if (Check.Map.Find(name) is { IsWritable: true } register && _random.OnceIn(2))
            {
                Field field = register.Fields[0];
                uint value = (uint)_random.Between(field.Minimum, field.Maximum);
                Check.Write(name, value).Read(name, value);
            }
        }
    }

    private void ReadCounters(int vectors, uint malformed)
    {
        LayerDesign design = _layer.Design;
        long conversions = (long)vectors * design.Steps * design.Schedule.MuxPositions;
        long saturations = Enumerable.Range(0, vectors).Sum(v => Enumerable.Range(0, design.Grid.Outputs).Sum(n => _layer.Reference.Overflow[v % _layer.Batch, n]));
        Check.Read("VECTORS", (uint)vectors).Read("PACKET_ERRORS", malformed).Read("SATURATIONS", (uint)saturations)
            .Read("CONVERSIONS_HIGH", (uint)(conversions >> 32)).Read("CONVERSIONS_LOW", (uint)conversions)
            .Read("CYCLES_BUSY_HIGH", 0).Read("CYCLES_BUSY_LOW", r => (uint)r.CyclesBusy)
            .Read("STALLS_IN", r => (uint)r.StallsIn).Read("STALLS_OUT", r => (uint)r.StallsOut);
        if (Check.Map.Find("ADC_TIMEOUTS") is not null)
        {
            Check.Read("ADC_TIMEOUTS", 0);
        }

        Check.Write("COMMAND", 9);
        foreach (string name in (string[])["VECTORS", "PACKET_ERRORS", "SATURATIONS", "CONVERSIONS_LOW", "CYCLES_BUSY_LOW", "STALLS_IN", "STALLS_OUT"])
        {
            Check.Read(name, 0);
        }
    }

    private void Events()
    {
        foreach (Event raised in Check.Map.Raised)
        {
            uint bit = 1u << raised.Bit;
            Check.Write("INTERRUPT_ENABLE", bit).Write("INTERRUPT_STATUS", uint.MaxValue).Do(s => s.Idle(Settled)).Irq(false)
                .Write("INTERRUPT_TEST", bit).Do(s => s.Idle(Settled)).Irq(true).Read("INTERRUPT_STATUS", bit)
                .Write("INTERRUPT_STATUS", bit).Do(s => s.Idle(Settled)).Irq(false);
        }
    }
}
