// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Registers;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary>
/// What the constraints say of the macro's pins is what the hardware does: the pins are watched while the golden vectors run,
/// and the cycles from a change to the edge that needs it are never fewer than stated, and sometimes as few.
/// </summary>
public sealed class MacroTimingTests : IDisposable
{
    private const string Slow = """
        name: slow_layer
        layer: {inputs: 6, outputs: 3}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 8, columns: 8, cell_bits: 2}
        dac: {drive_cycles: 2, settle_cycles: 3, sample_cycles: 2}
        output: {bias_bits: 8}

        """;

    private const string Port = "interface: {control: port}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("adc: {kind: ramp, bits: 5, columns_per_adc: 4}\n" + Port, "row 5, sample_bank 5, convert_bank 2, mux 2", TestName = "CyclesAreThoseOfTheSchedule(ramp)")]
    [TestCase("adc: {kind: flash, bits: 5, columns_per_adc: 2, sample_and_hold: single}\n" + Port, "row 5", TestName = "CyclesAreThoseOfTheSchedule(flash)")]
    [TestCase("adc: {kind: sar, bits: 5, columns_per_adc: 4, sample_and_hold: none}\n" + Port, "row 5", TestName = "CyclesAreThoseOfTheSchedule(none)")]
    [TestCase("adc: {kind: flash, bits: 5, columns_per_adc: 2}\n", "row 5, sample_bank 5", TestName = "CyclesAreThoseOfTheSchedule(bus)")]
    public async Task CyclesAreThoseOfTheSchedule(string rest, string expected)
    {
        BundleContent content = BundleSamples.Of(Slow + rest);
        IReadOnlyDictionary<string, int> seen = await Watch(content, "as configured");
        Assert.That(Text(Stated(content, t => t.ResetCycles)), Is.EqualTo(expected), "what is stated");
        Assert.That(Text(seen), Is.EqualTo(expected), "what is seen");
        Dictionary<string, int> guaranteed = Stated(content, t => t.Cycles);
        Assert.That(seen.Where(s => guaranteed[s.Key] > s.Value), Is.Empty);
    }

    [Test]
    public async Task SerialLinksHaveTheCyclesOfTheirDivider()
    {
        string serial = await File.ReadAllTextAsync(RepositoryFolder.Find("tests/lint/serial_links.yaml"));
        (string Old, string New)[] changes =
        [
            ("clock_edge: falling, ", "clock_edge: falling, clock_divider: 3, "), ("leading_bits: 3, ", "acquire_cycles: 4, leading_bits: 3, "),
            ("{inputs: 13, outputs: 10}", "{inputs: 5, outputs: 3}"), ("rows: 11", "rows: 5"), ("channels: 8", "channels: 2"),
        ];
        BundleContent content = BundleSamples.Of(changes.Aggregate(serial, (text, c) => text.Replace(c.Old, c.New, StringComparison.Ordinal)));
        IReadOnlyDictionary<string, int> seen = await Watch(content, "serial");
        // A transfer of two frames of 17 bits, 6 cycles each, and the load; then drive and settle.
        const string Expected = "dac_sync_n 3, dac_data 3, sample_bank 207, convert_bank 4, mux 4, adc_data 2";
        Assert.That(Text(Stated(content, t => t.ResetCycles)), Is.EqualTo(Expected), "what is stated");
        Assert.That(Text(seen), Is.EqualTo(Expected), "what is seen");
    }

    [Test]
    public async Task RegistersShortenAStepToWhatIsGuaranteed()
    {
        BundleContent content = BundleSamples.Of(Slow + "adc: {kind: flash, bits: 5, columns_per_adc: 2}\n");
        RegisterMap map = RegisterMap.Of(content.Design);
        IReadOnlyDictionary<string, int> seen = await Watch(content, "shortened", folder =>
        {
            string writes = Path.Combine(folder, "tb/parameters.hex");
            string first = $"{map.Offset("DRIVE_CYCLES"):x8}00000001\n{map.Offset("SETTLE_CYCLES"):x8}00000000\n";
            File.WriteAllText(writes, first + File.ReadAllText(writes));
            string testbench = Path.Combine(folder, "tb/slow_layer_tb.v");
            string text = File.ReadAllText(testbench);
            int count = File.ReadAllLines(writes).Length;
            string counted = text.Replace($"WRITES       = {count - 2};", $"WRITES       = {count};", StringComparison.Ordinal);
            Assert.That(counted, Is.Not.EqualTo(text));
            File.WriteAllText(testbench, counted);
        });
        Assert.That(Text(seen), Is.EqualTo("row 1, sample_bank 1"));
        Assert.That(Text(Stated(content, t => t.Cycles).Where(s => seen.ContainsKey(s.Key))), Is.EqualTo("row 1, sample_bank 1"));
    }

