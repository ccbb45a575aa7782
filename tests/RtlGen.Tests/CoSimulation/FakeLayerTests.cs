// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.CoSimulation;

/// <summary>The whole way from Verilog to a verdict, with hand-written Verilog that is right.</summary>
[TestFixture]
internal sealed class FakeLayerTests
{
    private static CoSimulationOptions Options(SimulationEngine engine) => new()
    {
        Engine = engine,
        CacheDirectory = TestCache.Folder,
        MalformedPackets = [new(0, 1), new(2, 3), new(4, 1)],
    };

    [TestCase(SimulationEngine.Verilator)]
    [TestCase(SimulationEngine.Icarus)]
    public async Task Every_tap_of_every_pass_agrees(SimulationEngine engine)
    {
        FakeLayer layer = FakeLayer.Create();
        LayerVerdict verdict = await LayerVerification.RunAsync(
            layer.Model, layer.Parameters, FakeLayer.RandomInputs(5), Options(engine), default);
        Assert.That(verdict.Comparisons, Has.Count.EqualTo(3));
        foreach (Comparison comparison in verdict.Comparisons)
        {
            Assert.That(comparison.Pass.Faults, Is.Empty);
            Assert.That(comparison.First, Is.Null);
            Assert.That(comparison.Taps.Select(t => t.Compared), Has.All.GreaterThan(0));
            Assert.That(comparison.Pass.PacketErrors, Has.Count.EqualTo(comparison.Pass.Pass.SendsMalformedPackets ? 3 : 0));
        }

        Assert.That(verdict.Comparisons[0].Pass.Vectors, Is.EqualTo(24), "a small batch is repeated for the cycles");
        Assert.That(verdict.Comparisons[1].Pass.Vectors, Is.EqualTo(5));
    }

