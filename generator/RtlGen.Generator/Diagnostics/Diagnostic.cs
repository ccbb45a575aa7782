// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Diagnostics;

/// <summary>A place in a text file; line and column count from 1, 0 means unknown.</summary>
public readonly record struct SourcePosition(string? File, int Line, int Column)
{
    /// <summary>No file is concerned.</summary>
    public static readonly SourcePosition None = new(null, 0, 0);

    /// <inheritdoc />
    public override string ToString() =>
        File is null ? "" : Line == 0 ? File : $"{File}:{Line}:{Column}";
}

/// <summary>One error in something that the user gave: where it is, what is wrong, what is allowed, how to mend it.</summary>
/// <param name="Code">Stable code, <c>RTG</c> and three digits, listed in <see cref="DiagnosticCodes"/>.</param>
/// <param name="Position">Where.</param>
/// <param name="Key">Dotted key of the configuration, or the tensor's name; null when neither is meant.</param>
/// <param name="Value">The offending value as written.</param>
/// <param name="Message">What is wrong, one sentence without a full stop.</param>
/// <param name="Remedy">What is allowed or what to do.</param>
public sealed record Diagnostic(
    string Code, SourcePosition Position, string? Key, string? Value, string Message, string? Remedy)
{
    /// <inheritdoc />
    public override string ToString()
    {
        string place = Position.ToString();
        string head = place.Length == 0 ? $"error {Code}: " : $"{place}: error {Code}: ";
        string remedy = string.IsNullOrEmpty(Remedy) ? "" : $"; {Remedy}";
        return head + Message + remedy;
    }
}

/// <summary>Collects every error of one run, so that all are reported and not only the first.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    public IReadOnlyList<Diagnostic> Items => _items;

    public bool HasErrors => _items.Count > 0;

    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);

    /// <summary>Throws <see cref="BadInputException"/> with everything collected, if there is anything.</summary>
    public void ThrowIfAny()
    {
        if (HasErrors)
        {
            throw new BadInputException(_items);
        }
    }
}

/// <summary>Bad input of the user's: exit code 3. Carries all diagnostics of the run.</summary>
public sealed class BadInputException(IReadOnlyList<Diagnostic> diagnostics)
    : Exception(string.Join('\n', diagnostics))
{
    public BadInputException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
