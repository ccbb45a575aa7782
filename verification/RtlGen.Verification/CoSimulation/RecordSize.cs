// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.CoSimulation;

/// <summary>How much a pass writes down.</summary>
internal static class RecordSize
{
    /// <summary>Codes of all passes together that are kept at most, as many as the reference keeps.</summary>
    private const long MostCodes = 1L << 28;

    /// <summary>Bytes of the records of a good pass.</summary>
    public static long Of(LayerDesign design, int vectors, bool keepCodes)
    {
        PortBytes ports = PortBytes.Of(design);
        long conversions = keepCodes ? (long)design.Steps * design.Schedule.MuxPositions * (8 + ports.CodeValid + ports.Code) : 0;
        long results = (long)design.Schedule.Readout * (16 + ports.Accumulator + ports.Y + ports.Flag);
        long beats = (design.InputStream.Beats * 8L) + (design.OutputStream.Beats * (17L + ports.Data));
        return vectors * (conversions + results + beats);
    }

    /// <summary>Refuses a run that would not fit; the harness itself stops at the same limit.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="vectors">Of each pass.</param>
    /// <param name="options">The limit.</param>
    public static void Check(LayerDesign design, IReadOnlyList<int> vectors, CoSimulationOptions options)
    {
        int most = vectors.Max();
        long all = vectors.Sum(v => (long)v);
        // Buffers grow by doubling, so that up to twice the size is allocated.
        long needed = 2 * Of(design, most, options.KeepCodes);
        if (needed > options.RecordLimit)
        {
            Refuse(most, $"{needed >> 20} MiB", $"{options.RecordLimit >> 20} MiB of one pass", most * options.RecordLimit / needed);
        }

        long codes = options.KeepCodes ? all * design.Grid.Count * design.Steps * design.ConversionsPerStep : 0;
        if (codes > MostCodes)
        {
            Refuse(most, $"{codes} codes in {vectors.Count} passes", $"{MostCodes} that are kept", (long)((Int128)most * MostCodes / codes));
        }
    }

    private static void Refuse(int vectors, string needed, string limit, long possible) =>
        throw new BadInputException(new Diagnostic(
            DiagnosticCodes.OutOfRange,
            SourcePosition.None,
            null,
            $"{vectors}",
            $"the taps of {vectors} vectors take {needed}, more than the {limit}",
            $"run at most {Math.Max(1, possible)} vectors at once"));
}
