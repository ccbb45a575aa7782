// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace RtlGen.CoSimulation;

/// <summary>What is compared, from the array outwards: a tap can only be right if those before it are.</summary>
public enum Tap
{
    Code,
    Accumulator,
    Y,
    Output,
    Overflow,
}

/// <summary>How one tap compares over a whole pass.</summary>
/// <param name="Tap">Which.</param>
/// <param name="Compared">Values that were expected; 0 where the reference kept none.</param>
/// <param name="Differing">Values that are wrong or missing, and records too many.</param>
public sealed record TapSummary(Tap Tap, long Compared, long Differing);

/// <summary>One value that is not what it must be, and where it sits. Null where a coordinate has no meaning for the tap.</summary>
public sealed record Divergence
{
    public required Tap Tap { get; init; }

    /// <summary>Vector of the pass, from 0.</summary>
    public required int Vector { get; init; }

    /// <summary>Output of the layer; null for the reference column.</summary>
    public int? Output { get; init; }

    /// <summary>Part of the output.</summary>
    public int? Part { get; init; }

    public int? Phase { get; init; }

    public int? RowGroup { get; init; }

    public int? RowTile { get; init; }

    public int? ColumnTile { get; init; }

    /// <summary>ADC of the tile.</summary>
    public int? Lane { get; init; }

    public int? MuxPosition { get; init; }

    public int? ConversionColumn { get; init; }

    /// <summary>Null: nothing more was expected.</summary>
    public required long? Expected { get; init; }

    /// <summary>Null: it never came.</summary>
    public required long? Actual { get; init; }

    /// <summary>Cycle of the record; null where it is not known.</summary>
    public long? Cycle { get; init; }

    /// <inheritdoc />
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Name(Tap)).Append(": vector ").Append(Vector);
        Append(text, "output", Output);
        Append(text, "part", Part);
        Append(text, "phase", Phase);
        Append(text, "row group", RowGroup);
        Append(text, "row tile", RowTile);
        Append(text, "column tile", ColumnTile);
        Append(text, "lane", Lane);
        Append(text, "mux position", MuxPosition);
        Append(text, "conversion column", ConversionColumn);
        Append(text, "cycle", Cycle);
        text.Append(Expected is { } expected ? $": must be {expected}" : ": nothing more is expected");
        text.Append(Actual is { } actual ? $", is {actual}" : Expected is null ? ", but there are more records" : ", but never came");
        return text.ToString();
    }

    /// <summary>The tap's name in the contract's words.</summary>
    public static string Name(Tap tap) => tap switch
    {
        Tap.Code => "code",
        Tap.Accumulator => "acc",
        Tap.Y => "y",
        Tap.Output => "q",
        _ => "overflow",
    };

    private static void Append(StringBuilder text, string name, long? value)
    {
        if (value is not null)
        {
            text.Append(", ").Append(name).Append(' ').Append(value);
        }
    }
}
