// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;

namespace RtlGen.Tests.CoSimulation;

/// <summary>Every comparison and every check of the harness is able to fail: each test breaks the Verilog at one place.</summary>
[TestFixture]
internal sealed class BrokenLayerTests
{
    private static readonly string[] s_engines = ["Verilator", "Icarus"];

    [Test]
    public async Task A_wrong_code_is_found_and_located([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(
            engine, "tap_code[l*BA +: BA] <= sum;", "tap_code[l*BA +: BA] <= sum ^ (l == 1 && mux == 2 && phase == 1 && x[1]);");
        Divergence first = comparison.First!;
        Assert.That(first.Tap, Is.EqualTo(Tap.Code));
        Assert.That((first.Phase, first.RowGroup, first.RowTile, first.ColumnTile), Is.EqualTo((1, 0, 0, 0)));
        Assert.That((first.Lane, first.MuxPosition, first.ConversionColumn), Is.EqualTo((1, 2, 6)));
        Assert.That((first.Output, first.Part), Is.EqualTo((3, 0)));
        Assert.That(first.Expected ^ first.Actual, Is.EqualTo(1));
        Assert.That(comparison.Pass.Taps.CodeCycles[0], Does.Contain(first.Cycle!.Value));
        Assert.That(comparison.Taps.Single(t => t.Tap == Tap.Code).Differing, Is.InRange(1, comparison.Pass.Vectors));
        Assert.That(comparison.Taps.Where(t => t.Tap != Tap.Code).Sum(t => t.Differing), Is.Zero);
    }

    [TestCase("tap_acc <= acc[t];", "tap_acc <= acc[t] + (t == 3);", Tap.Accumulator, 3)]
    [TestCase("tap_y <= y;", "tap_y <= y ^ (t == 2);", Tap.Y, 2)]
    [TestCase("result[t*OB +: OB] <= y;", "result[t*OB +: OB] <= y + (t == 1);", Tap.Output, 1)]
    [TestCase("tap_flag <= 0;", "tap_flag <= t == 0;", Tap.Overflow, 0)]
    [TestCase("acc[n] << 1", "acc[n] << 0", Tap.Accumulator, null)]
    public async Task A_wrong_result_is_found_at_the_first_tap_that_shows_it(string right, string wrong, Tap tap, int? output)
    {
        Comparison comparison = await RunAsync("Icarus", right, wrong);
        Assert.That(comparison.First!.Tap, Is.EqualTo(tap));
        Assert.That(comparison.First.Vector, Is.Zero);
        Assert.That(output is null || comparison.First.Output == output, Is.True, comparison.First.ToString());
    }

    [Test]
    public async Task A_missing_record_is_a_difference()
    {
        Comparison comparison = await RunAsync("Icarus", "tap_acc_valid <= 1;", "tap_acc_valid <= t != 3;");
        Assert.That(comparison.First!.Tap, Is.EqualTo(Tap.Accumulator));
        Assert.That(comparison.First.Vector, Is.Zero, "what comes next takes its place");
        Assert.That(comparison.Taps.Single(t => t.Tap == Tap.Accumulator).Differing, Is.GreaterThanOrEqualTo(comparison.Pass.Vectors));
    }

    [Test]
    public async Task Records_that_stop_are_a_difference()
    {
        Comparison comparison = await RunAsync(
            "Icarus", "tap_y_valid <= 1;", "tap_y_valid <= !silent; if (t == 1) silent <= 1;", "integer phase", "reg silent = 0; integer phase");
        Assert.That(comparison.First!.Tap, Is.EqualTo(Tap.Y));
        Assert.That((comparison.First.Output, comparison.First.Actual), Is.EqualTo((2, (long?)null)));
        Assert.That(comparison.First.ToString(), Does.Contain("never came"));
    }

    [Test]
    public async Task Records_too_many_are_a_difference()
    {
        Comparison comparison = await RunAsync("Icarus", "SEND: if (m_tready) begin", "SEND: if (m_tready) begin tap_code_valid <= m_tlast;");
        Assert.That(comparison.First!.Tap, Is.EqualTo(Tap.Code));
        Assert.That(comparison.Agrees, Is.False);
    }

    [Test]
    public async Task A_packet_too_many_is_a_difference()
    {
        Comparison comparison = await RunAsync(
            "Icarus", "state <= TAKE;\n        end\n      end", "state <= again ? TAKE : SEND; again <= ~again;\n        end\n      end", "integer phase", "reg again = 0; integer phase");
        Assert.That(comparison.First!.Tap, Is.EqualTo(Tap.Output));
    }

    [Test]
    public async Task A_valid_that_falls_is_a_fault([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(engine, "m_tvalid = state == SEND;", "m_tvalid = state == SEND && (m_tready || odd); reg odd = 0; always @(posedge clk) odd <= ~odd;");
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Does.Contain("m_tvalid fell before the beat was taken"));
        Assert.That(comparison.Agrees, Is.False);
    }

    [Test]
    public async Task A_payload_that_changes_is_a_fault([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(engine, "m_tdata = result[beat*S +: S];", "m_tdata = m_tready ? result[beat*S +: S] : 0;");
        Assert.That(comparison.First, Is.Null, "what is taken is right");
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Does.Contain("m_tdata or m_tlast changed while the beat was stalled"));
        Assert.That(comparison.Agrees, Is.False);
    }

    [Test]
    public async Task A_packet_of_wrong_length_is_a_fault([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(engine, "m_tlast = beat == OUT_BEATS - 1;", "m_tlast = beat == OUT_BEATS - 2;");
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Has.Some.Contains("has 1 beats instead of 2"));
    }

    [Test]
    public async Task A_last_that_never_comes_is_a_fault()
    {
        Comparison comparison = await RunAsync("Icarus", "m_tlast = beat == OUT_BEATS - 1;", "m_tlast = 0;");
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Does.Contain("the last output beat of the run has no TLAST"));
    }

