// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>Everything that can go wrong is defined (docs/control.md): it is flagged, it interrupts, and what comes next is right.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class FaultTests
{
    private const uint CommandDone = 1 << 1;
    private const uint PacketError = 1 << 2;
    private const uint AdcTimeout = 1 << 4;
    private const uint CommandRefused = 1 << 5;
    private const uint WriteRefused = 1 << 6;
    private const uint ResetEvent = 1 << 9;

    private const string Sar = """
        name: faults
        layer: {inputs: 40, outputs: 20}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 24, columns: 40, cell_bits: 2}
        adc: {kind: sar, bits: 7, columns_per_adc: 4}
        output: {requantize: shift, bits: 8}

        """;

    private const string External = """
        name: faults
        layer: {inputs: 12, outputs: 10}
        weights: {bits: 2, encoding: differential, subtraction: analog}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 12, columns: 24}
        adc: {kind: external, bits: 6, columns_per_adc: 3, conversion_cycles: 6, offset_correction: true}
        output: {requantize: none, bias_bits: 4}

        """;

    private const string Axi = "interface: {control: axi4_lite}\n";
    private const string Apb = "interface: {control: apb, stream_bits: 16}\n";

    [TestCase(Axi)]
    [TestCase(Apb)]
    public Task ShortAndLongPackets(string bus) => MustHoldAsync(Layers.Of(Sar + bus), check => Begin(check, PacketError)
        .Vectors(0, 2).Do(s => s.Malformed(0, -1)).Vectors(2, 1).Do(s => s.Malformed(1, 3)).Vectors(3, 2).Wait(5)
        .Irq(true).Read("PACKET_ERRORS", 2).Read("INTERRUPT_STATUS", PacketError, PacketError).Read("VECTORS", 5)
        .Write("INTERRUPT_STATUS", PacketError).Do(s => s.Idle(4)).Irq(false).Vectors(5, 2).Wait(7));

    [Test]
    public async Task AConversionThatNeverEnds()
    {
        ControlledLayer layer = Layers.Of(External + Axi);
        // The conversion of the second vector's first step.
        ulong number = (ulong)layer.Design.Steps * (ulong)layer.Design.Schedule.MuxPositions;
        layer = layer with { Model = SimulationModel.Of(layer.Design, layer.Parameters, 9, number) };
        await MustHoldAsync(layer, check => Begin(check, AdcTimeout)
            .Vectors(0, 1).Spoiled(1, 1).Vectors(2, 4).Wait(6)
            .Irq(true).Read("ADC_TIMEOUTS", 1).Read("INTERRUPT_STATUS", AdcTimeout, AdcTimeout)
            .Write("INTERRUPT_STATUS", AdcTimeout).Do(s => s.Idle(4)).Irq(false).Vectors(6, 3).Wait(9).Read("ADC_TIMEOUTS", 1));
    }

    [TestCase(Axi)]
    [TestCase(Apb)]
    public Task CommandsWhileComputing(string bus) => MustHoldAsync(Layers.Of(Sar + bus), check => Begin(check, CommandRefused)
        .Vectors(0, 8).Do(s => s.Idle(50)).Refused("COMMAND", 1).Do(s => s.Idle(4)).Irq(true).Read("INTERRUPT_STATUS", CommandRefused, CommandRefused)
        .Write("INTERRUPT_STATUS", CommandRefused).Refused("COMMAND", 4).Refused("COMMAND", 0).Read("INTERRUPT_STATUS", CommandRefused, CommandRefused)
        .Wait(8).Read("PROGRAM_READS", 0));

    [TestCase(Axi)]
    [TestCase(Apb)]
    public Task RegisterWritesWhileComputing(string bus) => MustHoldAsync(Layers.Of(Sar + bus), check => Begin(check, WriteRefused)
        .Vectors(0, 8).Do(s => s.Idle(50)).Refused("BIAS", 12345, 3).Do(s => s.Idle(4)).Irq(true).Read("INTERRUPT_STATUS", WriteRefused, WriteRefused)
        .Write("INTERRUPT_STATUS", WriteRefused).Do(s => s.Idle(4)).Irq(false)
        .Refused("SHIFT", 1, 2).Refused("SETTLE_CYCLES", 0).Refused("PULSE_LIMIT", 3).Refused("CONTROL", 13).Read("CONTROL", 9)
        .Wait(8).Read("SETTLE_CYCLES", 1).Read("PULSE_LIMIT", 64));

    [Test]
    public Task CommandsOutOfRangeAreRefused() => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, CommandRefused)
        .Stop()
        .Write("TILE", 2).Refused("COMMAND", 1).Write("TILE", 1).Write("CELLS", 16).Refused("COMMAND", 1)
        .Write("CELLS", 15).Write("COMMAND", 1).Poll("STATUS", 8, 0)
        .Write("TILE", 0).Write("CELLS", 24).Refused("COMMAND", 1).Write("CELLS", 23 | (3 << 16)).Refused("COMMAND", 2)
        .Refused("COMMAND", 3).Refused("COMMAND", 4).Refused("COMMAND", 15).Do(s => s.Idle(4)).Irq(true));

    [Test]
    public Task LockedWeightsStayUntilReset() => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, CommandRefused)
        .Stop().Write("CONTROL", 2).Write("CONTROL", 0).Read("CONTROL", 2).Read("STATUS", 16, 16)
        .Refused("COMMAND", 1).Read("INTERRUPT_STATUS", CommandRefused, CommandRefused)
        .Write("COMMAND", 8).Poll("STATUS", 4, 4).Refused("COMMAND", 1)
        .Write("CONTROL", 3).Vectors(0, 3).Wait(3)
        .Do(s => s.Reset()).Read("CONTROL", 0).Read("STATUS", 0, 16).Start().Vectors(0, 2).Wait(2));

    [TestCase(10)]
    [TestCase(57)]
    [TestCase(130)]
    [TestCase(333)]
    public Task ResetWhileComputing(int cycles) => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, ResetEvent)
        .Read("INTERRUPT_STATUS", 0, ResetEvent)
        .Vectors(0, 8).Do(s => s.Idle(cycles).Reset(2 + (cycles % 3))).Cut().Read("INTERRUPT_STATUS", ResetEvent, ResetEvent).Read("STATUS", 4, 7)
        .Start().Vectors(2, 5).Wait(5).Read("VECTORS", 5).Read("PACKET_ERRORS", 0));

    [TestCase(10)]
    [TestCase(77)]
    [TestCase(150)]
    public Task SoftResetWhileComputing(int cycles) => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, ResetEvent)
        .Vectors(0, 1).Wait(1)
        .Do(s => s.StreamStalls(0, 100, 1).Vectors(0, 2)).Sent().Do(s => s.Idle(cycles))
        .Write("COMMAND", 8).Poll("STATUS", 7, 4).Do(s => s.StreamStalls(0, 0, 1)).Withdraws().Irq(true).Read("INTERRUPT_STATUS", ResetEvent, ResetEvent).Read("CONTROL", 8)
        .Write("CONTROL", 1).Vectors(3, 5).Wait(6));

    [TestCase(3)]
    [TestCase(60)]
    [TestCase(200)]
    public Task ResetWhileProgramming(int cycles) => ProgrammingIsCutShort(check => check.Do(s => s.Idle(cycles).Reset()).Start());

    [TestCase(3)]
    [TestCase(61)]
    [TestCase(201)]
    public Task SoftResetWhileProgramming(int cycles) => ProgrammingIsCutShort(check => check
        .Do(s => s.Idle(cycles)).Write("COMMAND", 8).Poll("STATUS", 12, 4).Write("CONTROL", 1));

    [Test]
    public Task ResetInTheMiddleOfAccesses() => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, 0)
        .Stop()
        .Do(s =>
        {
            s.BusStalls(60, 3);
            for (int i = 0; i < 20; i++)
            {
                s.PostWrite(check.At("BIAS", i), 1).PostRead(check.At("ID"));
            }

            s.Idle(17).Reset().BusStalls(0, 1);
        })
        .Read("ID", 0x52544C47).Start().Vectors(0, 4).Wait(4));

    [Test]
    public Task EnablingWhileACommandRunsIsRefused() => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, CommandRefused | CommandDone)
        .Stop().Write("INTERRUPT_STATUS", 0x7FF)
        .Write("COMMAND", 1).Refused("CONTROL", 1).Read("INTERRUPT_STATUS", CommandRefused, CommandRefused | CommandDone)
        .Refused("COMMAND", 1).Refused("TOLERANCE", 4)
        .Poll("STATUS", 8, 0).Read("INTERRUPT_STATUS", CommandRefused | CommandDone | WriteRefused, CommandRefused | CommandDone | WriteRefused));

    [Test]
    public Task CountersAndFailuresOfProgrammingOutliveASoftReset() => MustHoldAsync(Layers.Of(Sar + Axi), check => AFailure(check)
        .Write("COMMAND", 8).Poll("STATUS", 4, 4).Read("PROGRAM_READS", 2).Read("STATUS", 1 << 8, 1 << 8)
        .Write("COMMAND", 9).Read("PROGRAM_READS", 0).Read("STATUS", 0, 1 << 8));

    [Test]
    public Task ClearingCountersWhileACommandRunsKeepsItsFailure() => MustHoldAsync(Layers.Of(Sar + Axi), check =>
        AFailure(check, s => s.Write("COMMAND", 9)).Read("INTERRUPT_STATUS", 1 << 7, 1 << 7));

    [Test]
    public Task StreamsChangeBetweenPacketsOnly() => MustHoldAsync(Layers.Of(Sar + Axi), check => Begin(check, CommandRefused)
        .Stop().Vectors(0, 1).Sent().Refused("CONTROL", 4).Read("INTERRUPT_STATUS", CommandRefused, CommandRefused)
        .Write("CONTROL", 1).Wait(1).Stop().Write("CONTROL", 4).Read("STATUS", 1 << 5, 1 << 5)
        .Write("CONTROL", 0).Write("CONTROL", 1).Vectors(1, 2).Wait(3));

    [Test]
    public async Task AFaultThatIsNotFlaggedIsSeen()
    {
        ControlledLayer layer = Broken.Of(Layers.Of(Sar + Axi), "rtl/faults_packet_input.v", "error_q <= wrong", "error_q <= wrong & in_last");
        ScenarioCheck check = Begin(new ScenarioCheck(layer), PacketError)
            .Vectors(0, 2).Do(s => s.Malformed(1, 3)).Vectors(3, 2).Wait(4).Read("PACKET_ERRORS", 1);
        Assert.That(await layer.ComplaintsAsync(check), Is.Not.Empty);
    }

    /// <summary>Programs the row that holds what it is to hold already, from another start, so that there is something to do.</summary>
    private static Task ProgrammingIsCutShort(Func<ScenarioCheck, ScenarioCheck> cut)
    {
        ControlledLayer layer = Layers.Of(Sar + Axi);
        long[,] cells = IdealCells.OfTile(layer.Design, layer.Parameters.Weights, 0, 0);
        uint[] Packed(bool inverted) => RowTargets.Pack(
            layer.Design, [.. Enumerable.Range(0, cells.GetLength(1)).Select(c => inverted ? 3 - cells[5, c] : cells[5, c])]);
        ScenarioCheck Targets(ScenarioCheck check, bool inverted)
        {
            foreach ((int word, uint packed) in Packed(inverted).Index())
            {
                check.Write("ROW_TARGETS", packed, word);
            }

            return check.Write("TILE", 0).Write("CELLS", 5);
        }

        return MustHoldAsync(layer, check =>
        {
            Targets(Begin(check, 0).Stop(), true).Write("COMMAND", 1);
            Targets(cut(check).Stop(), false).Write("COMMAND", 1).Poll("STATUS", 8, 0).Read("PROGRAM_FAILURES", 0);
            return check.Write("CONTROL", 1).Vectors(0, 6).Wait(6);
        });
    }

    /// <summary>Programs a row that cannot hold what is asked in one round of pulses.</summary>
    private static ScenarioCheck AFailure(ScenarioCheck check, Func<ScenarioCheck, ScenarioCheck>? meanwhile = null)
    {
        Begin(check, 0).Stop().Write("INTERRUPT_STATUS", 0x7FF).Write("PULSE_LIMIT", 1);
        for (int word = 0; word < 3; word++)
        {
            check.Write("ROW_TARGETS", word == 0 ? 0x33333333u : 0, word);
        }

        check.Write("COMMAND", 1);
        return (meanwhile?.Invoke(check) ?? check).Poll("STATUS", 8, 0).Read("INTERRUPT_STATUS", (1 << 7) | CommandDone, (1 << 7) | CommandDone);
    }

    /// <summary>Interrupts on, parameters in, vectors allowed.</summary>
    private static ScenarioCheck Begin(ScenarioCheck check, uint interrupts) =>
        check.Write("INTERRUPT_STATUS", 0x7FF).Write("INTERRUPT_ENABLE", interrupts).Start();

    private static async Task MustHoldAsync(ControlledLayer layer, Func<ScenarioCheck, ScenarioCheck> steps)
    {
        ScenarioCheck check = steps(new ScenarioCheck(layer));
        Assert.That(await layer.ComplaintsAsync(check), Is.Empty);
    }
}
