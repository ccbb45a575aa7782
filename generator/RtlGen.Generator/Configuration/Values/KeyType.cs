// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>
/// What the value of a key may be, taken alone: reads it from a node, writes it as YAML, describes it in words and as
/// JSON Schema. Rules between keys are <see cref="ConfigurationRules"/>.
/// </summary>
internal abstract class KeyType<T>
{
    /// <summary>The kind of value as the end of a sentence: <c>an integer</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>The values that are allowed: <c>1..16</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>Reads a value; on failure the bag says what is wrong, with <paramref name="key"/> for its name.</summary>
    public abstract bool TryRead(string key, Node node, DiagnosticBag bag, out T value);

    /// <summary>The value as one line of YAML; null for a value that is expressed by leaving the key out.</summary>
    public abstract string? Write(T value);

    /// <summary>The value as JSON Schema.</summary>
    public abstract JsonObject Schema();

    protected bool WrongType(string key, Node node, DiagnosticBag bag)
    {
        string hint = node.Hint is null ? "" : $"; {node.Hint}";
        bag.Add(new Diagnostic(
            DiagnosticCodes.WrongType, node.Position, key, node.Written,
            $"'{key}' is {node.Described} and not {Noun}", $"allowed: {Allowed}{hint}"));
        return false;
    }

    protected bool OutOfRange(string key, Node node, DiagnosticBag bag, string? hint = null)
    {
        bag.Add(new Diagnostic(
            DiagnosticCodes.OutOfRange, node.Position, key, node.Written,
            $"'{key}' cannot be {node.Written}", hint is null ? $"allowed: {Allowed}" : $"{hint}; allowed: {Allowed}"));
        return false;
    }
}
