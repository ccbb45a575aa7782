// SPDX-License-Identifier: Apache-2.0
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>A scenario together with what each of its questions must be answered.</summary>
internal sealed class ScenarioCheck(ControlLayer layer)
{
    private readonly List<(string What, Func<ScenarioAnswer, bool> Holds)> _expected = [];
    private readonly List<Segment> _segments = [new(null)];
    private bool _mayWithdraw;

    public Scenario Scenario { get; } = new(layer.Design);

    public long At(string register, int word = 0) => Scenario.At(register, word);

    public ScenarioCheck Write(string register, uint value, int word = 0) => Write(At(register, word), value);

    public ScenarioCheck Write(long address, uint value)
    {
        Scenario.Write(address, value);
        return Expect($"write of {value:x} to {address:x}", a => !a.Flag);
    }

    /// <summary>A write that must answer an error.</summary>
    public ScenarioCheck Refused(string register, uint value, int word = 0)
    {
        Scenario.Write(register, value, word);
        return Expect($"refusal of {value:x} to {register}", a => a.Flag);
    }

    /// <summary>The bits of a register that <paramref name="mask"/> names.</summary>
    public ScenarioCheck Read(string register, uint value, uint mask = uint.MaxValue, int word = 0)
    {
        Scenario.Read(register, word);
        return Expect($"{register}[{word}] is {value:x} in {mask:x}", a => !a.Flag && (a.Value & mask) == (value & mask));
    }

    public ScenarioCheck Poll(string register, uint mask, uint value)
    {
        Scenario.Poll(register, mask, value);
        return Expect($"{register} becomes {value:x} in {mask:x}", a => a.Flag);
    }

    public ScenarioCheck Irq(bool level)
    {
        Scenario.Irq();
        return Expect($"irq is {level}", a => a.Flag == level);
    }

    /// <summary>Loads what the layer needs and lets vectors in.</summary>
    public ScenarioCheck Start()
    {
        foreach (Emission.ParameterWrite write in Emission.ControlWrites.Of(layer.Design, layer.Parameters))
        {
            Write(write.Address, write.Data);
        }

        return this;
    }

    /// <summary>Stops and waits until nothing is computed.</summary>
    public ScenarioCheck Stop() => Write("CONTROL", 0).Poll("STATUS", 4, 4);

    /// <summary>Sends vectors, whose outputs must come.</summary>
    public ScenarioCheck Vectors(int first, int count)
    {
        Scenario.Vectors(first, count);
        for (int v = first; v < first + count; v++)
        {
            _segments[^1].Vectors.Add(v);
        }

        return this;
    }

    /// <summary>Sends vectors whose outputs must come but may be anything.</summary>
    public ScenarioCheck Spoiled(int first, int count)
    {
        Scenario.Vectors(first, count);
        _segments[^1].Vectors.AddRange(Enumerable.Repeat((int?)null, count));
        return this;
    }

    /// <summary>Waits for the outputs of all vectors since the last reset.</summary>
    /// <param name="sinceReset">How many vectors these are.</param>
    public ScenarioCheck Wait(int sinceReset)
    {
        int beats = sinceReset * layer.OutputBeats;
        Scenario.WaitOut(beats, 100_000);
        return Expect($"{beats} beats came", a => a.Value == beats);
    }

    /// <summary>Waits until all beats were taken.</summary>
    public ScenarioCheck Sent()
    {
        Scenario.WaitSent(100_000);
        return Expect("all beats were taken", a => a.Value == 0);
    }

    /// <summary>After a reset: outputs that have not come will not come; the next question tells how many did.</summary>
    public ScenarioCheck Cut()
    {
        _segments.Add(new Segment(_expected.Count));
        return this;
    }

    /// <summary>A soft reset takes back the beat that is offered.</summary>
    public ScenarioCheck Withdraws()
    {
        _mayWithdraw = true;
        return this;
    }

    /// <summary>Lets the scenario do something that asks nothing.</summary>
    public ScenarioCheck Do(Action<Scenario> action)
    {
        action(Scenario);
        return this;
    }

    public Task<ScenarioResult> PlayAsync() => layer.PlayAsync(Scenario);

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public List<string> Judge(ScenarioResult result)
    {
        List<string> wrong = [.. result.Faults.Where(f => !_mayWithdraw || !f.Contains("valid fell", StringComparison.Ordinal))];
        if (result.Answers.Count != _expected.Count)
        {
            wrong.Add($"{result.Answers.Count} answers instead of {_expected.Count}");
        }

        wrong.AddRange(result.Answers.Zip(_expected).Select((pair, i) => pair.Second.Holds(pair.First)
            ? null
            : $"answer {i}: not so: {pair.Second.What} ({pair.First})").OfType<string>());
        for (int i = 0; i < _segments.Count; i++)
        {
            bool isLast = i == _segments.Count - 1;
            int first = _segments[i].FirstAnswer is { } answer ? result.Answers[answer].Beats : 0;
            int end = isLast ? result.Beats.Count : result.Answers[_segments[i + 1].FirstAnswer!.Value].Beats;
            wrong.AddRange(Complaints(_segments[i], [.. result.Beats.Skip(first).Take(end - first)], isLast));
        }

        return wrong;
    }

    private ScenarioCheck Expect(string what, Func<ScenarioAnswer, bool> holds)
    {
        _expected.Add((what, holds));
        return this;
    }

    /// <summary>Between two resets: every vector that came is the next one to come; at the end all have come.</summary>
    private IEnumerable<string> Complaints(Segment segment, IReadOnlyList<ScenarioBeat> came, bool mustBeWhole)
    {
        byte[]?[] expected =
        [
            .. segment.Vectors.SelectMany(v => v is { } vector ? layer.Expected(vector) : Enumerable.Repeat<byte[]?>(null, layer.OutputBeats)),
        ];
        if (came.Count > expected.Length || (mustBeWhole && came.Count < expected.Length))
        {
            yield return $"{came.Count} output beats instead of {expected.Length}";
        }

        for (int i = 0; i < Math.Min(came.Count, expected.Length); i++)
        {
            if (expected[i] is { } data && !came[i].Data.AsSpan().SequenceEqual(data))
            {
                yield return $"beat {i % layer.OutputBeats} of vector {segment.Vectors[i / layer.OutputBeats]}, number {i / layer.OutputBeats} to come, differs";
                yield break;
            }
        }
    }

    /// <summary>Vectors between two resets; null: its outputs may be anything.</summary>
    /// <param name="FirstAnswer">The first question after the reset; null at the start.</param>
    private sealed record Segment(int? FirstAnswer)
    {
        public List<int?> Vectors { get; } = [];
    }
}
