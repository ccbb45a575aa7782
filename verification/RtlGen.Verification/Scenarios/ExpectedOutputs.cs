// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Scenarios;

/// <summary>The outputs that a scenario must bring, between two resets each time: those that have not come by then will not come.</summary>
internal sealed class ExpectedOutputs
{
    private readonly List<Segment> _segments = [new(0)];

    /// <summary>A vector that is sent.</summary>
    /// <param name="layer">Whose outputs are the right ones.</param>
    /// <param name="vector">Of its inputs; null: the outputs must come but may be anything.</param>
    public void Add(ControlledLayer layer, int? vector) => _segments[^1].Vectors.Add((layer, vector));

    /// <summary>A reset.</summary>
    /// <param name="firstQuestion">Number of the first question after it: its answer tells how many beats had come.</param>
    public void Cut(int firstQuestion) => _segments.Add(new Segment(firstQuestion));

    /// <summary>Judges the output beats of a scenario all of whose questions were answered.</summary>
    public IEnumerable<Complaint> Judge(ScenarioResult result)
    {
        for (int i = 0; i < _segments.Count; i++)
        {
            bool isLast = i == _segments.Count - 1;
            int first = i == 0 ? 0 : BeatsBefore(result, _segments[i]);
            int end = isLast ? result.Beats.Count : BeatsBefore(result, _segments[i + 1]);
            foreach (Complaint complaint in Judge(_segments[i], [.. result.Beats.Skip(first).Take(end - first)], isLast))
            {
                yield return complaint;
            }
        }
    }

    private static int BeatsBefore(ScenarioResult result, Segment segment) =>
        segment.FirstQuestion < result.Answers.Count ? result.Answers[segment.FirstQuestion].Beats : result.Beats.Count;

    /// <summary>Every beat that came is the next one to come; at the end all have come.</summary>
    private static IEnumerable<Complaint> Judge(Segment segment, IReadOnlyList<ScenarioBeat> came, bool mustBeWhole)
    {
        int beats = segment.Vectors.Sum(v => v.Layer.OutputBeats);
        if (came.Count > beats || (mustBeWhole && came.Count < beats))
        {
            yield return new Complaint(ComplaintKinds.OutputCount, $"{came.Count} output beats instead of {beats}");
        }

        int next = 0;
        for (int number = 0; number < segment.Vectors.Count && next < came.Count; number++)
        {
            (ControlledLayer layer, int? vector) = segment.Vectors[number];
            byte[][]? expected = vector is { } v ? [.. layer.Expected(v)] : null;
            for (int i = 0; i < layer.OutputBeats && next < came.Count; i++, next++)
            {
                ScenarioBeat beat = came[next];
                bool isRight = expected is null || beat.Data.AsSpan().SequenceEqual(expected[i]);
                if (!isRight || beat.IsLast != (i == layer.OutputBeats - 1))
                {
                    string what = isRight ? "ends its packet or does not" : $"is {Hex(beat.Data)} instead of {Hex(expected![i])}";
                    yield return new Complaint(ComplaintKinds.OutputBeat, $"beat {i} of vector {vector}, number {number} to come, {what}");
                    yield break;
                }
            }
        }
    }

    private static string Hex(byte[] lowestFirst) => Convert.ToHexStringLower([.. lowestFirst.Reverse()]);

    /// <param name="FirstQuestion">After the reset that it begins with.</param>
    private sealed record Segment(int FirstQuestion)
    {
        public List<(ControlledLayer Layer, int? Vector)> Vectors { get; } = [];
    }
}
