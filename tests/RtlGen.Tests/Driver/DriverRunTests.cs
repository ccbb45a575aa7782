// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Chain;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Driver;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Tensors;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Driver;

/// <summary>
/// The driver against the RTL: blank arrays are programmed, parameters loaded and vectors run, everything over the bus, and the
/// outputs are those of the golden model.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class DriverRunTests
{
    private static readonly CellProgramming s_blank = new() { Seed = 20, Blank = true };

    [TestCase("digits_w4a4", 0)]
    [TestCase("digits_w4a4", 1)]
    [TestCase("digits_int8", 0)]
    [TestCase("digits_int8", 1)]
    [TestCase("digits_binary", 0)]
    [TestCase("digits_binary", 1)]
    [TestCase("digits_binary", 2)]
    public async Task ALayerOfTheDigitNetworksIsProgrammedAndRunOverTheBus(string network, int number)
    {
        (LayerTensors layer, Tensor inputs) = Load(network, number, 12);
        DriverResult result = await DriverRun.RunAsync(
            layer.Design, layer.Parameters! with { Programming = s_blank }, inputs, Options, CancellationToken.None);

        TensorAssert.AreEqual(result.Outputs, ReferenceModel.Run(layer.Design, layer.Parameters!, inputs).Outputs, network);
        Assert.That(result.Failures, Is.Empty);
        Assert.That(result.ProgramReads, Is.GreaterThan(layer.Design.Grid.Inputs));
        Assert.That(result.Numbers["vectors"], Is.EqualTo(inputs.Shape[0]));
        TestContext.Out.WriteLine(
            $"{layer.Design.Name}: {result.ProgramPulses} pulses, {result.ProgramReads} reads, {result.ProgramCycles} cycles of programming, {result.RunCycles} of {inputs.Shape[0]} vectors");
    }

    [Test]
    public async Task ReadbackGivesTheCodesOfTheProgrammedRows([Values("axi4_lite", "apb")] string bus)
    {
        LayerTensors layer = Small(bus);
        LayerDesign design = layer.Design;
        DriverResult result = await DriverRun.RunAsync(
            design, layer.Parameters! with { Programming = s_blank }, layer.Inputs!, Options with { Readback = true }, CancellationToken.None);
        int line = 0;
        for (int tile = 0; tile < design.Grid.Count; tile++)
        {
            (int i, int j) = (tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles);
            long[,] cells = IdealCells.OfTile(design, layer.Parameters!.Weights, i, j);
            for (int row = 0; row < IdealCells.UsedRows(design, i); row++, line++)
            {
                foreach (int column in IdealCells.UsedColumns(design, j))
                {
                    Assert.That(result.Readback[line, column], Is.EqualTo(cells[row, column]), $"tile {tile}, row {row}, column {column}");
                }
            }
        }

        Assert.That(result.Readback.Shape[0], Is.EqualTo(line));
        TensorAssert.AreEqual(result.Outputs, ReferenceModel.Run(design, layer.Parameters!, layer.Inputs!).Outputs, "outputs");
    }

    [Test]
    public async Task StuckCellsAreListedWithTheirPlaces()
    {
        LayerTensors layer = Small("axi4_lite");
        LayerDesign design = layer.Design;
        DriverResult result = await DriverRun.RunAsync(
            design,
            layer.Parameters! with { Programming = new CellProgramming { Seed = 3, Blank = true, StuckOn = 3000, StuckOff = 3000 } },
            layer.Inputs!,
            Options with { Pulses = new PulseSettings(Rounds: 20) },
            CancellationToken.None);
        Assert.That(result.Failures, Is.Not.Empty);
        Assert.That(result.ProgramFailures, Is.EqualTo(result.Failures.Count));
        Assert.That(result.Events[7], Is.GreaterThan(0));
        foreach (FailedCell failure in result.Failures)
        {
            (int i, int j) = (failure.Tile / design.Grid.ColumnTiles, failure.Tile % design.Grid.ColumnTiles);
            long target = IdealCells.OfTile(design, layer.Parameters!.Weights, i, j)[failure.Row, failure.Column];
            Assert.That(failure.Code, Is.EqualTo(0).Or.EqualTo(design.Arithmetic.LargestCell), $"{failure}");
            Assert.That(target, Is.Not.EqualTo(failure.Code), $"{failure}");
        }
    }

    [Test]
    public async Task EveryPathOfAStreamWorksOverTheBus([Values(8, 64, 512)] int streamBits, [Values("axi4_lite", "apb")] string bus)
    {
        LayerTensors layer = Small(bus, streamBits);
        DriverResult result = await DriverRun.RunAsync(
            layer.Design, layer.Parameters! with { Programming = s_blank }, layer.Inputs!, Options with { StallPercent = 50, Seed = 9, StallSeed = 4 }, CancellationToken.None);
        TensorAssert.AreEqual(result.Outputs, ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!).Outputs, "outputs");
        Assert.That(result.Events[0], Is.Positive);
        Assert.That(result.Numbers["packet_errors"], Is.Zero);
    }

    [Test]
    public async Task CellsThatWereNotProgrammedAreSeen()
    {
        LayerTensors layer = Small("axi4_lite");
        DriverResult result = await DriverRun.RunAsync(
            layer.Design, layer.Parameters! with { Programming = s_blank }, layer.Inputs!, Options with { Pulses = new PulseSettings(Rounds: 1) }, CancellationToken.None);
        Assert.That(result.ProgramFailures, Is.Positive);
        Assert.That(result.Outputs.Data, Is.Not.EqualTo(ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!).Outputs.Data));
    }

    [Test]
    public void ALayerOfAnotherConfigurationIsRefused()
    {
        LayerTensors layer = Small("apb");
        SimulationModel model = SimulationModel.Of(layer.Design, layer.Parameters!);
        GeneratedFile registers = model.Sources.Single(s => s.Path.EndsWith("_registers.v", StringComparison.Ordinal));
        string hash = ConfigurationWriter.Hash(layer.Design.Configuration)[..8];
        string changed = registers.Content.Replace(hash, "00000000", StringComparison.OrdinalIgnoreCase);
        Assert.That(changed, Is.Not.EqualTo(registers.Content));
        SimulationModel broken = model with { Sources = [.. model.Sources.Where(s => s != registers), registers with { Content = changed }] };
        Assert.That(
            () => DriverRun.RunAsync(broken, layer.Parameters!, layer.Inputs!, Options, CancellationToken.None),
            Throws.InstanceOf<DriverRunException>().With.Message.EndsWith("error init: the layer has another configuration than the driver"));
    }

    /// <summary>A grid of four tiles that are not full, with readback.</summary>
    private static LayerTensors Small(string bus, int streamBits = 32)
    {
        LoadedConfiguration configuration = ConfigurationReader.Parse(
            $$"""
            name: little_layer
            weights: {bits: 4, encoding: offset, reference: column}
            inputs: {bits: 4, encoding: unsigned}
            crossbar: {rows: 8, columns: 16, cell_bits: 2}
            adc: {kind: sar, bits: 5, columns_per_adc: 4}
            output: {requantize: shift, bits: 12, bias_bits: 12}
            interface: {control: {{bus}}, stream_bits: {{streamBits}}, readback: true}
            """,
            "small.yaml");
        Random rng = new(5);
        Tensor Draw(int rows, int columns, int least, int greatest) => new([rows, columns], [.. Enumerable.Range(0, rows * columns).Select(_ => (long)rng.Next(least, greatest + 1))]);
        return LayerTensors.Check(configuration, new TensorSet
        {
            Weights = NpyArray.OfIntegers(Draw(13, 11, -8, 7), "weights"),
            Inputs = NpyArray.OfIntegers(Draw(9, 13, 0, 15), "inputs"),
            Bias = NpyArray.OfIntegers(new Tensor([11], [.. Enumerable.Range(0, 11).Select(n => (long)(n - 5))]), "bias"),
            Shift = NpyArray.OfIntegers(new Tensor([11], [.. Enumerable.Range(0, 11).Select(n => (long)(n % 3))]), "shift"),
        });
    }

    private static DriverRunOptions Options => new() { CacheDirectory = TestCache.Folder, StallPercent = 10 };

    /// <summary>A layer of a network, with the first images' recorded inputs.</summary>
    private static (LayerTensors Layer, Tensor Inputs) Load(string network, int number, int vectors)
    {
        LayerChain chain = LayerChain.Read(RepositoryFolder.Find($"examples/{network}/{LayerChain.FileName}"));
        Tensor inputs = First(NpyFile.Read(chain.Inputs).Tensor, vectors);
        for (int i = 0; ; i++)
        {
            ChainLayer layer = chain.Layers[i];
            LayerTensors tensors = LayerTensors.Load(ConfigurationReader.ReadFile(layer.Configuration), layer.Tensors, TensorDemand.Parameters);
            if (i == number)
            {
                return (tensors, inputs);
            }

            inputs = ReferenceModel.Run(tensors.Design, tensors.Parameters!, inputs).Outputs;
        }
    }

    private static Tensor First(Tensor tensor, int rows) => new([rows, tensor.Shape[1]], tensor.Data.AsSpan(0, rows * tensor.Shape[1]).ToArray());
}
