// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Bundling;
using RtlGen.Configuration;
using RtlGen.Emission;
using RtlGen.Tensors;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Bundles;

/// <summary>A bundle holds what it was made from, and comes out the same when it is made again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RegenerationTests : IDisposable
{
    private const string Readme = "README.md";

    private readonly TemporaryFolder _folder = new();

    private string Bundle => _folder["a bundle"];

    public void Dispose() => _folder.Dispose();

    [TestCase(BundleSamples.PerTensor)]
    [TestCase(BundleSamples.Float32)]
    [TestCase(BundleSamples.Baked)]
    [TestCase(BundleSamples.Bias + "analog: {noise: 0.5, fraction_bits: 4}\n")]
    public void ComesOutTheSame(string configuration)
    {
        BundleWriter.Write(BundleSamples.Of(configuration) with { ClockPeriod = 2.50m, Vlnv = "a:b:c:1" }, Bundle);
        RegenerationResult again = Again();
        Assert.That(again.Differing, Is.Empty);
        Assert.That(again.IsSame, again.Obstacle);
        Assert.That(again.WrittenBy, Is.EqualTo(ToolVersion.Text));
    }

    [Test]
    public void CellsThresholdsAndOffsetsAreKept()
    {
        const string Yaml = BundleSamples.Plain + "output: {bias_bits: 0}\nanalog: {fraction_bits: 2}\n";
        BundleContent plain = BundleSamples.Of(Yaml);
        LoadedConfiguration loaded = plain.Configuration;
        Tensor cells = new(2, 2, 8, 8);
        Array.Fill(cells.Data, 5);
        LayerTensors tensors = LayerTensors.Check(loaded, plain.Tensors with { Cells = NpyArray.OfIntegers(cells, "cells") });
        RtlGen.Golden.ReferenceResult golden = RtlGen.Golden.ReferenceModel.Run(tensors.Design, tensors.Parameters!, tensors.Inputs!);
        BundleWriter.Write(
            plain with { Design = tensors.Design, Parameters = tensors.Parameters!, Outputs = golden.Outputs, Overflows = golden.Overflow.Data.Any(o => o != 0) }, Bundle);
        Assert.That(_folder["a bundle/tensors/cells.npy"], Does.Exist);
        Assert.That(Again().IsSame);
    }

    [Test]
    public void TheConfigurationIsThereByteByByte()
    {
        byte[] original = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(BundleSamples.Bias.ReplaceLineEndings("\r\n") + "# no end of line")];
        string file = _folder["crlf.yaml"];
        File.WriteAllBytes(file, original);
        BuiltBundle built = BundleBuilder.Build(new BundleRequest(file, new TensorFiles(), 4));
        BundleWriter.Write(built.Content, Bundle);
        Assert.That(File.ReadAllBytes(_folder["a bundle/config.yaml"]), Is.EqualTo(original));
        Assert.That(Again().IsSame);
    }

    [Test]
    public void OtherTemplatesAreSeen()
    {
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), Bundle);
        // A README that another version wrote: the manifest knows it, this version writes another.
        Rewrite(Readme, text => text + "old\n");
        Rewrite("rtl/forgotten.v", _ => "module forgotten; endmodule\n");
        RegenerationResult again = Again();
        Assert.That(again.Obstacle, Is.Null);
        Assert.That(again.Differing, Is.EqualTo(new[] { Readme, "rtl/forgotten.v" }));
    }

    [Test]
    public void AnEditDoesNotHideBehindADifference()
    {
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), Bundle);
        File.AppendAllText(_folder[$"a bundle/{Readme}"], "edited");
        Assert.That(BundleCheck.Run(Bundle).Changed, Is.EqualTo(new[] { Readme }));
        Assert.That(Again().IsSame);
    }

    [TestCase("config.yaml")]
    [TestCase("tensors/weights.npy")]
    [TestCase("rtlgen.lock.json")]
    public void WithoutItsInputsItIsNotMadeAgain(string input)
    {
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), Bundle);
        File.AppendAllText(Path.Combine(Bundle, input), " ");
        Assert.That(Again().Obstacle, Is.EqualTo($"'{input}' is changed"));
        File.Delete(Path.Combine(Bundle, input));
        Assert.That(Again().Obstacle, Is.EqualTo($"'{input}' is missing"));
    }

    [Test]
    public void AForgedManifestDoesNotHideOtherTensors()
    {
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), Bundle);
        Rewrite("tensors/bias.npy", text => text + " ");
        Assert.That(Again().Obstacle, Does.Contain("'tensors/bias.npy' is not the file"));
        Rewrite(BundleLock.FileName, _ => "{}\n");
        Assert.That(Again().Obstacle, Does.Contain("not one of rtlgen's"));
    }

    [Test]
    public async Task CheckSaysSoAndAnOutOfDateBundleFails()
    {
        string config = _folder.Write("c.yaml", Samples.Small);
        Samples.WriteTensors(_folder);
        (await CommandRun.Of("bundle", config, "-o", Bundle, "--weights", _folder["w.npy"], "--bias", _folder["b.npy"], "--inputs", _folder["x.npy"])).Succeeded();
        CommandRun same = (await CommandRun.Of("check", Bundle)).Succeeded();
        Assert.That(same.Error, Does.Contain($"the same bytes when made again (rtlgen {ToolVersion.Text})"));

        Rewrite(BundleLock.FileName, text => text.Replace($"\"version\": \"{ToolVersion.Text}\"", "\"version\": \"0.0.1\"", StringComparison.Ordinal));
        CommandRun old = await CommandRun.Of("check", Bundle);
        Assert.Multiple(() =>
        {
            Assert.That(old.ExitCode, Is.EqualTo(1));
            Assert.That(old.Out, Is.EqualTo("different when made again: rtlgen.lock.json\n"));
            Assert.That(old.Error, Does.Contain("as they were written").And.Contain($"written by rtlgen 0.0.1, this is {ToolVersion.Text}"));
        });
        CommandRun json = await CommandRun.Of("check", Bundle, "--json");
        Assert.That(json.Out, Does.Contain("\"made_again\": \"different\"").And.Contain("\"intact\": true"));

        (await CommandRun.Of("generate", config, "-o", _folder["generated"])).Succeeded();
        CommandRun generated = (await CommandRun.Of("check", _folder["generated"])).Succeeded();
        Assert.That(generated.Error, Does.Contain("not made again: it was written without 'rtlgen.lock.json'"));
    }

    private RegenerationResult Again() => BundleRegeneration.Run(Bundle, BundleCheck.Run(Bundle));

    /// <summary>Changes a file and what the manifest says of it.</summary>
    private void Rewrite(string file, Func<string, string> edit)
    {
        string path = Path.Combine(Bundle, file);
        string text = edit(File.Exists(path) ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : "");
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        File.WriteAllBytes(path, bytes);
        Manifest manifest = Manifest.Read(Bundle)!;
        Dictionary<string, string> files = new(manifest.Files, StringComparer.Ordinal) { [file] = Manifest.HashOf(bytes) };
        File.WriteAllText(Path.Combine(Bundle, Manifest.FileName), (manifest with { Files = files }).ToJson());
    }
}
