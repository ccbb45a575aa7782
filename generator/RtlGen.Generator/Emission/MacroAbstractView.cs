// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>One pin of one bit in the LEF abstract.</summary>
internal sealed record LefPinView(string Name, string Direction, string Use, string Rectangle);

/// <summary>A bit of an output with the inputs that it answers in the same cycle.</summary>
internal sealed record AnsweringBitView(string Name, string Inputs);

/// <summary>One pin or bus in the Liberty abstract.</summary>
internal sealed record LibertyPinView
{
    public required string Name { get; init; }

    public required string Direction { get; init; }

    public required bool IsBus { get; init; }

    public required bool IsClock { get; init; }

    /// <summary>Name of the bus type.</summary>
    public required string Type { get; init; }

    /// <summary>Setup and hold to the clock.</summary>
    public required bool IsChecked { get; init; }

    /// <summary>Bits that also answer inputs in the same cycle; empty: the clock alone.</summary>
    public required IReadOnlyList<AnsweringBitView> Answers { get; init; }

    public bool IsLaunched => string.Equals(Direction, "output", StringComparison.Ordinal);

    public bool IsScalarPin => !IsBus;
}

/// <summary>A type of bus.</summary>
internal sealed record LibertyTypeView(string Name, int Bits, int Msb);

/// <summary>
/// What the LEF and Liberty placeholders place: pins and bits are those of <see cref="LayerDesign.MacroPins"/>, geometry
/// and times are nobody's measurement.
/// </summary>
internal sealed class MacroAbstractView(LayerDesign design, decimal clockPeriod)
{
    /// <summary>Distance of two pins in micrometres; the block is as high as its fuller side needs.</summary>
    private const decimal Pitch = 1;
    private const decimal PinSize = 0.4m;

    public string Version { get; } = ToolVersion.Text;

    public string Name => design.Name;

    public string Layer { get; } = "Metal3";

    public string Width => Micrometres(BlockSize);

    public string Height => Micrometres(BlockSize);

    /// <summary>A tenth of the clock period.</summary>
    public string Setup => Nanoseconds(clockPeriod / 10);

    /// <summary>A hundredth of it.</summary>
    public string Hold => Nanoseconds(clockPeriod / 100);

    /// <summary>A quarter of it.</summary>
    public string Answer => Nanoseconds(clockPeriod / 4);

    public string Transition => Nanoseconds(clockPeriod / 40);

    public string Area => (BlockSize * BlockSize).ToString("0.####", CultureInfo.InvariantCulture);

    public IReadOnlyList<LefPinView> LefPins =>
        [.. LefSide(Inputs, 0, design.MacroPins), .. LefSide(Outputs, BlockSize - PinSize, design.MacroPins)];

    public IReadOnlyList<LibertyTypeView> Types =>
    [
        .. design.MacroPins.Where(p => p.Width > 1).Select(p => p.Width).Distinct().Order()
            .Select(w => new LibertyTypeView(TypeOf(w), w, w - 1)),
    ];

    public IReadOnlyList<LibertyPinView> LibertyPins => [.. design.MacroPins.Select(Liberty)];

    private static PinDirection Inputs => PinDirection.Input;

    private static PinDirection Outputs => PinDirection.Output;

    private decimal BlockSize => Pitch * (2 + Math.Max(BitsOf(Inputs), Math.Max(BitsOf(Outputs), 8)));

    /// <summary>Inputs that outputs answer in the same cycle.</summary>
    private static readonly string[] Answered = ["trial", "ramp", "mux", "convert_bank"];

    private int BitsOf(PinDirection direction) => design.MacroPins.Where(p => p.Direction == direction).Sum(p => p.Width);

    private static IEnumerable<LefPinView> LefSide(PinDirection direction, decimal left, IReadOnlyList<MacroPin> pins)
    {
        decimal bottom = Pitch;
        foreach (MacroPin pin in pins.Where(p => p.Direction == direction))
        {
            for (int bit = 0; bit < pin.Width; bit++)
            {
                yield return new LefPinView(
                    BitOf(pin, bit),
                    direction == PinDirection.Input ? "INPUT" : "OUTPUT",
                    IsClock(pin) ? "CLOCK" : "SIGNAL",
                    $"{Micrometres(left)} {Micrometres(bottom)} {Micrometres(left + PinSize)} {Micrometres(bottom + PinSize)}");
                bottom += Pitch;
            }
        }
    }

    private LibertyPinView Liberty(MacroPin pin)
    {
        bool isOutput = pin.Direction == PinDirection.Output;
        bool answers = string.Equals(pin.Name, "comparator", StringComparison.Ordinal);
        return new LibertyPinView
        {
            Name = pin.Name,
            Direction = isOutput ? "output" : "input",
            IsBus = pin.Width > 1,
            IsClock = IsClock(pin),
            Type = pin.Width > 1 ? TypeOf(pin.Width) : "",
            IsChecked = !isOutput && !IsClock(pin) && !(HasComparators && Answered.Contains(pin.Name, StringComparer.Ordinal)),
            Answers = answers ? [.. Enumerable.Range(0, pin.Width).Select(b => new AnsweringBitView(BitOf(pin, b), string.Join(' ', AnsweredBy(pin, b))))] : [],
        };
    }

    private bool HasComparators => design.MacroPins.Any(p => string.Equals(p.Name, "comparator", StringComparison.Ordinal));

    /// <summary>A comparator answers its own ADC's trial code, and whatever all ADCs share.</summary>
    private IEnumerable<string> AnsweredBy(MacroPin comparator, int bit)
    {
        int adc = bit / (comparator.Width / design.Adcs);
        foreach (MacroPin pin in design.MacroPins.Where(p => Answered.Contains(p.Name, StringComparer.Ordinal)))
        {
            bool isOwn = string.Equals(pin.Name, "trial", StringComparison.Ordinal);
            int bits = isOwn ? pin.Width / design.Adcs : pin.Width;
            for (int b = 0; b < bits; b++)
            {
                yield return BitOf(pin, isOwn ? (adc * bits) + b : b);
            }
        }
    }

    private static bool IsClock(MacroPin pin) => string.Equals(pin.Name, "clk", StringComparison.Ordinal);

    private static string BitOf(MacroPin pin, int bit) => pin.Width == 1 ? pin.Name : $"{pin.Name}[{bit.ToString(CultureInfo.InvariantCulture)}]";

    private static string TypeOf(int bits) => $"bus_{bits.ToString(CultureInfo.InvariantCulture)}";

    private static string Micrometres(decimal value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Nanoseconds(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
