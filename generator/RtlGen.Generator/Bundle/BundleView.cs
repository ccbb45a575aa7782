// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Bundles;

/// <summary>A row of the table of ports.</summary>
internal sealed record PortView(string Port, string Direction, int Width, string Meaning)
{
    public string Bits => Width.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A row of the table of streams.</summary>
internal sealed record StreamView(string Stream, int Elements, int ValueBits, string Kind, int ElementBits, int Beats);

/// <summary>A row of the table of parameters.</summary>
internal sealed record ParameterView(string Address, string Meaning, int Words);

/// <summary>One of the things to do before the first vector, in this order.</summary>
internal sealed record StepView(int Number, string Text);

/// <summary>A row of the table of macro pins.</summary>
internal sealed record PinView(string Pin, string Direction, int Bits, string Meaning, string Cycles);

/// <summary>Why a pin of the macro stands longer than a cycle.</summary>
internal sealed record TimingView(string Pin, string Reason);

/// <summary>What the templates of a bundle place; every decision was made before.</summary>
internal sealed record BundleView
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    public required int Tiles { get; init; }

    public required bool ManyTiles { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int StreamBits { get; init; }

    public required int Vectors { get; init; }

    public required int InputBeats { get; init; }

    public required int OutputBeats { get; init; }

    /// <summary>True when there is a parameter port.</summary>
    public required bool HasPort { get; init; }

    /// <summary>True when something has to be written to it.</summary>
    public required bool HasParameters { get; init; }

    /// <summary>Words on the parameter port.</summary>
    public required int Writes { get; init; }

    /// <summary>Cycles without a handshake after which the testbench gives up.</summary>
    public required int IdleLimit { get; init; }

    /// <summary>1 or 0.</summary>
    public required int Overflows { get; init; }

    public required int Interval { get; init; }

    public required int Latency { get; init; }

    public required string Limit { get; init; }

    /// <summary>Nanoseconds.</summary>
    public required string Period { get; init; }

    /// <summary>Nanoseconds.</summary>
    public required string HalfPeriod { get; init; }

    public required IReadOnlyList<PortView> Ports { get; init; }

    public required IReadOnlyList<StreamView> Streams { get; init; }

    public required IReadOnlyList<ParameterView> Parameters { get; init; }

    /// <summary>What a layer behind a bus needs before its first vector.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }

    public required bool HasProgramming { get; init; }

    public required IReadOnlyList<PinView> Pins { get; init; }

    /// <summary>Pins that stand longer than a cycle.</summary>
    public required IReadOnlyList<TimingView> Timings { get; init; }

    public required string Control { get; init; }

    public required bool HasBus { get; init; }

    public bool IsAxi => HasBus && !IsApb;

    public required bool IsApb { get; init; }

    /// <summary>The testbench writes parameters to a plain port.</summary>
    public bool WritesPort => HasParameters && !HasBus;

    /// <summary>Bits of an address of the bus.</summary>
    public required int AddressBits { get; init; }

    public int AddressMsb => AddressBits - 1;

    public static BundleView Of(BundleContent content)
    {
        LayerDesign design = content.Design;
        RtlConfiguration configuration = design.Configuration;
        bool runtime = configuration.Interface.Parameters == ParameterStorage.Runtime;
        ParameterView[] parameters = [.. ParameterWrites.KindsOf(design).Select(k => new ParameterView($"0x{k.Base:X8} + n", k.Meaning, k.Words))];
        return new BundleView
        {
            Name = design.Name,
            Version = ToolVersion.Text,
            Inputs = design.Grid.Inputs,
            Outputs = design.Grid.Outputs,
            Tiles = design.Grid.Count,
            ManyTiles = design.Grid.Count > 1,
            Rows = configuration.Crossbar.Rows,
            Columns = design.PhysicalColumns,
            StreamBits = configuration.Interface.StreamBits,
            Vectors = content.Inputs.Shape[0],
            InputBeats = design.InputStream.Beats,
            OutputBeats = design.OutputStream.Beats,
            HasPort = runtime && !design.HasBus,
            Control = ConfigurationNames.Of(configuration.Interface.Control),
            HasBus = design.HasBus,
            IsApb = BusPins.IsApb(design),
            AddressBits = design.HasBus ? RegisterMap.Of(design).AddressBits : 0,
            HasParameters = ControlWrites.Of(design, content.Parameters).Count > 0,
            Writes = ControlWrites.Of(design, content.Parameters).Count,
            // The testbench itself stalls for a few tens of cycles on end.
            IdleLimit = (2 * design.Schedule.IdleBound) + 256,
            Overflows = content.Overflows ? 1 : 0,
            Interval = design.Schedule.Interval,
            Latency = design.Schedule.Latency,
            Limit = design.Schedule.Limit,
            Period = Nanoseconds(content.ClockPeriod),
            HalfPeriod = Nanoseconds(content.ClockPeriod / 2),
            Ports = PortsOf(design),
            Streams = [StreamOf("s", design.InputStream), StreamOf("m", design.OutputStream)],
            Parameters = parameters,
            Steps = design.HasBus ? [.. StepsOf(design).Select((text, i) => new StepView(i + 1, text))] : [],
            HasProgramming = design.HasProgramming,
            Pins = PinsOf(design),
            Timings = TimingsOf(design),
        };
    }

    /// <summary>The ports of the top, in its order.</summary>
    internal static IReadOnlyList<PortView> PortsOf(LayerDesign design)
    {
        bool runtime = design.Configuration.Interface.Parameters == ParameterStorage.Runtime;
        int bits = design.Configuration.Interface.StreamBits;
        List<PortView> ports =
        [
            new("clk", "input", 1, "clock"),
            new("rst_n", "input", 1, $"synchronous reset, active low{(design.HasBus && !BusPins.IsApb(design) ? ", at least two cycles" : "")}"),
            new("s_tdata", "input", bits, "input stream (AXI4-Stream): elements of x"),
            new("s_tvalid", "input", 1, "input stream: a beat is offered"),
            new("s_tready", "output", 1, "input stream: it is taken"),
            new("s_tlast", "input", 1, "input stream: last beat of a vector"),
            new("m_tdata", "output", bits, "output stream (AXI4-Stream): elements of the result"),
            new("m_tvalid", "output", 1, "output stream: a beat is offered"),
            new("m_tready", "input", 1, "output stream: it is taken"),
            new("m_tlast", "output", 1, "output stream: last beat of a vector"),
        ];
        if (design.HasBus)
        {
            ports.AddRange(BusPins.Of(design).Select(p => new PortView(
                p.Name, p.Direction.Trim(), p.Bits, $"registers ({BusPins.NameOf(design)})")));
            ports.Add(new("irq", "output", 1, "interrupt: an enabled event stands"));
        }
        else if (runtime)
        {
            ports.Add(new("param_write", "input", 1, "writes one parameter word in this cycle"));
            ports.Add(new("param_address", "input", 32, "which one, see below"));
            ports.Add(new("param_data", "input", 32, "the word"));
        }

        ports.Add(new("packet_error", "output", 1, "pulse: an input packet of the wrong length was dropped"));
        ports.Add(new("overflow", "output", 1, "pulse: an output was clamped or wrapped before its requantization"));
        ports.Add(new("adc_timeout", "output", 1, "pulse: an external ADC did not finish a conversion in time"));
        return ports;
    }

    private static IEnumerable<string> StepsOf(LayerDesign design)
    {
        RegisterMap map = RegisterMap.Of(design);
        if (map.FindWindow("OFFSETS") is not null)
        {
            yield return design.HasProgramming
                ? "Write the window OFFSETS, with 0 where an offset is not known: verification reads corrected codes. "
                  + "COMMAND calibrate measures the offsets of one tile; where an ADC's code for 0 is not inside its range, it needs programmed reference rows."
                : "Write the window OFFSETS, or have COMMAND calibrate measure the offsets, tile by tile.";
        }

        if (design.HasProgramming)
        {
            yield return "Program the cells, row by row: TILE, CELLS, the window ROW_TARGETS, then COMMAND program_row. "
                + "Where they hold their weights already, set CONTROL.cells_kept instead.";
        }

        string[] windows = [.. map.Windows.Where(w => w.IsWritable && w.Name is not ("OFFSETS" or "ROW_TARGETS")).Select(w => w.Name)];
        if (windows.Length > 0)
        {
            string order = map.FindWindow("THRESHOLDS_HIGH") is null ? "" : ", of each threshold THRESHOLDS_HIGH first";
            yield return $"Write the window{(windows.Length == 1 ? "" : "s")} {string.Join(", ", windows)}{order}.";
        }

        yield return "Set CONTROL.enable.";
    }

    /// <summary>Pins that stand longer than a cycle, and why.</summary>
    internal static IReadOnlyList<TimingView> TimingsOf(LayerDesign design) =>
        [.. MacroPinTiming.Of(design).Where(t => t.Path != MacroPath.SingleCycle || t.ResetCycles > 1).Select(t => new TimingView(t.Pin, t.Reason))];

    /// <summary>The pins of the macro, in its order.</summary>
    internal static IReadOnlyList<PinView> PinsOf(LayerDesign design)
    {
        Dictionary<string, MacroPinTiming> timings = MacroPinTiming.Of(design).ToDictionary(t => t.Pin, StringComparer.Ordinal);
        return
        [
            .. design.MacroPins.Select(p => new PinView(
                p.Name, p.Direction == PinDirection.Input ? "input" : "output", p.Width, p.Description,
                timings.TryGetValue(p.Name, out MacroPinTiming? timing) ? CyclesOf(timing) : "")),
        ];
    }

    private static string CyclesOf(MacroPinTiming timing) => timing.Path switch
    {
        MacroPath.Asynchronous => "any",
        MacroPath.Constant => "constant",
        _ when timing.ResetCycles > timing.Cycles => $"{timing.ResetCycles.ToString(CultureInfo.InvariantCulture)} ({timing.Cycles.ToString(CultureInfo.InvariantCulture)})",
        _ => timing.Cycles.ToString(CultureInfo.InvariantCulture),
    };

    private static StreamView StreamOf(string stream, StreamFormat format) => new(
        stream,
        format.Elements,
        format.ValueBits,
        format.IsBipolar ? "1 for +1 and 0 for -1" : format.IsSigned ? "two's complement, extended" : "unsigned",
        format.ElementBits,
        format.Beats);

    private static string Nanoseconds(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
