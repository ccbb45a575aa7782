// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Bundles.DataSheet;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;
using LayerTensors = RtlGen.CoSimulation.RandomTensors;

namespace RtlGen.Tests.Bundles;

/// <summary>What a data sheet draws is what the pins of the macro do in a simulation of the same bundle.</summary>
public sealed class TimingDiagramTests : IDisposable
{
    private const string Layer = """
        name: drawn
        layer: {inputs: 12, outputs: 5}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 3, encoding: twos_complement}
        interface: {control: port}

        """;

    private const string Array = "crossbar: {rows: 8, columns: 8, cell_bits: 2}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("adc: {kind: sar, bits: 5, columns_per_adc: 4, sample_and_hold: double}", TestName = "ThePinsAreAsDrawn(double, limited by conversions)")]
    [TestCase("adc: {kind: flash, bits: 5, columns_per_adc: 2, sample_and_hold: double}\ndac: {drive_cycles: 3, settle_cycles: 2, sample_cycles: 2}", TestName = "ThePinsAreAsDrawn(double, limited by driving)")]
    [TestCase("adc: {kind: sar, bits: 5, columns_per_adc: 4, sample_and_hold: single}\ndac: {drive_cycles: 2, settle_cycles: 0, sample_cycles: 3}", TestName = "ThePinsAreAsDrawn(single)")]
    [TestCase("adc: {kind: ramp, bits: 5, columns_per_adc: 2, sample_and_hold: single}\ndac: {drive_cycles: 80, settle_cycles: 1, sample_cycles: 1}", TestName = "ThePinsAreAsDrawn(single, limited by driving)")]
    [TestCase("adc: {kind: external, bits: 5, columns_per_adc: 4, conversion_cycles: 3, sample_and_hold: none}\ndac: {drive_cycles: 2, settle_cycles: 1}", TestName = "ThePinsAreAsDrawn(none)")]
    public async Task ThePinsAreAsDrawn(string options)
    {
        BundleContent content = Content(Layer + Array + options);
        IReadOnlyList<IReadOnlyDictionary<string, string>> pins = await SimulateAsync(content);
        Assert.That(Differences(TimingDiagrams.Steps(content.Design), pins), Is.Empty);

        // Another schedule is not what the pins do: the comparison can fail.
        RtlConfiguration configuration = content.Design.Configuration;
        LoadedConfiguration slower = content.Configuration with
        {
            Configuration = configuration with { Dac = configuration.Dac with { DriveCycles = configuration.Dac.DriveCycles + 1 } },
        };
        Assert.That(Differences(TimingDiagrams.Steps(LayerDesign.Derive(slower)), pins), Is.Not.Empty);
    }

    [Test]
    public void CyclesThatAreNotDrawnHoldNothing()
    {
        foreach (Waveform waveform in TimingDiagrams.Of(Content(Layer + Array + "adc: {kind: sar, bits: 5, columns_per_adc: 4}").Design))
        {
            JsonNode drawn = JsonNode.Parse(waveform.ToWaveJson())!;
            string[] numbers = [.. drawn["foot"]!["tock"]!.AsArray().Select(n => n!.GetValue<string>())];
            int previous = -1;
            for (int column = 0; column < numbers.Length; column++)
            {
                if (numbers[column].Length == 0)
                {
                    continue;
                }

                int cycle = int.Parse(numbers[column], System.Globalization.CultureInfo.InvariantCulture);
                bool isGap = column > 0 && numbers[column - 1].Length == 0;
                Assert.That(cycle, isGap ? Is.GreaterThan(previous + 2) : Is.EqualTo(previous + 1), "numbers go up by one but for gaps");
                for (int skipped = previous + 1; skipped < cycle; skipped++)
                {
                    Assert.That(waveform.Lanes.Where(l => !l.MayBeElided).All(l => string.Equals(l.Values[skipped], l.Values[previous], StringComparison.Ordinal)), $"{waveform.Title}: cycle {skipped}");
                }

                foreach ((WaveLane lane, JsonNode? signal) in waveform.Lanes.Zip(drawn["signal"]!.AsArray().Skip(1)))
                {
                    Assert.That(Shown(signal!, column), Is.EqualTo(lane.Values[cycle]), $"{waveform.Title}: {lane.Name} in cycle {cycle}");
                }

                previous = cycle;
            }

            Assert.That(previous, Is.EqualTo(waveform.Lanes[0].Values.Count - 1));
        }
    }

