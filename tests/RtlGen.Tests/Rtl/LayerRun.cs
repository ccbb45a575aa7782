// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Tensors;

namespace RtlGen.Tests.Rtl;

/// <summary>Runs a layer's RTL against the reference model, as <c>rtlgen cosim</c> does.</summary>
internal static class LayerRun
{
    /// <summary>The default passes with malformed packets in the stalled ones.</summary>
    public static CoSimulationOptions Options(LayerTensors layer, SimulationEngine engine = SimulationEngine.Verilator) => new()
    {
        Engine = engine,
        Profile = BuildProfile.Fast,
        CacheDirectory = TestCache.Folder,
        MalformedPackets = layer.Design.InputStream.Beats > 1
            ? [new MalformedPacket(0, -1), new MalformedPacket(layer.Inputs!.Shape[0] - 1, 2)]
            : [new MalformedPacket(0, 1)],
    };

    /// <summary>Runs and demands that every tap, handshake and cycle is as it must be.</summary>
    public static async Task<LayerVerdict> MustPassAsync(
        LayerTensors layer, SimulationEngine engine = SimulationEngine.Verilator, string context = "", ulong? conversionSeed = null)
    {
        LayerVerdict verdict = await LayerVerification.RunAsync(
            layer.Design,
            layer.Parameters!,
            layer.Inputs!,
            Options(layer, engine) with { ConversionSeed = conversionSeed },
            CancellationToken.None);
        Assert.That(Complaint(verdict), Is.Null, context);
        return verdict;
    }

    /// <summary>What is wrong in words; null when nothing is.</summary>
    public static string? Complaint(LayerVerdict verdict)
    {
        if (verdict.Passes)
        {
            return null;
        }

        IEnumerable<string> faults = verdict.Comparisons.SelectMany(c => c.Pass.Faults.Select(f => $"{c.Pass.Pass.Name}: {f}"));
        string divergence = verdict.FirstDiverging is { } comparison ? $"{comparison.Pass.Pass.Name}: {comparison.First}" : "no value differs";
        return string.Join('\n', [divergence, .. faults, $"{verdict.Cycles}"]);
    }
}
