// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Tests.Registers;

/// <summary>Random accesses, events and states: the emitted register file does what the model of the text does, cycle by cycle.</summary>
internal sealed class RegisterFileTests
{
    private const int Cycles = 20000;
    private const int CyclesOfABug = 12000;
    private const uint ResetEvent = 1u << 9;

    private static readonly (string Right, string Wrong)[] s_bugs =
    [
        ("(interrupt_status_q & ~cleared) | raised | tested", "((interrupt_status_q | raised) & ~cleared) | tested"),
        ("& ~cleared) | raised | tested", "& ~cleared) | raised"),
        ("write_refused = ~stopped & (", "write_refused = stopped & ("),
        ("wire accept = write & any_strobe & ~write_error;", "wire accept = write & any_strobe;"),
        ("wire accept = write & any_strobe & ~write_error;", "wire accept = write & ~write_error;"),
        ("any_strobe ? write_strobe : 4'hf", "write_strobe"),
        ("control_lock_q <= control_lock_q | write_data[1]", "control_lock_q <= write_data[1]"),
        ("(control_bus_stream_next != control_bus_stream)", "control_bus_stream_next"),
        ("else if (clear_enable) control_enable_q <= 1'b0;", ""),
        ("else if (clear_cells_kept) control_cells_kept_q <= 1'b0;", ""),
        ("else if (clear_cells_kept) control_cells_kept_q", "else if (clear_enable) control_cells_kept_q"),
        ("(drive_cycles_next > 8'h5)", "(drive_cycles_next > 8'h6)"),
        ("((|write_value[31:16]) | (pulse_limit_next", "((|write_value[31:17]) | (pulse_limit_next"),
        ("write_strobe[1]) tile_q[15:8]", "write_strobe[0]) tile_q[15:8]"),
        ("(write_address[8:2] < 7'h66)", "(write_address[8:2] < 7'h67)"),
        ("(read_address[6:2] < 5'h11) & stopped", "(read_address[6:2] < 5'h11)"),
        ("block_5 = packet_errors;", "block_5 = adc_timeouts;"),
        ("interrupt_status_q <= 11'h200;", "interrupt_status_q <= 11'h0;"),
        ("write_refused | command_refused | other_refused", "write_refused | command_refused"),
        ("write_at_weight_sum = (write_address[11:6] == 6'h20)", "write_at_weight_sum = (write_address[11:6] == 6'h21)"),
    ];

    [Test]
    public async Task RandomAccessesAreAnsweredAsTheTextSays([ValueSource(typeof(RegisterDesigns), nameof(RegisterDesigns.Every))] LayerDesign design)
    {
        RegisterCycle[] cycles = Draw(RegisterMap.Of(design), Cycles, seed: 1);
        RegisterFileBench bench = new(design);
        Assert.That(Difference(design, bench, cycles, await bench.RunAsync(cycles)), Is.Null);
    }

    [TestCaseSource(nameof(s_bugs))]
    public async Task APlantedBugIsFound((string Right, string Wrong) bug)
    {
        LayerDesign design = RegisterDesigns.All;
        RegisterCycle[] cycles = Draw(RegisterMap.Of(design), CyclesOfABug, seed: 2);
        RegisterFileBench bench = new(design) { Edit = bug };
        Assert.That(Difference(design, bench, cycles, await bench.RunAsync(cycles)), Is.Not.Null);
    }

    [Test]
    public void EveryAnswerIsMet()
    {
        RegisterMap map = RegisterMap.Of(RegisterDesigns.All);
        RegisterModel model = new(map);
        HashSet<(uint Address, BusResponse Response)> writes = [];
        HashSet<(uint Address, BusResponse Response)> reads = [];
        foreach (RegisterCycle cycle in Draw(map, Cycles, seed: 1))
        {
            (WriteAnswer? write, ReadAnswer? read) = Step(model, cycle);
            _ = write is not null && writes.Add((cycle.WriteAddress & ~3u, write.Response));
            _ = read is not null && reads.Add((cycle.ReadAddress & ~3u, read.Response));
        }

        foreach (Register register in map.Registers)
        {
            Assert.That(reads, Does.Contain(((uint)register.Offset, register.IsReadable ? BusResponse.Okay : BusResponse.Error)), register.Name);
            Assert.That(writes, Does.Contain(((uint)register.Offset, register.IsWritable ? BusResponse.Okay : BusResponse.Error)), register.Name);
            bool canFail = register.IsProtected || register.HasRefusal;
            Assert.That(!canFail || writes.Contains(((uint)register.Offset, BusResponse.Error)), register.Name);
        }
    }

