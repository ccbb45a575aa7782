// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Bundling;
using RtlGen.Chain;
using RtlGen.Configuration;
using RtlGen.Tensors;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tests.Presets;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary>A copy of a bundle in another place, where no rtlgen can be found: its testbench passes on both simulators and its lint is quiet.</summary>
public sealed class DetachedBundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static IEnumerable<string> Networks => ["digits_w4a4", "digits_int8", "digits_binary"];

    public void Dispose() => _folder.Dispose();

    [Test]
    public Task ADigitsLayerStandsAlone()
    {
        string layer = RepositoryFolder.Find("examples/digits_w4a4/fc2");
        TensorFiles tensors = TensorFiles.InFolder(layer);
        return StandsAlone(BundleBuilder.Build(new BundleRequest(Path.Combine(layer, "config.yaml"), tensors, 4)).Content, "-O0");
    }

    [Test]
    public async Task AFaultIsSeenByLint()
    {
        BundleContent content = BundleSamples.Of(BundleSamples.Bias);
        string bundle = _folder["untidy bundle"];
        BundleWriter.Write(content, bundle);
        string tile = Path.Combine(bundle, "rtl/sample_layer_tile.v");
        string text = await File.ReadAllTextAsync(tile);
        await File.WriteAllTextAsync(tile, text.Replace("endmodule", "  wire untidy;\nendmodule", StringComparison.Ordinal));
        ToolResult lint = await Make(bundle, "lint", "verilator_design");
        Assert.That(lint.ExitCode, Is.Not.Zero);
        Assert.That(lint.Output, Does.Contain("untidy").And.Not.Contain("LINT PASS"));
        await File.WriteAllTextAsync(tile, text.Replace("endmodule", "  sample_layer_missing u_missing ();\nendmodule", StringComparison.Ordinal));
        foreach (string linter in (string[])["yosys", "icarus_design"])
        {
            Assert.That((await Make(bundle, "lint", linter)).ExitCode, Is.Not.Zero, linter);
        }
    }

    [Category("Long")]
    [TestCaseSource(nameof(Networks))]
    public async Task ADigitsNetworkStandsAlone(string network)
    {
        LayerChain chain = LayerChain.Read(RepositoryFolder.Find($"examples/{network}"));
        NpyArray? inputs = null;
        foreach (ChainLayer layer in chain.Layers)
        {
            // The first layer gets the data of the example, the others what is drawn for them.
            TensorFiles tensors = layer.Tensors with { Inputs = inputs is null ? chain.Inputs : null };
            inputs ??= NpyFile.Read(chain.Inputs);
            await StandsAlone(BundleBuilder.Build(new BundleRequest(layer.Configuration, tensors, 4)).Content, "-O1", timing: true);
        }
    }

    [Category("Long")]
    [Test]
    public Task APresetStandsAlone([ValueSource(typeof(PresetTiles), nameof(PresetTiles.Names))] string preset)
    {
        LoadedConfiguration part = PresetTiles.Part(preset);
        string file = _folder.Write($"{preset}.yaml", part.Text);
        return StandsAlone(BundleBuilder.Build(new BundleRequest(file, new TensorFiles(), 4)).Content, "-O1");
    }

    private async Task StandsAlone(BundleContent content, string optimize, bool timing = false)
    {
        string name = content.Design.Name;
        BundleWriter.Write(content, _folder[$"made/{name}"]);
        string copy = _folder[$"another place/{name}"];
        foreach (string file in Directory.GetFiles(_folder[$"made/{name}"], "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(_folder[$"made/{name}"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string made = _folder[$"made/{name}"];
        Directory.Move(made, made + ".gone");
        string pass = $"PASS: {content.Inputs.Shape[0]} vectors";
        foreach (string[] run in (string[][])[["tb", "verilator", $"OPTIMIZE={optimize}"], ["tb", "icarus"], ["lint", "all"]])
        {
            ToolResult result = await Make(copy, run[0], run[1..]);
            Assert.That(result.ExitCode, Is.Zero, $"{name} {run[1]}: {result.Output}{result.Error}");
            Assert.That(result.Output, Does.Contain(run[0].Equals("lint", StringComparison.Ordinal) ? $"LINT PASS: {name}" : pass));
        }

        if (timing)
        {
            // Verilator's own makefile cannot be below a path with a space.
            string plain = _folder[$"plain_{name}"];
            Directory.Move(copy, plain);
            ToolResult result = await Make(plain, "tb", "timing");
            Assert.That(result.Output, Does.Contain(pass), result.Error);
            copy = plain;
        }

        Assert.That(BundleCheck.Run(copy).IsIntact, "what was built is not part of the bundle");
    }

    private static async Task<ToolResult> Make(string bundle, string folder, params string[] arguments)
    {
        string[] path = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(p => !File.Exists(Path.Combine(p, "rtlgen")))];
        Assert.That(path.Where(p => File.Exists(Path.Combine(p, "make"))), Is.Not.Empty, "make lies beside rtlgen");
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(':', path),
            ["RTLGEN_LIBRARY"] = null,
            ["RTLGEN_CACHE"] = null,
        };
        return await ToolRunner.RunAsync(
            new ToolInvocation("make", ["-C", Path.Combine(bundle, folder), .. arguments]) { Environment = environment, Timeout = TimeSpan.FromMinutes(10) }, CancellationToken.None);
    }
}
