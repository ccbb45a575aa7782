// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Coverage;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Coverage;

[TestFixture]
internal sealed class FunctionalBinsTests
{
    [Test]
    public void Every_bin_has_a_name_of_its_own_and_what_is_left_out_has_a_reason()
    {
        FunctionalBins bins = FunctionalBins.Known;
        Assert.Multiple(() =>
        {
            Assert.That(bins.All, Is.Unique);
            Assert.That(bins.All.Intersect(bins.LeftOut.Select(b => b.Name), StringComparer.Ordinal), Is.Empty);
            Assert.That(bins.LeftOut, Is.Not.Empty);
            Assert.That(bins.LeftOut.Select(b => b.Reason), Has.All.Not.Empty);
        });
    }

    [Test]
    public void Each_word_of_a_choice_is_a_bin()
    {
        IEnumerable<string> words =
        [
            .. Of<WeightEncoding>("weights.encoding"), .. Of<InputEncoding>("inputs.encoding"), .. Of<AdcKind>("adc.kind"), .. Of<DacKind>("dac.kind"),
            .. Of<SampleAndHold>("adc.sample_and_hold"), .. Of<AdcRounding>("adc.rounding"), .. Of<AccumulatorOverflow>("accumulator.overflow"),
            .. Of<Requantize>("output.requantize"), .. Of<OutputRounding>("output.rounding"), .. Of<Activation>("output.activation"),
            .. Of<ControlKind>("interface.control"), "key/interface.readback=true", "key/interface.readback=false", "key/interface.stream_bits=512",
        ];
        Assert.That(FunctionalBins.Known.All, Is.SupersetOf(words));
        static IEnumerable<string> Of<T>(string key)
            where T : struct, Enum => Enum.GetValues<T>().Select(v => $"key/{key}={ConfigurationNames.Of(v)}");
    }

    [TestCase("key/adc.bits=1")]
    [TestCase("key/adc.bits=12")]
    [TestCase("key/adc.bits=4..11")]
    [TestCase("key/adc.range=explicit")]
    [TestCase("key/accumulator.bits=auto")]
    [TestCase("key/accumulator.bits=48")]
    [TestCase("key/crossbar.slice_bits=given")]
    [TestCase("key/crossbar.slice_bits=none")]
    [TestCase("key/analog.noise=0")]
    [TestCase("key/analog.noise=positive")]
    [TestCase("key/output.zero_point=negative")]
    public void Ends_of_ranges_what_is_between_them_and_lists_are_bins(string bin) => Assert.That(FunctionalBins.Known.All, Does.Contain(bin));

    [Test]
    public void No_key_is_forgotten()
    {
        IEnumerable<string> keys = ConfigurationKeys.All.Select(k => k.Name).Where(n => n is not ("name" or "extends"));
        Assert.That(FunctionalBins.Known.All.Where(b => b.StartsWith("key/", StringComparison.Ordinal)).Select(b => b[4..b.IndexOf('=', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal), Is.EquivalentTo(keys));
    }

    [TestCase("cross/weights.encoding=bipolar,inputs.encoding=unsigned,adc.kind=sar", TestName = "Bipolar weights need bipolar inputs")]
    [TestCase("cross/weights.encoding=offset,inputs.encoding=bipolar,adc.kind=sar", TestName = "Bipolar inputs need bipolar weights")]
    [TestCase("cross/dac.kind=pwm,adc.kind=sar,adc.sample_and_hold=none", TestName = "Pulse widths need a held sample")]
    [TestCase("cross/output.requantize=shift,output.rounding=float32,output.granularity=per_tensor", TestName = "A shift has no float rounding")]
    [TestCase("cross/output.requantize=none,output.activation=relu", TestName = "No activation without requantization")]
    [TestCase("cross/output.requantize=thresholds,output.activation=relu", TestName = "No relu on thresholds")]
    public void A_cross_that_the_reader_refuses_is_no_bin(string bin) => Assert.That(FunctionalBins.Known.All, Does.Not.Contain(bin));

    [Test]
    public void Every_cross_that_the_reader_takes_is_a_bin()
    {
        string[] crosses = [.. FunctionalBins.Known.All.Where(b => b.StartsWith("cross/", StringComparison.Ordinal))];
        // Bipolar goes with bipolar, the other four with the other four.
        Assert.That(crosses.Count(b => b.StartsWith("cross/weights.encoding=", StringComparison.Ordinal) && b.Contains(",inputs.encoding=", StringComparison.Ordinal)), Is.EqualTo(17 * 5));
        Assert.That(crosses.Count(b => b.StartsWith("cross/weights.encoding=", StringComparison.Ordinal) && b.Contains(",accumulator=", StringComparison.Ordinal)), Is.EqualTo(5 * 5 * 3 * 4));
        Assert.That(crosses.Count(b => b.StartsWith("cross/inputs.encoding=", StringComparison.Ordinal)), Is.EqualTo(5 * 5 * 3 * 4));
        Assert.That(crosses.Count(b => b.StartsWith("cross/dac.kind=", StringComparison.Ordinal)), Is.EqualTo((3 * 5 * 3) - 5));
    }

    [Test]
    public void Flows_and_engines_are_bins() => Assert.That(
        FunctionalBins.Known.All, Is.SupersetOf((string[])["flow/vectors", .. ControlScenarios.Names.Select(n => $"flow/{n}"), "engine/verilator", "engine/icarus", "engine/netlist"]));

    [Test]
    public void Controller_states_are_named_with_the_stalls_that_they_met()
    {
        byte[] bytes = new byte[ControllerStates.Size * 8];
        // Front machine in hold, back machine converting, readout idle, bank full; input stalled.
        bytes[8 * ((0b10110 * 4) + 2)] = 3;
        ControllerStates states = ControllerStates.Parse(bytes);
        string[] expected =
        [
            "stall/front=hold,back=converting,input=stalled,output=free", "stall/readout=idle,input=stalled,output=free", "stall/bank=full,input=stalled,output=free",
        ];
        Assert.Multiple(() =>
        {
            Assert.That(states.Reached(), Is.EqualTo(expected));
            Assert.That(FunctionalBins.Known.All, Is.SupersetOf(expected));
            Assert.That(ControllerStates.Merge([states, states]).Counts.Sum(), Is.EqualTo(6));
            Assert.That(() => ControllerStates.Parse(bytes[8..]), Throws.InstanceOf<InvalidDataException>());
        });
    }
}
