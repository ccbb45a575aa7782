// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Scenarios;

/// <summary>Something that a layer did in a scenario and must not do.</summary>
/// <param name="Kind">One of <see cref="ComplaintKinds"/>: what failures of one cause have in common.</param>
/// <param name="Text">What it was, with its place and numbers.</param>
public sealed record Complaint(string Kind, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Text}";
}

/// <summary>The kinds of <see cref="Complaint"/>.</summary>
public static class ComplaintKinds
{
    /// <summary>An access or the interrupt's pin answered something else.</summary>
    public const string Answer = "answer";

    /// <summary>More or fewer answers than questions.</summary>
    public const string AnswerCount = "answer count";

    /// <summary>An output beat holds another value, or ends a packet where none ends.</summary>
    public const string OutputBeat = "output beat";

    /// <summary>More or fewer output beats than there must be.</summary>
    public const string OutputCount = "output count";

    /// <summary>A rule of AXI4-Stream was broken.</summary>
    public const string StreamFault = "stream fault";

    /// <summary>A rule of the bus was broken.</summary>
    public const string BusFault = "bus fault";

    /// <summary>What was waited for did not come: an answer, a bit, an output, the end.</summary>
    public const string Hang = "hang";

    /// <summary>The simulation ended in an error of its own.</summary>
    public const string Crash = "crash";
}
