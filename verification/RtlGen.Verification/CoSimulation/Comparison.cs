// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.CoSimulation;

/// <summary>How a pass through the RTL compares with the reference, exactly and over every tap.</summary>
/// <param name="Pass">What the RTL did; counters that are not what they must be are among its faults.</param>
/// <param name="Taps">One summary a tap.</param>
/// <param name="First">The first difference in time at the first tap that has any; null when there is none.</param>
public sealed record Comparison(SimulatedPass Pass, IReadOnlyList<TapSummary> Taps, Divergence? First)
{
    /// <summary>True when every value is what it must be and nothing else went wrong.</summary>
    public bool Agrees => First is null && Pass.Faults.Count == 0;

    /// <summary>Values compared.</summary>
    public long Compared => Taps.Sum(t => t.Compared);

    /// <summary>Compares a pass with the reference's result for the same inputs.</summary>
    public static Comparison Of(LayerDesign design, SimulatedPass pass, ReferenceResult reference)
    {
        TapComparer[] comparers =
        [
            new CodeComparer(design, pass, reference.Codes),
            new ResultComparer(Tap.Accumulator, design, pass, reference.Accumulators, pass.Taps.Accumulators, pass.Taps.AccumulatorRecords, pass.Taps.AccumulatorCycles),
            new ResultComparer(Tap.Y, design, pass, reference.Y, pass.Taps.Y, pass.Taps.ResultRecords, pass.Taps.ResultCycles),
            new PacketComparer(design, pass, reference.Outputs),
            new ResultComparer(Tap.Overflow, design, pass, reference.Overflow, pass.Taps.Overflow, pass.Taps.ResultRecords, pass.Taps.ResultCycles),
        ];
        List<TapSummary> summaries = [];
        Divergence? first = null;
        foreach (TapComparer comparer in comparers)
        {
            (TapSummary summary, Divergence? divergence) = comparer.Compare();
            summaries.Add(summary);
            first ??= divergence;
        }

        SimulationFault[] counters = [.. PerformanceCounters.Differences(design, pass, reference).Select(d => new SimulationFault(-1, d))];
        return new Comparison(counters.Length == 0 ? pass : pass with { Faults = [.. pass.Faults, .. counters] }, summaries, first);
    }
}

/// <summary>Compares one tap, vector by vector.</summary>
internal abstract class TapComparer(Tap tap, SimulatedPass pass, Tensor expected, Tensor actual)
{
    /// <summary>Values of one vector.</summary>
    private readonly int _perVector = expected.Shape.Skip(1).Aggregate(1, (a, b) => a * b);

    protected Tap Tap { get; } = tap;

    protected SimulatedPass Pass { get; } = pass;

    /// <summary>The summary, and the first difference in the order of time.</summary>
    public (TapSummary Summary, Divergence? First) Compare()
    {
        if (expected.Rank == 1 || actual.Rank == 1)
        {
            return (new TapSummary(Tap, 0, 0), null);
        }

        long differing = 0;
        (long Order, Divergence Divergence)? first = null;
        for (int v = 0; v < Pass.Vectors; v++)
        {
            ReadOnlySpan<long> must = expected.Data.AsSpan(v % Pass.Batch * _perVector, _perVector);
            ReadOnlySpan<long> @is = actual.Data.AsSpan(v * _perVector, _perVector);
            if (IsWhole(v) && must.SequenceEqual(@is))
            {
                continue;
            }

            for (int i = 0; i < _perVector; i++)
            {
                Place? place = Locate(v, i);
                bool isMissing = place is { IsMissing: true };
                if (must[i] == @is[i] && !isMissing)
                {
                    continue;
                }

                differing++;
                long order = place?.Order ?? long.MaxValue;
                if (first is null || (first.Value.Divergence.Vector == v && order < first.Value.Order))
                {
                    Divergence divergence = (place?.Divergence ?? new Divergence { Tap = Tap, Vector = v, Expected = null, Actual = null }) with
                    {
                        Expected = must[i],
                        Actual = isMissing ? null : @is[i],
                    };
                    first = (order, divergence);
                }
            }
        }

        int extra = ExtraRecords();
        Divergence? divergenceOfExtra = extra == 0
            ? null
            : new Divergence { Tap = Tap, Vector = Pass.Vectors, Expected = null, Actual = null };
        TapSummary summary = new(Tap, (long)Pass.Vectors * _perVector, differing + extra);
        return (summary, first?.Divergence ?? divergenceOfExtra);
    }

    /// <summary>True when every record of the vector came.</summary>
    protected abstract bool IsWhole(int vector);

    /// <summary>Where element <paramref name="index"/> of a vector sits; null for the padding of smaller tiles.</summary>
    protected abstract Place? Locate(int vector, int index);

    /// <summary>Records beyond those that were expected.</summary>
    protected abstract int ExtraRecords();

    /// <summary>Coordinates of a value.</summary>
    /// <param name="Order">Its place in time among the values of its vector.</param>
    /// <param name="IsMissing">True when its record never came.</param>
    /// <param name="Divergence">The coordinates; values are filled in by the caller.</param>
    protected sealed record Place(long Order, bool IsMissing, Divergence Divergence);
}
