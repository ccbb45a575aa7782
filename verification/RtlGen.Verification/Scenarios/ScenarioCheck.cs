// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Emission;
using RtlGen.Registers;

namespace RtlGen.Scenarios;

/// <summary>A scenario together with what each of its questions must be answered and the outputs that must come.</summary>
/// <param name="layer">Whose outputs are the right ones, until <see cref="Becomes"/>.</param>
public sealed class ScenarioCheck(ControlledLayer layer)
{
    /// <summary>Wrong answers that are told; one cause often has thousands.</summary>
    private const int Told = 20;

    private readonly List<Question> _questions = [];
    private readonly ExpectedOutputs _outputs = new();
    private bool _mayWithdraw;

    public Scenario Scenario { get; } = new(layer.Design);

    /// <summary>The layer whose outputs are the right ones now.</summary>
    public ControlledLayer Layer { get; private set; } = layer;

    /// <summary>What can be accessed.</summary>
    public RegisterMap Map { get; } = RegisterMap.Of(layer.Design);

    /// <summary>What each question must be answered, in words.</summary>
    public IEnumerable<string> Expectations => _questions.Select(q => $"{q.Kind} {q.What}");

    /// <summary>Byte offset of a word of a register or window.</summary>
    public long At(string register, int word = 0) => Scenario.At(register, word);

    public ScenarioCheck Write(string register, uint value, int word = 0) => Write(At(register, word), value);

    public ScenarioCheck Write(long address, uint value, int strobe = 15)
    {
        Scenario.Write(address, value, strobe);
        return Ask('w', $"write of {value:x} to {address:x}", a => !a.Flag);
    }

    /// <summary>A write that must answer an error.</summary>
    public ScenarioCheck Refused(string register, uint value, int word = 0)
    {
        Scenario.Write(register, value, word);
        return Ask('w', $"refusal of {value:x} to {register}", a => a.Flag);
    }

    /// <summary>The bits of a register that <paramref name="mask"/> names.</summary>
    public ScenarioCheck Read(string register, uint value, uint mask = uint.MaxValue, int word = 0)
    {
        Scenario.Read(register, word);
        return Ask('r', $"{register}[{word}] is {value:x} in {mask:x}", a => !a.Flag && (a.Value & mask) == (value & mask));
    }

    /// <summary>A register that must read what only the run itself tells.</summary>
    public ScenarioCheck Read(string register, Func<ScenarioResult, uint> value)
    {
        Scenario.Read(register);
        return Ask('r', $"{register} is what the pins said", (a, result) => !a.Flag && a.Value == value(result));
    }

    /// <summary>Reads until the bits have the value.</summary>
    /// <param name="register">Its name.</param>
    /// <param name="mask">The bits.</param>
    /// <param name="value">Their value.</param>
    /// <param name="bound">Cycles after which it is a hang; null: those of <see cref="ControlledLayer.Patience(int)"/> for the whole batch.</param>
    public ScenarioCheck Poll(string register, uint mask, uint value, int? bound = null)
    {
        Scenario.Poll(register, mask, value, bound ?? Layer.Patience(Layer.Batch));
        return Ask('p', $"{register} becomes {value:x} in {mask:x}", a => a.Flag);
    }

    public ScenarioCheck Irq(bool level)
    {
        Scenario.Irq();
        return Ask('i', $"irq is {level}", a => a.Flag == level);
    }

    /// <summary>Loads what the layer needs and keeps vectors out.</summary>
    public ScenarioCheck Load() => Write(Layer.Writes.SkipLast(1));

    /// <summary>
    /// Loads what the layer needs and keeps vectors out, words of parameters in two writes of some of their bytes each, after one of
    /// what they must not hold.
    /// </summary>
    /// <param name="random">Draws the bytes.</param>
    public ScenarioCheck LoadByBytes(SplitMix64 random)
    {
        Window[] windows = [.. ((string[])["BIAS", "MULTIPLIER", "SHIFT", "TABLE", "WEIGHT_SUM", "OFFSETS"]).Select(Map.FindWindow).OfType<Window>()];
        foreach (ParameterWrite write in Layer.Writes.SkipLast(1))
        {
            _ = windows.Any(w => write.Address >= w.Offset && write.Address < w.Offset + (4L * w.Words))
                ? WriteByBytes(write.Address, write.Data, random.Below(16))
                : Write(write.Address, write.Data);
        }

        return this;
    }

    /// <summary>Writes what a word must not hold, then the word in two writes of some of its bytes each.</summary>
    /// <param name="address">Of the word.</param>
    /// <param name="value">What it holds then.</param>
    /// <param name="strobe">Bytes of the first of the two.</param>
    public ScenarioCheck WriteByBytes(long address, uint value, int strobe)
    {
        uint first = Enumerable.Range(0, 4).Where(b => ((strobe >> b) & 1) != 0).Aggregate(0u, (mask, b) => mask | (0xFFu << (8 * b)));
        return Write(address, ~value).Write(address, (value & first) | (~value & ~first), strobe)
            .Write(address, (value & ~first) | (~value & first), 15 ^ strobe);
    }

