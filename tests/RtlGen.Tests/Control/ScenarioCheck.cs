// SPDX-License-Identifier: Apache-2.0
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>A scenario together with what each of its questions must be answered.</summary>
internal sealed class ScenarioCheck(ControlLayer layer)
{
    private readonly List<(string What, Func<ScenarioAnswer, bool> Holds)> _expected = [];
    private readonly List<int?> _beats = [];
    private int? _firstAfterForgotten;
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
            _beats.Add(v);
        }

        return this;
    }

    /// <summary>Sends vectors whose outputs must come but may be anything.</summary>
    public ScenarioCheck Spoiled(int first, int count)
    {
        Scenario.Vectors(first, count);
        _beats.AddRange(Enumerable.Repeat((int?)null, count));
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

    /// <summary>Outputs up to here may be anything; the next question tells how many they were.</summary>
    public ScenarioCheck Forget()
    {
        _beats.Clear();
        _firstAfterForgotten = _expected.Count;
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
        int beats = layer.OutputBeats;
        List<ScenarioBeat> counted = [.. result.Beats.Skip(_firstAfterForgotten is { } first ? result.Answers[first].Beats : 0)];
        for (int v = 0; v < Math.Max(_beats.Count, counted.Count / beats); v++)
        {
            ScenarioBeat[] came = [.. counted.Skip(v * beats).Take(beats)];
            if (v >= _beats.Count || came.Length < beats)
            {
                wrong.Add($"{counted.Count} output beats instead of {_beats.Count * beats}");
                break;
            }

            if (_beats[v] is { } vector && !came.Select(b => b.Data).Zip(layer.Expected(vector)).All(p => p.First.AsSpan().SequenceEqual(p.Second)))
            {
                wrong.Add($"the outputs of vector {vector}, number {v} to come, differ");
            }
        }

        return wrong;
    }

    private ScenarioCheck Expect(string what, Func<ScenarioAnswer, bool> holds)
    {
        _expected.Add((what, holds));
        return this;
    }
}
