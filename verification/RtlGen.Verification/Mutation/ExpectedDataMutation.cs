// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Mutation;

/// <summary>One change of what a passing case is held against.</summary>
/// <param name="What">What was changed, in words.</param>
/// <param name="IsCaught">True when the comparison named it.</param>
public sealed record ExpectedDataMutant(string What, bool IsCaught);

/// <summary>
/// The reverse of mutants: the design stays as it is and what is expected of it changes, a value at a time, at every tap; cycles and
/// counters too. The comparison must name each.
/// </summary>
public static class ExpectedDataMutation
{
    /// <summary>Changes one thing after the other.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="passing">A verdict that passes; it is as it was afterwards.</param>
    /// <param name="perTap">Values that are changed at each tap beside its first and its last, drawn at random.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="conversionSeed">Seed of the run's conversion times; null where they did not vary.</param>
    /// <exception cref="ArgumentException">The verdict does not pass.</exception>
    public static IReadOnlyList<ExpectedDataMutant> Run(
        LayerDesign design, LayerVerdict passing, int perTap, ulong seed, ulong? conversionSeed = null)
    {
        if (!passing.Passes)
        {
            throw new ArgumentException("only what passes can be changed", nameof(passing));
        }

        SplitMix64 random = new(seed);
        ReferenceResult reference = passing.Reference;
        (Tap Tap, Tensor Values)[] taps =
        [
            (Tap.Code, reference.Codes), (Tap.Accumulator, reference.Accumulators), (Tap.Y, reference.Y), (Tap.Output, reference.Outputs),
            (Tap.Overflow, reference.Overflow),
        ];
        return
        [
            .. taps.SelectMany(t => Places(t.Values, perTap, random).Select(i => OfValue(design, passing, t.Tap, t.Values, i, conversionSeed)).ToArray()),
            .. OfCycles(design, passing, conversionSeed),
            .. OfCounters(design, passing, conversionSeed),
        ];
    }

    private static int[] Places(Tensor values, int count, SplitMix64 random)
    {
        int last = values.Data.Length - 1;
        return [.. Enumerable.Range(0, count).Select(_ => random.Below(last + 1)).Append(0).Append(last).Distinct()];
    }

    /// <summary>Caught: the first divergence is at this tap, in this vector, and expects the changed value.</summary>
    private static ExpectedDataMutant OfValue(LayerDesign design, LayerVerdict passing, Tap tap, Tensor values, int index, ulong? conversionSeed)
    {
        long right = values.Data[index];
        long wrong = right ^ 1;
        values.Data[index] = wrong;
        try
        {
            int vector = index / (values.Data.Length / values.Shape[0]);
            LayerVerdict judged = LayerVerification.Judge(design, passing.Run, passing.Reference, conversionSeed);
            Divergence? first = judged.FirstDiverging?.First;
            bool isNamed = !judged.Passes && first is not null && first.Tap == tap && first.Vector == vector && first.Expected == wrong && first.Actual == right;
            return new ExpectedDataMutant($"{tap} {index} becomes {wrong} instead of {right}", isNamed);
        }
        finally
        {
            values.Data[index] = right;
        }
    }

    /// <summary>The output of the first and of the last vector of the unstalled pass comes one cycle late: one more, or one less, was expected.</summary>
    private static IEnumerable<ExpectedDataMutant> OfCycles(LayerDesign design, LayerVerdict passing, ulong? conversionSeed)
    {
        if (passing.Cycles is null)
        {
            yield break;
        }

        CoSimulationRun run = passing.Run;
        SimulatedPass unstalled = run.Passes.First(p => p.Pass is { IsUnstalled: true, SendsMalformedPackets: false });
        int last = passing.Cycles.Interval is null ? 0 : unstalled.Vectors - 1;
        foreach (int vector in new[] { 0, last }.Distinct())
        {
            foreach (int late in new[] { 1, -1 })
            {
                VectorTiming[] timing = [.. unstalled.Timing.Select((t, v) => v == vector ? t with { FirstValid = t.FirstValid + late } : t)];
                CoSimulationRun changed = Replace(run, unstalled, unstalled with { Timing = timing });
                yield return new ExpectedDataMutant(
                    $"vector {vector} comes {late} cycles late",
                    LayerVerification.Judge(design, changed, passing.Reference, conversionSeed).Cycles is { Agrees: false });
            }
        }
    }

    private static IEnumerable<ExpectedDataMutant> OfCounters(LayerDesign design, LayerVerdict passing, ulong? conversionSeed)
    {
        foreach (SimulatedPass pass in passing.Run.Passes)
        {
            foreach ((string name, uint value) in pass.Counters?.Values.OrderBy(v => v.Key, StringComparer.Ordinal).ToArray() ?? [])
            {
                CounterReadings counters = pass.Counters! with
                {
                    Values = pass.Counters.Values.ToDictionary(v => v.Key, v => string.Equals(v.Key, name, StringComparison.Ordinal) ? value ^ 1 : v.Value, StringComparer.Ordinal),
                };
                CoSimulationRun changed = Replace(passing.Run, pass, pass with { Counters = counters });
                yield return new ExpectedDataMutant(
                    $"{pass.Pass.Name}: {name} is {value ^ 1} instead of {value}",
                    LayerVerification.Judge(design, changed, passing.Reference, conversionSeed).Comparisons.Any(c => c.Pass.Faults.Any(f => f.Message.Contains(name, StringComparison.Ordinal))));
            }
        }
    }

    private static CoSimulationRun Replace(CoSimulationRun run, SimulatedPass pass, SimulatedPass other) =>
        run with { Passes = [.. run.Passes.Select(p => ReferenceEquals(p, pass) ? other : p)] };
}
