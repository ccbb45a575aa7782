// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;

namespace RtlGen.Configuration;

/// <summary>What the value of one key may be, given those of others.</summary>
/// <param name="Subject">The key that is complained about.</param>
/// <param name="Reads">The keys on which it depends; they are named in the message.</param>
/// <param name="Holds">False when the rule is broken.</param>
/// <param name="Allowed">What the others leave to the subject.</param>
internal sealed record Rule(
    KeyDescription Subject,
    IReadOnlyList<KeyDescription> Reads,
    Func<Settings, bool> Holds,
    Func<Settings, string> Allowed)
{
    public static Rule On<T>(
        Key<T> subject, IReadOnlyList<KeyDescription> reads, Func<T, Settings, bool> holds, Func<Settings, string> allowed) =>
        new(subject, reads, settings => holds(settings.Get(subject), settings), allowed);

    /// <summary>
    /// Complains once about each key that breaks rules, naming all of them. Values that are not written are defaults, and
    /// these break no rule; where a value is in error already, nothing follows from it.
    /// </summary>
    public static void Check(IEnumerable<Rule> rules, Settings settings, DiagnosticBag bag)
    {
        IEnumerable<IGrouping<KeyDescription, Rule>> broken = rules
            .Where(r => settings.EntryOf(r.Subject) is not null && settings.IsKnown(r.Subject))
            .Where(r => r.Reads.All(settings.IsKnown) && !r.Holds(settings))
            .GroupBy(r => r.Subject);
        foreach (IGrouping<KeyDescription, Rule> group in broken)
        {
            MappingEntry entry = settings.EntryOf(group.Key)!;
            IEnumerable<string> causes = group.SelectMany(r => r.Reads).Distinct().Select(k => $"{k.Name} is {k.WriteValue(settings) ?? "not written"}");
            IEnumerable<string> allowed = group.Select(r => r.Allowed(settings)).Distinct(StringComparer.Ordinal);
            bag.Add(new Diagnostic(
                DiagnosticCodes.Conflict, entry.Value.Position, group.Key.Name, entry.Value.Written,
                $"'{group.Key.Name}' cannot be {entry.Value.Written} when {string.Join(" and ", causes)}",
                $"allowed: {string.Join("; ", allowed)}"));
        }
    }
}