    [TestCase(SimulationEngine.Verilator)]
    [TestCase(SimulationEngine.Icarus)]
    public async Task Both_simulators_see_the_same_cycles(SimulationEngine engine)
    {
        FakeLayer layer = FakeLayer.Create();
        CoSimulationOptions options = Options(engine) with { Passes = [new SimulationPass("unstalled", 1)] };
        CoSimulationRun run = await CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(3), options, default);
        SimulatedPass pass = run.Passes[0];
        // 8 cycles of reset, 1 after it, 4 biases, 1 after them; then 1 beat in, 8 conversions, 4 results, 2 beats out.
        Assert.That(pass.Timing.Select(t => t.FirstAccept), Is.EqualTo(new long[] { 14, 29, 44 }));
        Assert.That(pass.Timing[1].FirstValid, Is.EqualTo(29 + 13));
        Assert.That(pass.Timing[1].Beats, Is.EqualTo(new long[] { 42, 43 }));
        Assert.That(pass.Taps.CodeCycles[0].Take(9), Is.EqualTo(new long[] { 16, 17, 18, 19, 20, 21, 22, 23, 31 }));
    }

    [TestCase(SimulationEngine.Verilator)]
    [TestCase(SimulationEngine.Icarus)]
    public async Task Codes_can_be_left_out(SimulationEngine engine)
    {
        FakeLayer layer = FakeLayer.Create();
        LayerVerdict verdict = await LayerVerification.RunAsync(
            layer.Model, layer.Parameters, FakeLayer.RandomInputs(5), Options(engine) with { KeepCodes = false }, default);
        Assert.That(verdict.Comparisons.Select(c => c.Agrees), Has.All.True);
        Assert.That(verdict.Comparisons[0].Pass.Taps.Codes.Data, Is.Empty);
        Assert.That(verdict.Comparisons[0].Taps.Select(t => t.Compared > 0), Is.EqualTo(new[] { false, true, true, true, true }));
    }

    [Test]
    public async Task A_layer_that_is_slower_than_its_schedule_fails()
    {
        FakeLayer layer = FakeLayer.Create();
        LayerVerdict verdict = await LayerVerification.RunAsync(
            layer.Model, layer.Parameters, FakeLayer.RandomInputs(5), Options(SimulationEngine.Verilator), default);
        Assert.That(verdict.Cycles, Is.Not.Null);
        Assert.That(verdict.Cycles!.Interval, Is.EqualTo(new IntervalStatistics(15, 15, 15, 15)));
        Assert.That(verdict.Cycles.Agrees, Is.False);
        Assert.That(verdict.Passes, Is.False);
    }

    [Test]
    public async Task A_second_run_takes_the_model_from_the_cache()
    {
        FakeLayer layer = FakeLayer.Create("SEND: if", "SEND : if");
        CoSimulationOptions options = Options(SimulationEngine.Verilator);
        await CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(1), options, default);
        CoSimulationRun second = await CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(2), options, default);
        Assert.That(second.ModelWasCached, Is.True);
        Assert.That(second.Times.Compile, Is.EqualTo(TimeSpan.Zero));
    }

    [TestCase(SimulationEngine.Verilator)]
    [TestCase(SimulationEngine.Icarus)]
    public async Task Waves_of_one_vector_are_written(SimulationEngine engine)
    {
        FakeLayer layer = FakeLayer.Create();
        string folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;
        try
        {
            string waves = Path.Combine(folder, "deep", "vector.fst");
            CoSimulationOptions options = Options(engine) with { Waves = waves, WavesVector = 3 };
            LayerVerdict verdict = await LayerVerification.RunAsync(
                layer.Model, layer.Parameters, FakeLayer.RandomInputs(5), options, default);
            Assert.That(verdict.Run.Waves, Is.EqualTo(waves));
            Assert.That(new FileInfo(waves).Length, Is.GreaterThan(300));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Records_that_find_no_room_are_said_as_such()
    {
        FakeLayer layer = FakeLayer.Create();
        string folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "records_0.bin"), "/dev/full");
            CoSimulationOptions options = Options(SimulationEngine.Verilator) with { WorkDirectory = folder };
            BadInputException? failure = await Assert.ThrowsAsync<BadInputException>(
                () => CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(2), options, default));
            Assert.That(failure!.Diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.FileAccess));
            Assert.That(failure.Message, Does.Contain("No space left on device").And.Contain("TMPDIR"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_cache_that_cannot_be_written_is_bad_input()
    {
        FakeLayer layer = FakeLayer.Create();
        CoSimulationOptions options = Options(SimulationEngine.Icarus) with { CacheDirectory = "/dev/null/cache" };
        BadInputException? e = await Assert.ThrowsAsync<BadInputException>(
            () => CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(1), options, default));
        Assert.That(e!.Diagnostics[0].Code, Is.EqualTo(DiagnosticCodes.FileAccess));
    }

    [Test]
    public async Task A_run_beyond_the_record_limit_is_refused_before_it_starts()
    {
        FakeLayer layer = FakeLayer.Create();
        CoSimulationOptions options = Options(SimulationEngine.Verilator) with { RecordLimit = 10_000 };
        BadInputException? e = await Assert.ThrowsAsync<BadInputException>(
            () => CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(50), options, default));
        Assert.That(e!.Message, Does.Contain("run at most"));
    }

    [Test]
    public async Task A_malformed_packet_keeps_a_beat()
    {
        FakeLayer layer = FakeLayer.Create();
        CoSimulationOptions options = Options(SimulationEngine.Icarus) with { MalformedPackets = [new MalformedPacket(0, -1)] };
        await Assert.ThrowsAsync<BadInputException>(
            () => CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(1), options, default));
    }

    [Test]
    public async Task The_harness_is_timed_against_a_bare_loop()
    {
        FakeLayer layer = FakeLayer.Create();
        HarnessSpeed speed = await HarnessBenchmark.RunAsync(
            layer.Model, layer.Parameters, FakeLayer.RandomInputs(16), 5000, 5, Options(SimulationEngine.Verilator), default);
        TestContext.Out.WriteLine($"harness {speed.Harness:E2}, bare loop {speed.BareLoop:E2} cycles/s, ratio {speed.Ratio:P1}");
        Assert.That(speed.Cycles, Is.GreaterThan(5000 * 15));
        Assert.That(speed.Ratio, Is.GreaterThan(0.2), "a collapse, not the goal: that is for the benchmark on a quiet machine");
    }
}
