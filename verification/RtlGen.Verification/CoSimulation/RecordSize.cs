// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.CoSimulation;

/// <summary>How much a pass writes down.</summary>
internal static class RecordSize
{
    /// <summary>Bytes of the records of a good pass.</summary>
    public static long Of(LayerDesign design, int vectors)
    {
        PortBytes ports = PortBytes.Of(design);
        long conversions = (long)design.Steps * design.Schedule.MuxPositions * (8 + ports.CodeValid + ports.Code);
        long results = (long)design.Schedule.Readout * (16 + ports.Accumulator + ports.Y + ports.Flag);
        long beats = (design.InputStream.Beats * 8L) + (design.OutputStream.Beats * (17L + ports.Data));
        return vectors * (conversions + results + beats);
    }

    /// <summary>Refuses a run that would not fit; the harness itself stops at the same limit.</summary>
    public static void Check(LayerDesign design, int vectors, long limit)
    {
        // Buffers grow by doubling, so that up to twice the size is allocated.
        long needed = 2 * Of(design, vectors);
        if (needed > limit)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.OutOfRange,
                SourcePosition.None,
                null,
                $"{vectors}",
                $"the taps of {vectors} vectors take {needed >> 20} MiB, more than the {limit >> 20} MiB of one run",
                $"run at most {Math.Max(1, vectors * limit / Math.Max(1, needed))} vectors at once"));
        }
    }
}
