// SPDX-License-Identifier: Apache-2.0

namespace RtlGen.Registers;

/// <summary>How the bus answers an access.</summary>
public enum BusResponse
{
    Okay,

    /// <summary>SLVERR, PSLVERR.</summary>
    Error,
}

/// <summary>The answer to a read.</summary>
/// <param name="Response">How it is answered.</param>
/// <param name="Data">What is read; with an error it counts for nothing.</param>
/// <param name="Known">Ones where the model knows the bit; the others are the layer's.</param>
public sealed record ReadAnswer(BusResponse Response, uint Data, uint Known);

/// <summary>The answer to a write and what it did.</summary>
/// <param name="Response">How it is answered.</param>
/// <param name="Raised">The interrupts that its refusal raises.</param>
public sealed record WriteAnswer(BusResponse Response, uint Raised);

/// <summary>What the layer decides about a write; asked only where the text lets it refuse.</summary>
/// <param name="Register">Name of the register.</param>
/// <param name="Value">COMMAND and streams: the word, bytes without strobe 0. CONTROL: the value that it would get.</param>
/// <returns>True: refused.</returns>
public delegate bool LayerRefusal(string Register, uint Value);

/// <summary>
/// The registers as software sees them (docs/control.md §2, §3, §5), one access after the other. Names, places and numbers come from
/// the map of the design; what an access does is written down here from the text.
/// </summary>
/// <param name="map">The design's map.</param>
public sealed class RegisterModel(RegisterMap map)
{
    private const uint Enable = 1;
    private const uint Lock = 2;
    private const uint BusStream = 4;
    private const uint CellsKept = 8;
    private const uint CommandRefused = 1u << 5;
    private const uint WriteRefused = 1u << 6;
    private const uint Reset = 1u << 9;
    private const uint AllEvents = 0x7FF;

    private static readonly WriteAnswer s_taken = new(BusResponse.Okay, 0);

    private readonly Dictionary<long, Register> _registers = map.Registers.ToDictionary(r => r.Offset);

    private readonly uint _controlBits = Enable | Lock | BusStream | (HasProgramming(map) ? CellsKept : 0);

    /// <summary>What can be written and read back, by name.</summary>
    private readonly Dictionary<string, uint> _stored = Initial(map);

    /// <summary>Events that stand.</summary>
    public uint InterruptStatus { get; private set; } = Reset;

    public uint InterruptEnable { get; private set; }

    public uint Control { get; private set; }

    /// <summary>The interrupt, as soon as it has settled.</summary>
    public bool Irq => (InterruptStatus & InterruptEnable) != 0;

    /// <summary>Raises events of the layer.</summary>
    public void Raise(uint events) => InterruptStatus |= events & AllEvents;

    /// <summary>soft_reset: enable falls and the event is raised; registers stay.</summary>
    /// <param name="cutsProgramming">It ends a programming command: what software knew of the cells is true no more.</param>
    public void SoftReset(bool cutsProgramming = false)
    {
        Control &= ~(cutsProgramming ? Enable | CellsKept : Enable);
        Raise(Reset);
    }

    /// <summary>A value that software wrote.</summary>
    /// <exception cref="KeyNotFoundException">The design has no such register, or it cannot be written.</exception>
    public uint Stored(string register) => _stored[register];

    /// <summary>Takes a write.</summary>
    /// <param name="address">Byte address; bits 1 and 0 count for nothing.</param>
    /// <param name="data">The word.</param>
    /// <param name="strobe">One bit a byte.</param>
    /// <param name="stopped">Not enabled, nothing computed, no command runs.</param>
    /// <param name="refusal">The layer's own say; null: it refuses nothing.</param>
    public WriteAnswer Write(long address, uint data, int strobe, bool stopped, LayerRefusal? refusal = null)
    {
        // Without any strobe nothing changes, and the answer is that of a whole write.
        uint bytes = Bytes(strobe == 0 ? 15 : strobe);
        bool takes = strobe != 0;
        long offset = address & ~3L;
        if (FindWindow(offset) is { } window)
        {
            return window.Access != RegisterAccess.WriteOnly ? new(BusResponse.Error, 0)
                : window.IsProtected && !stopped ? Refuse(WriteRefused)
                : s_taken;
        }

        if (!_registers.TryGetValue(offset, out Register? register) || register.Access == RegisterAccess.ReadOnly)
        {
            return new(BusResponse.Error, 0);
        }

        return register.Name switch
        {
            "CONTROL" => WriteControl(data, bytes, takes, stopped, refusal),
            "INTERRUPT_STATUS" => Take(takes, () => InterruptStatus &= ~(data & bytes)),
            "INTERRUPT_ENABLE" => Take(takes, () => InterruptEnable = Merge(InterruptEnable, data, bytes) & AllEvents),
            "INTERRUPT_TEST" => Take(takes, () => Raise(data & bytes)),
            "COMMAND" => refusal?.Invoke(register.Name, data & bytes) == true ? Refuse(CommandRefused) : s_taken,
            "INPUT_DATA" or "INPUT_LAST" or "OUTPUT_POP" =>
                new(refusal?.Invoke(register.Name, data & bytes) == true ? BusResponse.Error : BusResponse.Okay, 0),
            "FAILURE_POP" => s_taken,
            _ => WriteStored(register, data, bytes, takes, stopped),
        };
    }

