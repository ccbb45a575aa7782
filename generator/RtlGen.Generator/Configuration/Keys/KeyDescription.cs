// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>One key of the contract's section 2: everything that validation, the writer, the schema and the manual say of it.</summary>
public abstract class KeyDescription
{
    private protected KeyDescription(string name) => Name = name;

    /// <summary>Dotted name, <c>adc.bits</c>.</summary>
    public string Name { get; }

    /// <summary>The part before the last dot, <c>dac.serial</c> of <c>dac.serial.channels</c>; empty at the top level.</summary>
    public string Section => KeySection.Parent(Name);

    /// <summary>The part after the last dot.</summary>
    public string Leaf => KeySection.Last(Name);

    /// <summary>What the key means, in one or two sentences.</summary>
    public required string Documentation { get; init; }

    /// <summary>The values that are allowed, taken alone.</summary>
    public abstract string Allowed { get; }

    /// <summary>What holds when the key is not written.</summary>
    public abstract string DefaultText { get; }

    /// <summary>True when the key must be written under every condition, unless a preset gives it.</summary>
    public abstract bool IsRequired { get; }

    /// <summary>When the key may be written; null: always.</summary>
    public string? OnlyWhen => Condition?.Text;

    internal Condition? Condition { get; init; }

    /// <summary>Gives the key its value: as written, or its default, or, where its condition does not hold, a neutral one.</summary>
    internal abstract void Resolve(Settings settings, DiagnosticBag bag);

    /// <summary>Copies the key's value out of a configuration.</summary>
    internal abstract void Load(Settings settings, RtlConfiguration configuration);

    /// <summary>The value as one line of YAML; null when it is expressed by leaving the key out.</summary>
    internal abstract string? WriteValue(Settings settings);

    internal abstract JsonObject Schema();

    /// <inheritdoc />
    public override string ToString() => Name;
}
