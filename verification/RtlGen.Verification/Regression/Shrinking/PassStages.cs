// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Regression.Cases;

namespace RtlGen.Regression.Shrinking;

/// <summary>Fewer and calmer passes.</summary>
internal static class PassStages
{
    /// <summary>One pass alone, then one pass less; of another flow: less of it.</summary>
    public static IEnumerable<RegressionCase> Passes(RegressionCase @case)
    {
        if (@case.Length > 1)
        {
            yield return @case with { Length = 1 };
            yield return @case with { Length = @case.Length / 2 };
            yield return @case with { Length = @case.Length - 1 };
        }

        if (@case.Passes.Count > 1)
        {
            foreach (SimulationPass pass in @case.Passes)
            {
                yield return @case with { Passes = [pass] };
            }

            for (int i = 0; i < @case.Passes.Count; i++)
            {
                yield return @case with { Passes = [.. @case.Passes.Where((_, p) => p != i)] };
            }
        }
    }

    /// <summary>No malformed packets, no stalls, no repeated vectors, plain seeds.</summary>
    public static IEnumerable<RegressionCase> Stalls(RegressionCase @case)
    {
        if (@case.ConversionSeed is not null)
        {
            yield return @case with { ConversionSeed = null };
        }

        if (@case.Malformed.Count > 0)
        {
            yield return @case with { Malformed = [] };
            foreach (MalformedPacket packet in @case.Malformed)
            {
                yield return @case with { Malformed = [.. @case.Malformed.Where(m => m != packet)] };
            }
        }

        for (int i = 0; i < @case.Passes.Count; i++)
        {
            SimulationPass pass = @case.Passes[i];
            SimulationPass[] calmer =
            [
                pass with { InputStallPercent = 0, OutputStallPercent = 0, StallSeed = 1 },
                pass with { InputStallPercent = 0 },
                pass with { OutputStallPercent = 0 },
                pass with { SendsMalformedPackets = false },
                pass with { MinimumVectors = 0 },
                pass with { MinimumVectors = pass.MinimumVectors / 2 },
                pass with { StallSeed = 1 },
                pass with { Seed = 1 },
            ];
            foreach (SimulationPass other in calmer.Where(c => c != pass))
            {
                yield return @case with { Passes = [.. @case.Passes.Select((p, index) => index == i ? other : p)] };
            }
        }
    }
}