    /// <summary>Answers a read. Nothing changes.</summary>
    /// <param name="address">Byte address; bits 1 and 0 count for nothing.</param>
    /// <param name="stopped">Not enabled, nothing computed, no command runs.</param>
    public ReadAnswer Read(long address, bool stopped)
    {
        long offset = address & ~3L;
        if (FindWindow(offset) is { } window)
        {
            return window.Access == RegisterAccess.ReadOnly && (stopped || !window.IsProtected)
                ? new(BusResponse.Okay, 0, 0)
                : new(BusResponse.Error, 0, 0);
        }

        if (!_registers.TryGetValue(offset, out Register? register) || register.Access == RegisterAccess.WriteOnly)
        {
            return new(BusResponse.Error, 0, 0);
        }

        if (IsVolatile(register.Name))
        {
            // What no field has reads 0 even here.
            return new(BusResponse.Okay, 0, ~register.Fields.Aggregate(0u, (mask, f) => mask | f.Mask));
        }

        uint value = register.Name switch
        {
            "CONTROL" => Control,
            "INTERRUPT_STATUS" => InterruptStatus,
            "INTERRUPT_ENABLE" => InterruptEnable,
            string name when _stored.TryGetValue(name, out uint stored) => stored,
            _ => register.Reset,
        };
        return new(BusResponse.Okay, value, uint.MaxValue);
    }

    /// <summary>True for what the layer may change at any time: state, counters, the queue of failures.</summary>
    public static bool IsVolatile(string register) => register is
        "STATUS" or "CYCLES_BUSY_LOW" or "CYCLES_BUSY_HIGH" or "CONVERSIONS_LOW" or "CONVERSIONS_HIGH" or "VECTORS" or "STALLS_IN"
        or "STALLS_OUT" or "SATURATIONS" or "ADC_TIMEOUTS" or "PACKET_ERRORS" or "PROGRAM_PULSES" or "PROGRAM_READS"
        or "PROGRAM_FAILURES" or "FAILURE_CELL" or "FAILURE_VALUE" or "CALIBRATION_FAILURES";

    private WriteAnswer WriteControl(uint data, uint bytes, bool takes, bool stopped, LayerRefusal? refusal)
    {
        uint next = (Merge(Control, data, bytes) & _controlBits) | (Control & Lock);
        uint refused = ((next ^ Control) & BusStream) != 0 && !stopped ? WriteRefused : 0;
        if (refusal?.Invoke("CONTROL", next) == true)
        {
            refused |= CommandRefused;
        }

        return refused != 0 ? Refuse(refused) : Take(takes, () => Control = next);
    }

    private WriteAnswer WriteStored(Register register, uint data, uint bytes, bool takes, bool stopped)
    {
        uint next = Merge(_stored[register.Name], data, bytes);
        bool inside = register.Name switch
        {
            // Their value is the word.
            "DRIVE_CYCLES" or "SAMPLE_CYCLES" or "PULSE_LIMIT" or "CALIBRATION_ROWS" => next >= 1 && next <= register.Fields[0].Maximum,
            "SETTLE_CYCLES" => next <= register.Fields[0].Maximum,
            "PULSE_WIDTH" => (next & 0xFF) != 0 && (next & 0xFF00) != 0,
            _ => true,
        };
        if (!stopped)
        {
            return Refuse(WriteRefused);
        }

        uint named = register.Fields.Aggregate(0u, (mask, f) => mask | f.Mask);
        return inside ? Take(takes, () => _stored[register.Name] = next & named) : new(BusResponse.Error, 0);
    }

    private static bool HasProgramming(RegisterMap map) => map.Find("CELLS") is not null;

    private static WriteAnswer Take(bool takes, Action change)
    {
        if (takes)
        {
            change();
        }

        return s_taken;
    }

    private WriteAnswer Refuse(uint events)
    {
        Raise(events);
        return new(BusResponse.Error, events);
    }

    private Window? FindWindow(long offset) =>
        map.Windows.FirstOrDefault(w => offset >= w.Offset && offset < w.Offset + (4L * w.Words));

    private static uint Bytes(int strobe)
    {
        uint bits = 0;
        for (int lane = 0; lane < 4; lane++)
        {
            bits |= ((strobe >> lane) & 1) != 0 ? 0xFFu << (8 * lane) : 0;
        }

        return bits;
    }

    private static uint Merge(uint old, uint data, uint bytes) => (old & ~bytes) | (data & bytes);

    /// <summary>Reset values of §3; timing starts at what was configured, its greatest value.</summary>
    private static Dictionary<string, uint> Initial(RegisterMap map)
    {
        Dictionary<string, uint> values = new(StringComparer.Ordinal)
        {
            ["TILE"] = 0,
            ["CELLS"] = 0,
            ["PULSE_WIDTH"] = 0x0101,
            ["PULSE_LIMIT"] = 64,
            ["TOLERANCE"] = 0,
            ["CALIBRATION_ROWS"] = 1,
            ["CALIBRATION_EXPECTED"] = 0,
        };
        foreach (string name in (string[])["DRIVE_CYCLES", "SETTLE_CYCLES", "SAMPLE_CYCLES"])
        {
            if (map.Find(name) is { Access: RegisterAccess.ReadWrite } register)
            {
                values[name] = register.Fields[0].Maximum;
            }
        }

        return values;
    }
}
