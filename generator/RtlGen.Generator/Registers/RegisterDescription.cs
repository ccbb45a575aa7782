// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>Who may do what with a register.</summary>
public enum RegisterAccess
{
    ReadOnly,
    ReadWrite,
    WriteOnly,

    /// <summary>A written 1 clears its bit.</summary>
    WriteOneToClear,
}

/// <summary>A field as it is described; values are numbers, or names and products of <see cref="DesignValues"/>.</summary>
public sealed record FieldEntry
{
    public required string Name { get; init; }

    public required int Low { get; init; }

    public required int High { get; init; }

    public string? Condition { get; init; }

    /// <summary>What a constant reads; null for every other field.</summary>
    public string? Value { get; init; }

    public string? Reset { get; init; }

    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    public bool IsProtected { get; init; }

    public bool IsSticky { get; init; }

    public bool IsCleared { get; init; }

    public IReadOnlyList<ValueEntry> Values { get; init; } = [];

    public required string Description { get; init; }
}

/// <summary>A name for a number, as it is described: of a field's value, or of a constant for software.</summary>
public sealed record ValueEntry(string Name, string Value, string? Condition, string Description);

/// <summary>A register as it is described.</summary>
public sealed record RegisterEntry
{
    public required string Name { get; init; }

    public required int Offset { get; init; }

    public required RegisterAccess Access { get; init; }

    public string? Condition { get; init; }

    public string? FixedWhen { get; init; }

    public bool IsProtected { get; init; }

    public bool HasRefusal { get; init; }

    public bool IsInterrupt { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<FieldEntry> Fields { get; init; }
}

/// <summary>A window as it is described.</summary>
public sealed record WindowEntry
{
    public required string Name { get; init; }

    /// <summary>Null: it follows the window before it, from <see cref="RegisterMap.WindowBase"/> on.</summary>
    public int? Offset { get; init; }

    public required RegisterAccess Access { get; init; }

    public string? Condition { get; init; }

    public bool IsProtected { get; init; }

    public required string Words { get; init; }

    public required string Description { get; init; }
}

/// <summary>An event that can interrupt. Its bits are there in every design, so that software can use one driver.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Bit">Of the interrupt registers.</param>
/// <param name="Condition">Null, or when it is ever raised.</param>
/// <param name="IsInternal">Raised by the register file itself.</param>
/// <param name="AfterReset">Stands after reset.</param>
/// <param name="Description">When it is raised.</param>
public sealed record Event(string Name, int Bit, string? Condition, bool IsInternal, bool AfterReset, string Description);

/// <summary>The control plane of every layer, before a design decides what of it is there.</summary>
public sealed record RegisterDescription
{
    private static readonly Lazy<RegisterDescription> s_embedded = new(() => Parse(LibraryFiles.Read("registers.yaml")));

    /// <summary>The one that comes with the generator.</summary>
    public static RegisterDescription Embedded => s_embedded.Value;

    public required IReadOnlyList<ValueEntry> Constants { get; init; }

    public required IReadOnlyList<Event> Events { get; init; }

    /// <summary>In ascending order of their offsets.</summary>
    public required IReadOnlyList<RegisterEntry> Registers { get; init; }

    public required IReadOnlyList<WindowEntry> Windows { get; init; }

    /// <summary>Reads and checks a description.</summary>
    /// <exception cref="InvalidDataException">It is malformed, or says what cannot be: the message says where and what.</exception>
    public static RegisterDescription Parse(string yaml)
    {
        RegisterDescription description = RegisterDescriptionReader.Read(yaml);
        RegisterDescriptionRules.Check(description);
        return description;
    }
}
