// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;

namespace RtlGen.Emission;

/// <summary>One port in a list of ports, as the templates place it.</summary>
internal sealed record PinView(string Name, string Direction, int Msb, string Comma, string Description)
{
    /// <summary>The range of a bus with a space behind it; nothing for a single bit, whose name LEF and Liberty give without an index.</summary>
    public string Range => Msb == 0 ? "" : $"[{Msb}:0] ";

    /// <summary>The macro's pins as its own ports.</summary>
    public static IReadOnlyList<PinView> OfMacro(LayerDesign design) => List(design.MacroPins, PinDirection.Input);

    /// <summary>The macro's pins as the tile's ports; the clock and the pins for programming come from elsewhere.</summary>
    public static IReadOnlyList<PinView> OfTile(LayerDesign design) =>
        List([.. design.MacroPins.Where(IsOfTile)], PinDirection.Output);

    private static bool IsOfTile(MacroPin pin) =>
        !string.Equals(pin.Name, "clk", StringComparison.Ordinal) && !pin.Name.StartsWith("program_", StringComparison.Ordinal);

    private static List<PinView> List(IReadOnlyList<MacroPin> pins, PinDirection input) =>
        [.. pins.Select((p, i) => new PinView(
            p.Name, p.Direction == input ? "input " : "output", p.Width - 1, i < pins.Count - 1 ? "," : "", p.Description))];
}
