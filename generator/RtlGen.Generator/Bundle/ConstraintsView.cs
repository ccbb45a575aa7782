// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>What the constraints say of one pin of the macro.</summary>
internal sealed record PinTimingView
{
    public required string Pin { get; init; }

    public required string Reason { get; init; }

    public required bool IsSingle { get; init; }

    public required bool IsMulticycle { get; init; }

    public required bool IsFalse { get; init; }

    /// <summary>More cycles are there where software leaves the registers of the timing alone.</summary>
    public required bool IsConditional { get; init; }

    public required int Cycles { get; init; }

    public int HoldCycles => Cycles - 1;

    public required int ResetCycles { get; init; }

    public int ResetHoldCycles => ResetCycles - 1;

    /// <summary><c>-to</c> a pin that the macro checks against its clock, else <c>-through</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>Names of the pins in netlists with hierarchy and in flattened ones.</summary>
    public required string Patterns { get; init; }
}

/// <summary>One bit of a port.</summary>
internal sealed record PortBitView(string Port);

/// <summary>What SDC, XDC and PCF place.</summary>
internal sealed class ConstraintsView(LayerDesign design, IReadOnlyList<PortView> ports, decimal clockPeriod)
{
    public string Name => design.Name;

    public string Version { get; } = ToolVersion.Text;

    public bool HasBus => design.HasBus;

    /// <summary>Nanoseconds.</summary>
    public string Period => Number(clockPeriod);

    /// <summary>A fifth of the period.</summary>
    public string IoDelay => Number(clockPeriod / 5);

    /// <summary>Megahertz.</summary>
    public string Frequency => (1000 / clockPeriod).ToString("0.##", CultureInfo.InvariantCulture);

    public string InputPorts => Names("input");

    public string OutputPorts => Names("output");

    /// <summary>Some path is relaxed, or could be.</summary>
    public bool IsSplit => Timings.Any(t => t.IsMulticycle || t.IsConditional);

    public IReadOnlyList<PinTimingView> Timings => [.. MacroPinTiming.Of(design).Select(View)];

    public IReadOnlyList<PortBitView> Bits =>
    [
        .. ports.SelectMany(p => p.Width == 1
            ? [new PortBitView(p.Port)]
            : Enumerable.Range(0, p.Width).Select(b => new PortBitView($"{p.Port}[{b.ToString(CultureInfo.InvariantCulture)}]"))),
    ];

    private PinTimingView View(MacroPinTiming timing) => new()
    {
        Pin = timing.Pin,
        Reason = timing.Reason,
        IsSingle = timing.Path == MacroPath.SingleCycle,
        IsMulticycle = timing.Path == MacroPath.Multicycle,
        IsFalse = timing.Path is MacroPath.Asynchronous or MacroPath.Constant,
        IsConditional = timing.ResetCycles > timing.Cycles,
        Cycles = timing.Cycles,
        ResetCycles = timing.ResetCycles,
        Direction = IsChecked(timing.Pin) ? "-to" : "-through",
        Patterns = HasBus ? $"u_layer/u_macro_*/{timing.Pin}* u_layer.u_macro_*/{timing.Pin}*" : $"u_macro_*/{timing.Pin}*",
    };

    private bool IsChecked(string pin) => new MacroAbstractView(design, clockPeriod).LibertyPins.Any(p => p.IsChecked && string.Equals(p.Name, pin, StringComparison.Ordinal));

    /// <summary>Patterns that reach every bit; the clock is no data.</summary>
    private string Names(string direction) => string.Join(' ', ports
        .Where(p => string.Equals(p.Direction, direction, StringComparison.Ordinal) && !string.Equals(p.Port, "clk", StringComparison.Ordinal))
        .Select(p => p.Width == 1 ? p.Port : $"{p.Port}[*]"));

    private static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
