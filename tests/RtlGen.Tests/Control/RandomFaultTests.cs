// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests.Control;

/// <summary>
/// Faults at random, one after the other and in the middle of anything: packets of wrong lengths, accesses that are refused,
/// resets of both kinds while vectors, commands and accesses are on their way. Every output between them is right.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class RandomFaultTests
{
    private const int Events = 12;

    private const string Layer = """
        name: unlucky
        layer: {inputs: 21, outputs: 14}
        weights: {bits: 3, encoding: differential}
        inputs: {bits: 3, encoding: unsigned}
        crossbar: {rows: 21, columns: 32, cell_bits: 2}
        adc: {kind: sar, bits: 7, columns_per_adc: 4}
        output: {requantize: shift, bits: 8}

        """;

    private const string Axi = "interface: {control: axi4_lite, stream_bits: 16}\n";
    private const string Apb = "interface: {control: apb, stream_bits: 64}\n";

    [Test]
    public Task TheNextOperationIsRight([Range(1, 12)] int seed) => MustHoldAsync(seed);

    [Category("Long")]
    [Test]
    public Task TheNextOperationIsRightHoweverOften([Range(13, 212)] int seed) => MustHoldAsync(seed);

    [Test]
    public async Task ALayerThatForgetsToResetItsInputIsSeen()
    {
        ControlLayer layer = ControlLayer.Of(Layer + Axi);
        ControlLayer broken = Broken.Of(layer, "rtl/unlucky_packet_input.v", "      beat_q  <= {COUNT_BITS{1'b0}};\n", "");
        int seen = 0;
        for (int seed = 1; seed <= 12; seed++)
        {
            ScenarioCheck check = Drawn(layer, seed);
            seen += check.Judge(await broken.PlayAsync(check.Scenario)).Count > 0 ? 1 : 0;
        }

        Assert.That(seen, Is.Positive);
    }

    private static async Task MustHoldAsync(int seed)
    {
        ControlLayer layer = ControlLayer.Of(Layer + (seed % 2 == 0 ? Apb : Axi));
        ScenarioCheck check = Drawn(layer, seed);
        Assert.That(check.Judge(await layer.PlayAsync(check.Scenario)), Is.Empty, $"seed {seed}");
    }

    private static ScenarioCheck Drawn(ControlLayer layer, int seed)
    {
        Random random = new(seed);
        // A soft reset withdraws the beat that is on offer.
        ScenarioCheck check = new ScenarioCheck(layer).Withdraws();
        check.Do(s => s.BusStalls(random.Next(0, 40), seed).StreamStalls(random.Next(0, 40), random.Next(0, 40), seed)).Start();
        int since = 0;
        for (int i = 0; i < Events; i++)
        {
            int vectors = random.Next(1, 4);
            int first = random.Next(layer.Inputs.Shape[0] - vectors);
            int wait = random.Next(0, 300);
            switch (random.Next(7))
            {
                case 0:
                    check.Do(s => s.Malformed(first, random.Next(2) == 0 ? -1 : random.Next(1, 5)));
                    break;
                case 1:
                    check.Vectors(first, vectors).Do(s => s.Idle(random.Next(3, 20))).Refused("COMMAND", (uint)random.Next(1, 5));
                    since += vectors;
                    break;
                case 2:
                    check.Vectors(first, vectors).Refused("TOLERANCE", 3).Refused("BIAS", 3, random.Next(14));
                    since += vectors;
                    break;
                case 3:
                    check.Vectors(first, vectors).Do(s => s.Idle(wait).Reset(random.Next(2, 6))).Cut();
                    check.Read("STATUS", 4, 7).Start();
                    since = 0;
                    break;
                case 4:
                    check.Vectors(first, vectors).Sent().Do(s => s.Idle(wait)).Write("COMMAND", 8);
                    check.Poll("STATUS", 4, 4).Cut().Read("CONTROL", 0).Write("CONTROL", 1);
                    // The harness counts outputs from the last hard reset on: start over.
                    check.Do(s => s.Reset(3)).Cut().Start();
                    since = 0;
                    break;
                case 5:
                    // A row that is programmed with what it holds, cut short by a reset.
                    check.Wait(since).Stop().Write("CELLS", (uint)random.Next(21)).Write("PULSE_LIMIT", 1).Write("TOLERANCE", 127)
                        .Write("COMMAND", 1).Do(s => s.Idle(wait).Reset(3)).Cut().Start();
                    since = 0;
                    break;
                default:
                    check.Do(s =>
                    {
                        for (int k = 0; k < 12; k++)
                        {
                            s.PostWrite(check.At("INTERRUPT_ENABLE"), (uint)k).PostRead(check.At("ID"));
                        }

                        s.Idle(random.Next(1, 30)).Reset(2);
                    }).Cut().Start();
                    since = 0;
                    break;
            }

            check.Vectors(first, vectors);
            since += vectors;
            if (random.Next(2) == 0)
            {
                check.Wait(since);
            }
        }

        return check.Wait(since);
    }
}