    /// <summary>Loads what the layer needs and lets vectors in.</summary>
    public ScenarioCheck Start() => Write(Layer.Writes);

    /// <summary>Stops and waits until nothing is computed.</summary>
    public ScenarioCheck Stop() => Write("CONTROL", 0).Poll("STATUS", 4, 4);

    /// <summary>Sends vectors, whose outputs must come.</summary>
    public ScenarioCheck Vectors(int first, int count)
    {
        Scenario.Vectors(first, count);
        for (int v = first; v < first + count; v++)
        {
            _outputs.Add(Layer, v);
        }

        return this;
    }

    /// <summary>Sends vectors whose outputs must come but may be anything.</summary>
    public ScenarioCheck Spoiled(int first, int count)
    {
        Scenario.Vectors(first, count);
        for (int v = 0; v < count; v++)
        {
            _outputs.Add(Layer, null);
        }

        return this;
    }

    /// <summary>Waits for the outputs of all vectors since the last reset.</summary>
    /// <param name="sinceReset">How many vectors these are.</param>
    public ScenarioCheck Wait(int sinceReset)
    {
        int beats = sinceReset * Layer.OutputBeats;
        Scenario.WaitOut(beats, Layer.Patience(sinceReset));
        return Ask('o', $"{beats} beats came", a => a.Value == beats);
    }

    /// <summary>Waits until all beats were taken.</summary>
    public ScenarioCheck Sent()
    {
        Scenario.WaitSent(Layer.Patience(Layer.Batch));
        return Ask('s', "all beats were taken", a => a.Value == 0);
    }

    /// <summary>After a reset: outputs that have not come will not come; the next question tells how many did.</summary>
    public ScenarioCheck Cut()
    {
        _outputs.Cut(_questions.Count);
        return this;
    }

    /// <summary>A soft reset takes back the beat that is offered.</summary>
    public ScenarioCheck Withdraws()
    {
        _mayWithdraw = true;
        return this;
    }

    /// <summary>Commands changed cells or offsets: from now on another layer's outputs are the right ones.</summary>
    public ScenarioCheck Becomes(ControlledLayer changed)
    {
        Layer = changed;
        return this;
    }

    /// <summary>Lets the scenario do something that asks nothing.</summary>
    public ScenarioCheck Do(Action<Scenario> action)
    {
        action(Scenario);
        return this;
    }

    /// <summary>States what a question must be answered that the scenario was given in another way, such as by a join.</summary>
    /// <param name="kind">Of the answer, as <see cref="ScenarioAnswer"/> states it.</param>
    /// <param name="what">What holds, in words.</param>
    /// <param name="holds">Whether it does.</param>
    public ScenarioCheck Ask(char kind, string what, Func<ScenarioAnswer, bool> holds) => Ask(kind, what, (answer, _) => holds(answer));

    /// <summary>What is wrong; empty when nothing is.</summary>
    public IReadOnlyList<Complaint> Judge(ScenarioResult result)
    {
        List<Complaint> wrong = [.. result.Faults.Where(f => !_mayWithdraw || !f.Contains("valid fell", StringComparison.Ordinal)).Select(OfFault)];
        wrong.AddRange(_questions.Zip(result.Answers).Index()
            .Where(q => q.Item.Second.Kind != q.Item.First.Kind || !q.Item.First.Holds(q.Item.Second, result))
            .Select(q => q.Item.First.Complaint(q.Index, q.Item.Second))
            .Take(Told));
        if (result.Answers.Count != _questions.Count)
        {
            wrong.Add(new Complaint(ComplaintKinds.AnswerCount, $"{result.Answers.Count} answers instead of {_questions.Count}"));
        }

        wrong.AddRange(_outputs.Judge(result));
        return wrong;
    }

    private static Complaint OfFault(string fault) => new(
        fault.Contains("the output stream", StringComparison.Ordinal) ? ComplaintKinds.StreamFault : ComplaintKinds.BusFault, fault);

    private ScenarioCheck Write(IEnumerable<ParameterWrite> writes)
    {
        foreach (ParameterWrite write in writes)
        {
            Write(write.Address, write.Data);
        }

        return this;
    }

    private ScenarioCheck Ask(char kind, string what, Func<ScenarioAnswer, ScenarioResult, bool> holds)
    {
        _questions.Add(new Question(kind, what, holds));
        return this;
    }

    private sealed record Question(char Kind, string What, Func<ScenarioAnswer, ScenarioResult, bool> Holds)
    {
        public Complaint Complaint(int number, ScenarioAnswer answer) => new(
            Kind is 'p' or 'o' or 's' ? ComplaintKinds.Hang : ComplaintKinds.Answer, $"answer {number}: not so: {What} ({answer})");
    }
}
