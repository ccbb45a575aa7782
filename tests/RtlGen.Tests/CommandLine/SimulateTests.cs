// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary>The golden model from the command line.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SimulateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task OutputsArePrintedAVectorALine()
    {
        CommandRun run = (await CommandRun.Of(Arguments())).Succeeded();
        Assert.Multiple(() =>
        {
            // (1, 2, 3) and (0, 0, 15) times ((1, -8), (2, 7), (-3, 0)), plus (10, -1).
            Assert.That(run.Out, Is.EqualTo("6 5\n-35 -1\n"));
            Assert.That(run.Error, Is.EqualTo("tiny: 2 vectors of 2 outputs, golden, no overflow\n"));
        });
    }

    [Test]
    public async Task TheJsonHoldsOutputsAndFlags()
    {
        CommandRun run = (await CommandRun.Of([.. Arguments(), "--json"])).Succeeded();
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Multiple(() =>
        {
            Assert.That(document.RootElement.GetProperty("outputs")[1][0].GetInt32(), Is.EqualTo(-35));
            Assert.That(document.RootElement.GetProperty("overflow")[1][1].GetInt32(), Is.Zero);
        });
    }

    [Test]
    public async Task ResultsGoToFilesOfTheContractsShape()
    {
        CommandRun run = (await CommandRun.Of(
            [.. Arguments(), "--outputs", _folder["y.npy"], "--codes", _folder["c.npy"], "--overflow", _folder["v.npy"]])).Succeeded();
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Is.Empty);
            Assert.That(NpyFile.Read(_folder["y.npy"]).Tensor.Data, Is.EqualTo([6, 5, -35, -1]));
            Assert.That(NpyFile.Read(_folder["c.npy"]).Tensor.Shape, Is.EqualTo([2, 1, 1, 4, 1, 4]));
            Assert.That(NpyFile.Read(_folder["v.npy"]).Tensor.Data, Is.EqualTo([0, 0, 0, 0]));
        });
    }

    [Test]
    public async Task MissingInputsAreAnError()
    {
        string[] arguments = Arguments();
        CommandRun run = (await CommandRun.Of(arguments[..^2])).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG043").And.Contain("--inputs"));
    }

    [Test]
    public async Task AnOutputThatCannotBeWrittenIsAnError()
    {
        CommandRun run = (await CommandRun.Of([.. Arguments(), "--outputs", _folder["no/such/y.npy"]])).Failed(3);
        Assert.That(run.ErrorLines[0], Does.Contain("RTG050").And.Contain("y.npy"));
    }

    private string[] Arguments()
    {
        Samples.WriteTensors(_folder);
        return
        [
            "simulate", _folder.Write("c.yaml", Samples.Small), "--weights", _folder["w.npy"],
            "--bias", _folder["b.npy"], "--inputs", _folder["x.npy"],
        ];
    }
}
