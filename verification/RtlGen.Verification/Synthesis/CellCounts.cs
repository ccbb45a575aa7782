// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace RtlGen.Synthesis;

/// <summary>Cells of a mapped design by kind, as Yosys counts them.</summary>
/// <param name="Target">What it was mapped to; says what a kind is.</param>
/// <param name="ByKind">Cells by the name of their kind.</param>
public sealed record CellCounts(SynthesisTarget Target, IReadOnlyDictionary<string, int> ByKind)
{
    /// <summary>Look-up tables; generic gates where the target has none.</summary>
    public int Luts => Target switch
    {
        SynthesisTarget.Ice40 => Count(k => k.Equals("SB_LUT4", StringComparison.Ordinal)),
        // A carry cell of the ECP5 holds two.
        SynthesisTarget.Ecp5 => Count(k => k.Equals("LUT4", StringComparison.Ordinal)) + (2 * Count(k => k.Equals("CCU2C", StringComparison.Ordinal))),
        SynthesisTarget.Xc7 => Count(k => k.Length == 4 && k.StartsWith("LUT", StringComparison.Ordinal)),
        _ => Count(k => k.StartsWith("$_", StringComparison.Ordinal) && !IsRegister(k)),
    };

    /// <summary>Flip-flops and latches.</summary>
    public int FlipFlops => Count(IsRegister);

    /// <summary>Blocks of memory.</summary>
    public int BlockRams => Count(k =>
        k.StartsWith("SB_RAM40", StringComparison.Ordinal) || k.StartsWith("RAMB", StringComparison.Ordinal) || k.EndsWith("16KD", StringComparison.Ordinal));

    /// <summary>Multipliers of an FPGA.</summary>
    public int Multipliers => Count(k =>
        k.StartsWith("DSP", StringComparison.Ordinal) || k.StartsWith("MULT18", StringComparison.Ordinal) || k.StartsWith("SB_MAC", StringComparison.Ordinal));

    /// <summary>Reads what <c>stat -json</c> wrote; null when the text is something else.</summary>
    public static CellCounts? Parse(SynthesisTarget target, string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement design = document.RootElement.GetProperty("design");
            Dictionary<string, int> counts = new(StringComparer.Ordinal);
            foreach (JsonProperty kind in design.GetProperty("num_cells_by_type").EnumerateObject())
            {
                counts.Add(kind.Name, kind.Value.GetInt32());
            }

            return counts.Values.Sum() == design.GetProperty("num_cells").GetInt32() ? new CellCounts(target, counts) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsRegister(string kind) =>
        kind.StartsWith("SB_DFF", StringComparison.Ordinal)
        || kind.Equals("TRELLIS_FF", StringComparison.Ordinal)
        || kind is "FDRE" or "FDSE" or "FDCE" or "FDPE" or "FDRE_1" or "FDSE_1"
        || (kind.StartsWith("$_", StringComparison.Ordinal) && (kind.Contains("DFF", StringComparison.Ordinal) || kind.Contains("LATCH", StringComparison.Ordinal)));

    private int Count(Func<string, bool> isMeant) => ByKind.Where(k => isMeant(k.Key)).Sum(k => k.Value);
}