    private static (WriteAnswer? Write, ReadAnswer? Read) Step(RegisterModel model, RegisterCycle cycle)
    {
        ReadAnswer? read = cycle.Read ? model.Read(cycle.ReadAddress, cycle.Stopped) : null;
        WriteAnswer? write = cycle.Write
            ? model.Write(cycle.WriteAddress, cycle.Data, cycle.Strobe, cycle.Stopped, (_, value) => cycle.Refuse ^ ((BitOperations.PopCount(value) & 1) != 0))
            : null;
        model.Raise(cycle.Events);
        if (cycle.SoftReset)
        {
            model.SoftReset(cycle.Cuts);
        }

        return (write, read);
    }

    /// <summary>The first thing that the register file did otherwise; null where there is none.</summary>
    private static string? Difference(LayerDesign design, RegisterFileBench bench, RegisterCycle[] cycles, IReadOnlyList<RegisterObservation> observed)
    {
        RegisterMap map = RegisterMap.Of(design);
        RegisterModel model = new(map);
        bool irq = false;
        for (int i = 0; i < cycles.Length; i++)
        {
            RegisterCycle cycle = cycles[i];
            RegisterObservation seen = observed[i];
            BigInteger stored = Stored(bench, model);
            bool stands = model.Irq;
            (WriteAnswer? write, ReadAnswer? read) = Step(model, cycle);
            string? difference =
                seen.Stored != stored ? $"kept {seen.Stored:x}, expected {stored:x}"
                : seen.Irq != irq ? $"irq {seen.Irq}"
                : read is null ? null
                : seen.ReadError != (read.Response == BusResponse.Error) ? $"read answered by {(seen.ReadError ? "an error" : "OKAY")}"
                : read.Response == BusResponse.Okay ? ReadDifference(map, cycle, seen, read) : null;
            difference ??= write is null
                ? seen.Writes.IsZero ? null : "a write without one"
                : WriteDifference(bench, map, cycle, seen, write);
            if (difference is not null)
            {
                return $"cycle {i}: {cycle}: {difference}";
            }

            irq = stands;
        }

        return observed.Count == cycles.Length ? null : $"{observed.Count} cycles of {cycles.Length}";
    }

    private static string? ReadDifference(RegisterMap map, RegisterCycle cycle, RegisterObservation seen, ReadAnswer read)
    {
        uint address = cycle.ReadAddress & ~3u;
        Window? window = map.Windows.FirstOrDefault(w => address >= w.Offset && address < w.Offset + w.Span);
        uint index = window is null ? 0 : (address - (uint)window.Offset) / 4;
        uint layer = window is null
            ? RegisterFileBench.FromLayer(map.Registers.Single(r => r.Offset == address), cycle.Noise)
            : RegisterFileBench.FromLayer(window, seen.ReadIndex, cycle.Noise);
        uint expected = (read.Data & read.Known) | (layer & ~read.Known);
        return seen.ReadData != expected ? $"read {seen.ReadData:x8}, expected {expected:x8}"
            : window is not null && (seen.ReadIndex & ((window.Span / 4) - 1)) != index ? $"word {seen.ReadIndex} of {window.Name}"
            : null;
    }