    /// <summary>What a reader of WaveJSON sees of a signal in a column.</summary>
    private static string Shown(JsonNode signal, int column)
    {
        string wave = signal["wave"]!.GetValue<string>();
        int at = column;
        while (wave[at] is '.' or '|')
        {
            at--;
        }

        return wave[at] == '=' ? signal["data"]![wave[..at].Count(c => c == '=')]!.GetValue<string>() : wave[at].ToString();
    }

    private static List<string> Differences(Waveform waveform, IReadOnlyList<IReadOnlyDictionary<string, string>> pins)
    {
        int start = pins.TakeWhile(p => !string.Equals(p["drive"], "1", StringComparison.Ordinal)).Count();
        List<string> differences = [];
        foreach (WaveLane lane in waveform.Lanes.Where(l => !l.Name.StartsWith('(')))
        {
            for (int cycle = 0; cycle < lane.Values.Count; cycle++)
            {
                string pin = pins[start + cycle][lane.Name];
                string drawn = lane.Values[cycle];
                bool agrees = lane.Name switch
                {
                    "mux" => Convert.ToInt32(pin, 2) == int.Parse(drawn, System.Globalization.CultureInfo.InvariantCulture),
                    // A step's levels are data: they stand while the diagram names one step, and are gone where it says so.
                    "row" when drawn is "0" => !pin.Contains('1', StringComparison.Ordinal),
                    "row" => cycle == 0 || !string.Equals(drawn, lane.Values[cycle - 1], StringComparison.Ordinal) || string.Equals(pin, pins[start + cycle - 1]["row"], StringComparison.Ordinal),
                    _ => string.Equals(pin, drawn, StringComparison.Ordinal),
                };
                if (!agrees)
                {
                    differences.Add($"{lane.Name} in cycle {cycle}: drawn {drawn}, simulated {pin}");
                }
            }
        }

        return differences;
    }

    /// <summary>The pins of tile 0's macro at every clock edge of a run of the bundle's testbench.</summary>
    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SimulateAsync(BundleContent content)
    {
        string bundle = _folder[Guid.NewGuid().ToString("N")];
        BundleWriter.Write(content, bundle);
        string[] names = [.. content.Design.MacroPins.Select(p => p.Name)];
        string macro = Path.Combine(bundle, $"sim/{content.Design.Name}_macro.v");
        string text = await File.ReadAllTextAsync(macro);
        int end = text.LastIndexOf("endmodule", StringComparison.Ordinal);
        string formats = string.Join(' ', names.Select(_ => "%b"));
        await File.WriteAllTextAsync(macro, text[..end] + $"always @(posedge clk) if (TILE == 0) $display(\"PINS {formats}\", {string.Join(", ", names)});\n" + text[end..]);
        ToolResult result = await ToolRunner.RunAsync(new ToolInvocation("make", "-C", "tb", "icarus") { WorkingDirectory = bundle }, TestContext.CurrentContext.CancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        return
        [
            .. result.Output.Split('\n').Where(l => l.StartsWith("PINS ", StringComparison.Ordinal))
                .Select(l => names.Zip(l.Split(' ').Skip(1)).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)),
        ];
    }

    /// <summary>One vector, so that none follows it.</summary>
    private static BundleContent Content(string yaml)
    {
        LoadedConfiguration loaded = ConfigurationReader.Parse(yaml, "drawn.yaml");
        LayerDesign design = LayerDesign.Derive(loaded);
        LayerTensors random = LayerTensors.Draw(design, 1, seed: 3);
        ReferenceResult golden = ReferenceModel.Run(design, random.Parameters, random.Inputs);
        return new BundleContent
        {
            Configuration = loaded,
            Design = design,
            Parameters = random.Parameters,
            Inputs = random.Inputs,
            Outputs = golden.Outputs,
            Overflows = golden.Overflow.Data.Any(o => o != 0),
        };
    }
}
