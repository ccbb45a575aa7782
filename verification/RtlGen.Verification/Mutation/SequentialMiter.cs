// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RtlGen.Mutation;

/// <summary>A pin of a module whose registers have become pins.</summary>
/// <param name="IsInput">Its direction.</param>
/// <param name="Bits">Its width.</param>
internal sealed record ProofPin(bool IsInput, int Bits);

/// <summary>
/// Two modules, <see cref="Gold"/> and <see cref="Gate"/>, whose registers have become pins, with registers around them again:
/// in the first cycle the registers of the same name hold the same values, any, and reset is asserted in it and in the second one;
/// from the third cycle on <see cref="Bad"/> is 1 when their outputs differ.
/// </summary>
internal static class SequentialMiter
{
    public const string Gold = "gold";

    public const string Gate = "gate";

    public const string Top = "miter";

    public const string Bad = "bad";

    /// <summary>Input of the miter, and end of the pins of the mutant, that choose which mutant it is.</summary>
    public const string Selector = "mutant_selector";

    private const string Clock = "clk";

    private const string Reset = "rst_n";

    private static readonly string[] s_sides = [Gold, Gate];

    /// <summary>Pins of a module that yosys wrote as JSON.</summary>
    public static IReadOnlyDictionary<string, ProofPin> PinsOf(JsonElement module) => module.GetProperty("ports").EnumerateObject().ToDictionary(
        p => p.Name,
        p => new ProofPin(
            string.Equals(p.Value.GetProperty("direction").GetString(), "input", StringComparison.Ordinal), p.Value.GetProperty("bits").GetArrayLength()),
        StringComparer.Ordinal);

    /// <summary>The Verilog; null when a pin is not the same in both.</summary>
    /// <param name="gold">Pins of the module as it is.</param>
    /// <param name="gate">Pins of the mutant. A register may be in one of the two alone.</param>
    public static string? Of(IReadOnlyDictionary<string, ProofPin> gold, IReadOnlyDictionary<string, ProofPin> gate)
    {
        IReadOnlyDictionary<string, ProofPin>[] pins = [gold, gate];
        StringBuilder body = new();
        List<string>[] connections = [[], []];
        List<string> inputs = [$"input {Clock}", $"input [31:0] {Selector}"];
        List<string> differences = ["1'b0"];
        foreach ((int i, string name) in gold.Keys.Union(gate.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Index())
        {
            if (name.EndsWith(Selector, StringComparison.Ordinal))
            {
                connections[1].Add(Connection(name, Selector));
                continue;
            }

            ProofPin[] same = [.. pins.Select(p => p.GetValueOrDefault(name)).OfType<ProofPin>().Distinct()];
            bool isRegister = pins.Any(p => IsRegister(p, name));
            if (same.Length != 1 || (!isRegister && !pins.All(p => p.ContainsKey(name))))
            {
                return null;
            }

            if (isRegister && !name.EndsWith(".q", StringComparison.Ordinal))
            {
                // Its next value is named where its value is; its clock is the only one.
                continue;
            }

            string range = string.Create(CultureInfo.InvariantCulture, $"[{same[0].Bits - 1}:0]");
            if (same[0].IsInput && !string.Equals(name, Clock, StringComparison.Ordinal))
            {
                inputs.Add($"input {range} i{i}");
            }

            for (int side = 0; side < s_sides.Length; side++)
            {
                if (!pins[side].ContainsKey(name))
                {
                    continue;
                }

                string own = string.Create(CultureInfo.InvariantCulture, $"{i}_{s_sides[side]}");
                if (isRegister)
                {
                    body.Append(CultureInfo.InvariantCulture, $"reg {range} r{own}; wire {range} d{own}; wire {range} q{own} = started ? r{own} : i{i};\n")
                        .Append(CultureInfo.InvariantCulture, $"always @(posedge {Clock}) r{own} <= d{own};\n");
                    connections[side].Add(Connection(name, $"q{own}"));
                    connections[side].Add(Connection(name[..^1] + "d", $"d{own}"));
                }
                else if (same[0].IsInput)
                {
                    connections[side].Add(Connection(name, name switch { Clock => Clock, Reset => $"(running & i{i})", _ => $"i{i}" }));
                }
                else
                {
                    body.Append(CultureInfo.InvariantCulture, $"wire {range} o{own};\n");
                    connections[side].Add(Connection(name, $"o{own}"));
                }
            }

            if (!isRegister && !same[0].IsInput)
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"(o{i}_{Gold} != o{i}_{Gate})"));
            }
        }

        return $"""
            module {Top}({string.Join(", ", inputs)}, output {Bad});
            reg started = 1'b0, running = 1'b0;
            always @(posedge {Clock}) begin started <= 1'b1; running <= started; end
            {body}
            {Gold} u_gold({string.Join(", ", connections[0])});
            {Gate} u_gate({string.Join(", ", connections[1])});
            assign {Bad} = running & ({string.Join(" | ", differences)});
            endmodule

            """;
    }

    /// <summary>A register's pins are <c>NAME.q</c>, <c>NAME.d</c> and <c>NAME.c</c>.</summary>
    private static bool IsRegister(IReadOnlyDictionary<string, ProofPin> pins, string name) =>
        name.Length > 2 && name[^2] == '.' && name[^1] is 'q' or 'd' or 'c'
        && pins.ContainsKey(name[..^1] + "q") && pins.ContainsKey(name[..^1] + "d") && pins.ContainsKey(name[..^1] + "c");

    private static string Connection(string pin, string net) => $".\\{pin} ({net})";
}