    private static string? WriteDifference(RegisterFileBench bench, RegisterMap map, RegisterCycle cycle, RegisterObservation seen, WriteAnswer write)
    {
        if (seen.WriteError != (write.Response == BusResponse.Error))
        {
            return $"write answered by {(seen.WriteError ? "an error" : "OKAY")}";
        }

        uint address = cycle.WriteAddress & ~3u;
        Window? window = map.Windows.FirstOrDefault(w => address >= w.Offset && address < w.Offset + w.Span);
        string? name = window?.Name ?? map.Registers.FirstOrDefault(r => r.Offset == address)?.Name;
        bool takes = write.Response == BusResponse.Okay && cycle.Strobe != 0;
        int output = name is null || !takes ? -1 : bench.WriteOutputs.ToList().IndexOf(name);
        BigInteger writes = output < 0 ? 0 : BigInteger.One << output;
        if (seen.Writes != writes)
        {
            return $"writes {seen.Writes:x}, expected {writes:x}";
        }

        if (output < 0)
        {
            return null;
        }

        uint value = Enumerable.Range(0, 4).Where(b => (cycle.Strobe >> b & 1) != 0).Aggregate(0u, (v, b) => v | (cycle.Data & (0xFFu << (8 * b))));
        return seen.WriteValue != value ? $"value {seen.WriteValue:x8}, expected {value:x8}"
            : seen.WriteLanes != cycle.Strobe ? $"lanes {seen.WriteLanes:x}"
            : window is not null && (seen.WriteIndex & ((window.Span / 4) - 1)) != (address - window.Offset) / 4 ? $"word {seen.WriteIndex} of {window.Name}"
            : null;
    }

    private static BigInteger Stored(RegisterFileBench bench, RegisterModel model)
    {
        BigInteger all = 0;
        int low = 0;
        foreach ((Register register, Field field) in bench.StoredFields)
        {
            uint word = register.Name is "CONTROL" ? model.Control : model.Stored(register.Name);
            all |= (BigInteger)field.Of(word) << low;
            low += field.Bits;
        }

        return all;
    }

    /// <summary>First every register is read once, as reset left it.</summary>
    private static RegisterCycle[] Draw(RegisterMap map, int count, int seed)
    {
        Random random = new(seed);
        return [.. map.Registers.Select(Read), .. Enumerable.Range(0, count).Select(_ => Draw(map, random))];
    }

    private static RegisterCycle Read(Register register) =>
        new(false, 0, 0, 0, true, (uint)register.Offset, false, false, false, false, 0, (uint)register.Offset);

    private static RegisterCycle Draw(RegisterMap map, Random random)
    {
        bool isReset = random.Next(50) == 0;
        uint address = Address(map, random);
        return new RegisterCycle(
            random.Next(4) != 0, address, Data(map, address, random), random.Next(3) != 0 ? 15 : random.Next(16),
            random.Next(2) == 0, Address(map, random), random.Next(3) != 0, isReset, isReset && random.Next(2) == 0, random.Next(2) == 0,
            Events(map, random) | (isReset ? ResetEvent : 0), (uint)random.NextInt64(1L << 32));
    }

    private static uint Events(RegisterMap map, Random random) =>
        random.Next(4) != 0 ? 0 : map.Raised.Where(e => !e.IsInternal && random.Next(4) == 0).Aggregate(0u, (bits, e) => bits | (1u << e.Bit));

    private static uint Address(RegisterMap map, Random random)
    {
        long word = random.Next(8) switch
        {
            0 => map.Registers.Where(r => r.IsInterrupt).ElementAt(random.Next(3)).Offset,
            < 5 => map.Registers[random.Next(map.Registers.Count)].Offset,
            < 7 when map.Windows[random.Next(map.Windows.Count)] is { } window =>
                window.Offset + (4L * (random.Next(2) == 0 ? random.Next(window.Words) : window.Words - 1 + random.Next(2))),
            _ => random.NextInt64(1L << map.AddressBits),
        };
        return (uint)((word & ~3L) | (uint)random.Next(4)) & (uint)((1L << map.AddressBits) - 1);
    }

    /// <summary>For a register with bounds often what lies at them or just beyond.</summary>
    private static uint Data(RegisterMap map, uint address, Random random)
    {
        Field? bounded = map.Registers.FirstOrDefault(r => r.Offset == (address & ~3u))?.Fields.FirstOrDefault(f => f.IsBounded);
        if (bounded is not null && random.Next(2) == 0)
        {
            uint value = random.Next(3) == 0 ? bounded.Maximum + (uint)random.Next(2) : (uint)random.NextInt64(bounded.Maximum + 1L);
            return random.Next(3) == 0 ? value | (1u << random.Next(bounded.High + 1, 32)) : value;
        }

        uint any = (uint)random.NextInt64(1L << 32);
        return random.Next(5) switch
        {
            0 => any,
            1 => (uint)random.Next(16),
            2 => 1u << random.Next(32),
            3 => any & 0x7FF,
            _ => any & 0x0707,
        };
    }
}