    [Test]
    public async Task AStepThatIsACycleTooShortIsSeen()
    {
        BundleContent content = BundleSamples.Of(Slow + "adc: {kind: flash, bits: 5, columns_per_adc: 2}\n" + Port);
        IReadOnlyDictionary<string, int> seen = await Watch(content, "broken", folder =>
        {
            string sequencer = Path.Combine(folder, "rtl/slow_layer_sequencer.v");
            string text = File.ReadAllText(sequencer);
            string broken = text.Replace("count_q <= drive_count;", "count_q <= drive_count - 1'b1;", StringComparison.Ordinal);
            Assert.That(broken, Is.Not.EqualTo(text));
            File.WriteAllText(sequencer, broken);
        });
        Assert.That(seen["row"], Is.EqualTo(4));
    }

    /// <summary>Cycles of the pins that a monitor watches.</summary>
    private static Dictionary<string, int> Stated(BundleContent content, Func<MacroPinTiming, int> cycles)
    {
        HashSet<string> watched = [.. Monitors(content.Design).Select(m => m.Pin)];
        return MacroPinTiming.Of(content.Design).Where(t => watched.Contains(t.Pin)).ToDictionary(t => t.Pin, cycles, StringComparer.Ordinal);
    }

    private static string Text(IEnumerable<KeyValuePair<string, int>> cycles) => string.Join(", ", cycles.Select(c => $"{c.Key} {c.Value}"));

    private async Task<IReadOnlyDictionary<string, int>> Watch(BundleContent content, string name, Action<string>? edit = null)
    {
        string folder = _folder[$"{name} {Path.GetRandomFileName()}"];
        BundleWriter.Write(content, folder);
        string macro = Path.Combine(folder, $"sim/{content.Design.Name}_macro.v");
        string text = await File.ReadAllTextAsync(macro);
        int end = text.LastIndexOf("endmodule", StringComparison.Ordinal);
        await File.WriteAllTextAsync(macro, text[..end] + string.Concat(Monitors(content.Design).Select(m => m.Verilog)) + text[end..]);
        edit?.Invoke(folder);
        ToolResult result = await ToolRunner.RunAsync(new ToolInvocation("make", "-C", Path.Combine(folder, "tb"), "icarus"), CancellationToken.None);
        if (edit is null)
        {
            Assert.That(result.Output, Does.Contain("PASS"), result.Error);
        }

        IReadOnlyDictionary<string, int> seen = PinMonitor.Read(result.Output);
        return MacroPinTiming.Of(content.Design).Where(t => seen.ContainsKey(t.Pin)).ToDictionary(t => t.Pin, t => seen[t.Pin], StringComparer.Ordinal);
    }

    private static List<PinMonitor> Monitors(LayerDesign design)
    {
        const string Any = "now !== was";
        List<PinMonitor> monitors = [];
        int Width(string pin) => design.MacroPins.Single(p => string.Equals(p.Name, pin, StringComparison.Ordinal)).Width;
        bool Has(string pin) => design.MacroPins.Any(p => string.Equals(p.Name, pin, StringComparison.Ordinal));
        AdcOptions adc = design.Configuration.Adc;
        // Without sample and hold the pin sample is high in the cycle before the first conversion.
        int later = adc.SampleAndHold == SampleAndHold.None ? 1 : 0;
        foreach (string pin in (ReadOnlySpan<string>)["row", "sample_bank"])
        {
            if (Has(pin))
            {
                monitors.Add(new(pin, Width(pin), pin, Any, "sample", OnRise: true, later));
            }
        }

        foreach (string pin in (ReadOnlySpan<string>)["mux", "convert_bank"])
        {
            if (adc.Kind == AdcKind.Ramp)
            {
                monitors.Add(new(pin, Width(pin), pin, Any, "ramp != 0", OnRise: false, 1));
            }
            else if (adc.Serial is not null)
            {
                monitors.Add(new(pin, Width(pin), pin, Any, "convert_start", OnRise: true, 0));
            }
        }

        if (adc.Serial is not null)
        {
            monitors.Add(new("adc_data", 1, "adc_clock", "was === 1'b1 && now === 1'b0", "adc_clock", OnRise: true, 0));
        }

        if (design.Configuration.Dac.Serial is { } dac)
        {
            string edge = dac.ClockEdge == SerialEdge.Falling ? "!dac_clock" : "dac_clock";
            monitors.Add(new("dac_data", Width("dac_data"), "dac_data", Any, edge, OnRise: true, 0));
            monitors.Add(new("dac_sync_n", 1, "dac_sync_n", Any, edge, OnRise: true, 0));
        }

        return monitors;
    }
}