    [Test]
    public async Task A_hang_ends_the_pass([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(engine, "s_tready = state == TAKE;", "s_tready = 0;");
        Assert.That(comparison.Pass.Status, Is.EqualTo(PassStatus.Hung));
        Assert.That(comparison.Pass.Faults[0].Message, Does.StartWith("hung: nothing moved any more after 0 of"));
        Assert.That(comparison.First!.Actual, Is.Null);
    }

    [Test]
    public async Task A_flood_of_records_ends_the_pass([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(engine, "if (phase == BX - 1) begin", "if (phase == 100000000) begin");
        Assert.That(comparison.Pass.Status, Is.EqualTo(PassStatus.TooManyRecords));
        Assert.That(comparison.Pass.Faults[0].Message, Does.StartWith("stopped: the taps say far more"));
    }

    [Test]
    public async Task An_error_that_is_not_raised_is_a_fault([ValueSource(nameof(s_engines))] string engine)
    {
        Comparison comparison = await RunAsync(engine, "packet_error <= 1;", "packet_error <= 0;");
        Assert.That(comparison.First, Is.Null);
        Assert.That(comparison.Pass.Faults.Single().Message, Does.StartWith("packet_error was high in 0 cycles, but 2 malformed"));
    }

    [Test]
    public async Task A_malformed_packet_that_gets_through_is_found()
    {
        Comparison comparison = await RunAsync("Icarus", "beat == IN_BEATS - 1) begin", "beat >= IN_BEATS - 1) begin");
        Assert.That(comparison.First!.Tap, Is.EqualTo(Tap.Code));
        Assert.That(comparison.Agrees, Is.False);
    }

    [Test]
    public async Task A_register_that_nobody_sets_is_unknown_in_four_states()
    {
        Comparison comparison = await RunAsync("Icarus", "bias[param_address[7:0]] <=", "if (param_address[7:0] != 2) bias[param_address[7:0]] <=");
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Does.Contain("y has unknown bits (x), first at [0, 2]"));
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Has.None.StartsWith("acc"));
    }

    [Test]
    public async Task A_register_that_nobody_sets_differs_from_seed_to_seed_in_two()
    {
        FakeLayer layer = FakeLayer.Create("bias[param_address[7:0]] <=", "if (param_address[7:0] != 2) bias[param_address[7:0]] <=");
        SimulationPass[] passes = [new("one", 1), new("two", 2)];
        CoSimulationOptions options = new() { CacheDirectory = TestCache.Folder, Passes = passes };
        CoSimulationRun run = await CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(2), options, default);
        Assert.That(run.Passes[0].Taps.Y[0, 2], Is.Not.EqualTo(run.Passes[1].Taps.Y[0, 2]));
    }

    [Test]
    public async Task A_valid_that_is_unknown_is_a_fault()
    {
        Comparison comparison = await RunAsync("Icarus", "packet_error <= 0;", "packet_error <= x[0] & 0 | weights[N+1][0];");
        Assert.That(comparison.Pass.Faults.Select(f => f.Message), Does.Contain("a valid, a ready or packet_error is unknown (x)"));
    }

    private static async Task<Comparison> RunAsync(string engine, params string[] replacements)
    {
        FakeLayer layer = FakeLayer.Create(replacements);
        CoSimulationOptions options = new()
        {
            Engine = Enum.Parse<SimulationEngine>(engine),
            CacheDirectory = TestCache.Folder,
            Passes = [new SimulationPass("stalled", 5) { InputStallPercent = 20, OutputStallPercent = 50, SendsMalformedPackets = true }],
            MalformedPackets = [new(0, 1), new(3, 2)],
            RecordLimit = 1 << 18,
        };
        LayerVerdict verdict = await LayerVerification.RunAsync(
            layer.Model, layer.Parameters, FakeLayer.RandomInputs(6), options, default);
        Assert.That(verdict.Passes, Is.False, "what is broken must not pass");
        return verdict.Comparisons[0];
    }
}
