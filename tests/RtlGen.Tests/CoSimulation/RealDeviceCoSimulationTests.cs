// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Devices;
using RtlGen.Golden;
using RtlGen.Tensors;
using RtlGen.Tests.Devices;

namespace RtlGen.Tests.CoSimulation;

/// <summary>The behavioural crossbar with real cells, real ADCs and read noise gives the golden model's numbers bit for bit.</summary>
internal sealed class RealDeviceCoSimulationTests
{
    [Test]
    public async Task TheRtlAgreesWithRealDevices()
    {
        LayerTensors ideal = RealDeviceTests.Sample("{fraction_bits: 8, noise: 0.7}");
        RealCells cells = RealCells.Draw(
            ideal.Design, ideal.Parameters!.Weights, new DeviceOptions { RelativeSigma = 0.1, OnOffRatio = 30, StuckOn = 0.02, DriftExponent = 0.03, DriftTime = 50 }, 9);
        RealAdcs adcs = RealAdcs.Draw(ideal.Design, new AdcErrorOptions { OffsetSigma = 0.5, GainSigma = 0.02, LinearitySigma = 0.4 }, 9);
        LayerParameters real = ideal.Parameters with { Cells = cells.Cells, AdcThresholds = adcs.Thresholds, NoiseSeed = 123 };
        CoSimulationOptions options = new() { CacheDirectory = TestCache.Folder, Passes = [new SimulationPass("unstalled", 1) { MinimumVectors = 24 }] };

        LayerVerdict verdict = await LayerVerification.RunAsync(
            ideal.Design, real, ideal.Inputs!, options, TestContext.CurrentContext.CancellationToken);

        ReferenceResult Golden(LayerParameters parameters) => ReferenceModel.Run(ideal.Design, parameters, ideal.Inputs!);
        bool Passes(LayerParameters parameters) => LayerVerification.Judge(ideal.Design, verdict.Run, Golden(parameters)).Passes;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Passes, $"{verdict.FirstDiverging?.First}");
            // Each of the three is in play: a golden model without it disagrees with the same run.
            Assert.That(Passes(real));
            Assert.That(Passes(real with { Cells = null }), Is.False);
            Assert.That(Passes(real with { AdcThresholds = null }), Is.False);
            Assert.That(Passes(real with { NoiseSeed = 124 }), Is.False);
        }
    }
}
