// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Scenarios;

/// <summary>
/// Faults at random, one after the other and in the middle of anything: packets of wrong lengths, accesses that are refused,
/// resets of both kinds while vectors, commands and accesses are on their way. Every output between them is right.
/// </summary>
public sealed class RandomFaults
{
    /// <summary>Cycles between vectors up to which the drawn waits end in the middle of one.</summary>
    private const int UsualInterval = 200;

    private readonly ControlledLayer _layer;
    private readonly Random _random;
    private readonly int _pace;
    private int _since;

    /// <param name="layer">Without read noise: its vectors come in any order.</param>
    /// <param name="seed">Of faults and stalls.</param>
    /// <param name="events">Faults.</param>
    public RandomFaults(ControlledLayer layer, int seed, int events)
    {
        (_layer, _random) = (layer, new Random(seed));
        _pace = Math.Max(1, layer.Design.Schedule.Interval / UsualInterval);
        // A soft reset withdraws the beat that is on offer.
        Check = new ScenarioCheck(layer).Withdraws();
        Check.Do(s => s.BusStalls(_random.Next(0, 40), seed).StreamStalls(_random.Next(0, 40), _random.Next(0, 40), seed)).Start();
        for (int i = 0; i < events; i++)
        {
            int vectors = Math.Min(layer.Batch, _random.Next(1, 4));
            int first = _random.Next(Math.Max(1, layer.Batch - vectors));
            Fault(first, vectors, _random.Next(0, 300) * _pace);
            Send(first, vectors);
            if (_random.Next(2) == 0)
            {
                Check.Wait(_since);
            }
        }

        Check.Wait(_since);
    }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    private void Fault(int first, int vectors, int wait)
    {
        switch (_random.Next(7))
        {
            case 0:
                Check.Do(s => s.Malformed(first, _random.Next(2) == 0 ? -1 : _random.Next(1, 5)));
                break;
            case 1:
                Send(first, vectors).Do(s => s.Idle(_random.Next(3, 20))).Refused("COMMAND", (uint)_random.Next(1, 5));
                break;
            case 2:
                RefuseProtected(Send(first, vectors));
                break;
            case 3:
                Send(first, vectors).Do(s => s.Idle(wait).Reset(_random.Next(2, 6)));
                Restart(true);
                break;
            case 4:
                SoftReset(first, vectors, wait);
                break;
            case 5 when _layer.Design.Configuration.Interface.Programming:
                CutProgramming(wait);
                break;
            default:
                CutAccesses();
                break;
        }
    }

    private ScenarioCheck Send(int first, int vectors)
    {
        _since += vectors;
        return Check.Vectors(first, vectors);
    }

    /// <summary>Vectors after a reset. Memories of parameters keep what they held: they need not be loaded again.</summary>
    private void Restart(bool looks = false)
    {
        Check.Cut();
        if (looks)
        {
            Check.Read("STATUS", 4, 7);
        }

        if (_random.Next(2) == 0)
        {
            Check.Start();
        }
        else
        {
            Check.Write(_layer.Writes[^1].Address, _layer.Writes[^1].Data);
        }

        _since = 0;
    }

    /// <summary>Writes to what only a stopped layer takes.</summary>
    private void RefuseProtected(ScenarioCheck check)
    {
        check.Refused(check.Map.Find("TOLERANCE") is null ? "SETTLE_CYCLES" : "TOLERANCE", 3);
        if ((check.Map.FindWindow("BIAS") ?? check.Map.Windows.FirstOrDefault(w => w is { IsWritable: true, IsProtected: true })) is Window window)
        {
            check.Refused(window.Name, 3, _random.Next(window.Words));
        }
    }

    private void SoftReset(int first, int vectors, int wait)
    {
        Check.Vectors(first, vectors).Sent().Do(s => s.Idle(wait)).Write("COMMAND", 8);
        Check.Poll("STATUS", 4, 4).Cut().Read("CONTROL", 0, 5).Write("CONTROL", 1);
        // The harness counts outputs from the last hard reset on: start over.
        Check.Do(s => s.Reset(3));
        Restart();
    }

    /// <summary>A row that is programmed with what it holds, or anything else within this tolerance, cut short by a reset.</summary>
    private void CutProgramming(int wait)
    {
        int rows = IdealCells.UsedRows(_layer.Design, 0);
        Check.Wait(_since).Stop().Write("CELLS", (uint)_random.Next(rows)).Write("PULSE_LIMIT", 1).Write("TOLERANCE", 0xFFF)
            .Write("COMMAND", 1).Do(s => s.Idle(wait).Reset(3));
        Restart();
    }

    private void CutAccesses()
    {
        Check.Do(s =>
        {
            for (int k = 0; k < 12; k++)
            {
                s.PostWrite(Check.At("INTERRUPT_ENABLE"), (uint)k).PostRead(Check.At("ID"));
            }

            s.Idle(_random.Next(1, 30)).Reset(2);
        });
        Restart();
    }
}
