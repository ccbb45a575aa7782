// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary>A bundle proves itself wherever it lies, and its testbench is able to fail.</summary>
public sealed class BundleTestbenchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OneTimeSetUp]
    public void WriteAndMove()
    {
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), _folder["written here"]);
        Directory.Move(_folder["written here"], _folder["moved there"]);
    }

    [TestCase("verilator")]
    [TestCase("icarus")]
    public async Task PassesAfterBeingMoved(string simulator)
    {
        ToolResult result = await Simulate("moved there", simulator);
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        Assert.That(result.Output, Does.Contain($"PASS: {BundleSamples.Vectors} vectors\n"));
        Assert.That(BundleCheck.Run(_folder["moved there"]).IsIntact, "what was built is not part of the bundle");
    }

    [TestCase(BundleSamples.PerTensor, "per tensor", TestName = "PassesWithTheParametersOf(per tensor)")]
    [TestCase(BundleSamples.Float32, "float32", TestName = "PassesWithTheParametersOf(float32)")]
    [TestCase(BundleSamples.Nothing, "no parameters", TestName = "PassesWithTheParametersOf(nothing)")]
    [TestCase(BundleSamples.Baked, "baked parameters", TestName = "PassesWithTheParametersOf(baked)")]
    public async Task PassesWithTheParametersOf(string configuration, string folder)
    {
        BundleWriter.Write(BundleSamples.Of(configuration), _folder[folder]);
        ToolResult result = await Simulate(folder, "icarus");
        Assert.That(result.ExitCode, Is.Zero, result.Output + result.Error);
        Assert.That(result.Output, Does.Contain($"PASS: {BundleSamples.Vectors} vectors\n"));
    }

    [TestCase("verilator", Category = "Long")]
    [TestCase("icarus")]
    public async Task FailsWhenOneExpectedValueIsEdited(string simulator)
    {
        const int EditedBeat = 7;
        string edited = _folder[$"edited {simulator}"];
        CopyTo(edited);
        string expected = Path.Combine(edited, "tb/expected.hex");
        string[] beats = await File.ReadAllLinesAsync(expected);
        char last = beats[EditedBeat][^1];
        beats[EditedBeat] = beats[EditedBeat][..^1] + (last == '0' ? '1' : '0');
        await File.WriteAllTextAsync(expected, string.Join('\n', beats) + "\n");

        ToolResult result = await Simulate($"edited {simulator}", simulator);
        Assert.That(result.ExitCode, Is.Not.Zero);
        int beatsOfVector = BundleSamples.Of(BundleSamples.Bias).Design.OutputStream.Beats;
        Assert.That(result.Output, Does.Contain($"FAIL: vector {EditedBeat / beatsOfVector} beat {EditedBeat % beatsOfVector}: expected {beats[EditedBeat]}"));
        Assert.That(BundleCheck.Run(edited).Changed, Is.EqualTo(new[] { "tb/expected.hex" }));
    }

    [TestCase("m_tlast", "1'b0", "TLAST is 0")]
    [TestCase("m_tvalid", "1'b0", "no handshake")]
    [TestCase("m_tdata", "32'd0", "got 00000000")]
    [TestCase("packet_error", "1'b1", "packet_error")]
    [TestCase("overflow", "1'b1", "overflow")]
    [TestCase("adc_timeout", "1'b1", "adc_timeout")]
    public async Task FailsWhenAnOutputIsStuck(string port, string value, string complaint)
    {
        string broken = $"broken {port}";
        CopyTo(_folder[broken]);
        string testbench = _folder[$"{broken}/tb/sample_layer_tb.v"];
        string text = await File.ReadAllTextAsync(testbench);
        // The wire keeps its name but is cut from the design and tied.
        string stuck = Replaced(text, $@"(\.{port} *)\({port}\)", "$1()");
        stuck = Replaced(stuck, $"(wire .* {port});", $"$1 = {value};");
        Assert.That(stuck, Has.Length.EqualTo(text.Length - port.Length + value.Length + " = ".Length), "both edits were made once");
        await File.WriteAllTextAsync(testbench, stuck);
        ToolResult result = await Simulate(broken, "icarus");
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("FAIL: ").And.Contain(complaint));
    }

    private static string Replaced(string text, string pattern, string replacement) =>
        Regex.Replace(text, pattern, replacement, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private async Task<ToolResult> Simulate(string bundle, string simulator)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(5));
        return await ToolRunner.RunAsync(new ToolInvocation("make", "-C", _folder[$"{bundle}/tb"], simulator), patience.Token);
    }

    private void CopyTo(string destination)
    {
        foreach (string path in FolderContent.Of(_folder["moved there"]).Keys.Where(p => !p.StartsWith("tb/build/", StringComparison.Ordinal)))
        {
            string file = Path.Combine(destination, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(Path.Combine(_folder["moved there"], path), file);
        }
    }
}
