// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
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
    public Task PulsesReadsAndEveryStuckCellAreThoseOfTheGoldenModel()
    {
        LayerTensors layer = Small("axi4_lite");
        CellProgramming cells = new() { Seed = 3, Blank = true, StuckOn = 3000, StuckOff = 3000 };
        return StuckCellsAreThoseOfTheModelAsync(layer, layer.Inputs!, cells, new ProgramSettings { Limit = 20, SetCycles = 2 });
    }

    /// <summary>One cell of a hundred is stuck, half of them on: the failures, and then every output, are the predicted ones.</summary>
    [TestCase("digits_w4a4", 0)]
    [TestCase("digits_int8", 1)]
    [TestCase("digits_binary", 2)]
    public Task OnePercentOfStuckCellsInANetworksLayerAreThoseOfTheGoldenModel(string network, int number)
    {
        (LayerTensors layer, Tensor inputs) = Load(network, number, 12);
        CellProgramming cells = new() { Seed = 11, Blank = true, StuckOn = 328, StuckOff = 327 };
        return StuckCellsAreThoseOfTheModelAsync(layer, inputs, cells, new ProgramSettings { Limit = 12 });
    }

    private static async Task StuckCellsAreThoseOfTheModelAsync(LayerTensors layer, Tensor inputs, CellProgramming answer, ProgramSettings settings)
    {
        LayerDesign design = layer.Design;
        LayerParameters parameters = layer.Parameters! with { Programming = answer };
        DriverResult result = await DriverRun.RunAsync(design, parameters, inputs, Options with { Pulses = settings }, CancellationToken.None);

        ControlledArrays arrays = new(design, parameters);
        ProgrammingModel model = new(arrays);
        List<CellFailure> failures = [];
        for (int tile = 0; tile < design.Grid.Count; tile++)
        {
            (int i, int j) = (tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles);
            long[,] cells = IdealCells.OfTile(design, parameters.Weights, i, j);
            for (int row = 0; row < arrays.RowsOf(tile); row++)
            {
                model.ProgramRow(tile, row, [.. Enumerable.Range(0, design.PhysicalColumns).Select(c => cells[row, c])], settings);
                while (model.Failures.Count > 0)
                {
                    failures.Add(model.Failures.First());
                    model.PopFailure();
                }
            }
        }

        Assert.That(failures, Is.Not.Empty);
        Assert.That(result.Failures, Is.EqualTo(failures));
        Assert.That(
            new ProgramOutcome(result.ProgramPulses, result.ProgramReads, result.ProgramFailures), Is.EqualTo(model.Counters));
        Assert.That(result.Events[7], Is.Positive);
        TensorAssert.AreEqual(result.Outputs, ReferenceModel.Run(design, arrays.Parameters, inputs).Outputs, "outputs with stuck cells");
        TestContext.Out.WriteLine($"{design.Name}: {failures.Count} failures, {model.Counters}");
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
            layer.Design, layer.Parameters! with { Programming = s_blank }, layer.Inputs!, Options with { Pulses = new ProgramSettings { Limit = 1 } }, CancellationToken.None);
        Assert.That(result.ProgramFailures, Is.Positive);
        Assert.That(result.Outputs.Data, Is.Not.EqualTo(ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!).Outputs.Data));
    }

    /// <summary>Without programming, and without a word about what the cells hold, nothing is run.</summary>
    [Test]
    public async Task ADriverRunsNothingOnCellsThatNobodyVouchesFor()
    {
        LayerTensors layer = Small("apb");
        Task<DriverResult> Run(bool keeps) => DriverRun.RunAsync(
            layer.Design, layer.Parameters!, layer.Inputs!, Options with { Pulses = null, KeepsCells = keeps }, CancellationToken.None);
        Assert.That(async () => await Run(false), Throws.TypeOf<DriverRunException>().With.Message.Contains("some rows of cells were not programmed"));
        TensorAssert.AreEqual((await Run(true)).Outputs, ReferenceModel.Run(layer.Design, layer.Parameters!, layer.Inputs!).Outputs, "outputs");
    }

    [Test]
    public async Task CalibratedOffsetsMakeUpForShiftedAdcs()
    {
        LoadedConfiguration configuration = ConfigurationReader.Parse(
            """
            name: shifted
            weights: {bits: 3, encoding: differential, subtraction: analog}
            inputs: {bits: 4, encoding: unsigned}
            crossbar: {rows: 8, columns: 24, cell_bits: 2}
            adc: {kind: sar, bits: 6, columns_per_adc: 4, offset_correction: true}
            output: {requantize: none, bias_bits: 0}
            interface: {control: axi4_lite}
            """,
            "shifted.yaml");
        Random rng = new(8);
        // [row tiles, column tiles, lanes, thresholds]: a code is the column value and something from -3 to 3.
        const int Codes = 64;
        Tensor thresholds = new(2, 1, 3, Codes - 1);
        for (int adc = 0; adc < 6; adc++)
        {
            int shift = adc - 3;
            for (int i = 0; i < Codes - 1; i++)
            {
                thresholds.Data[(adc * (Codes - 1)) + i] = 1 - (Codes / 2) + i - shift;
            }
        }

        Tensor weights = Draw(rng, 13, 11, -3, 3);
        Tensor inputs = Draw(rng, 9, 13, 0, 15);
        LayerTensors layer = LayerTensors.Check(configuration, new TensorSet
        {
            Weights = NpyArray.OfIntegers(weights, "weights"),
            Inputs = NpyArray.OfIntegers(inputs, "inputs"),
            AdcThresholds = NpyArray.OfIntegers(thresholds, "adc_thresholds"),
        });
        LayerParameters parameters = layer.Parameters! with { Programming = s_blank };
        DriverRunOptions options = Options with { Calibration = new CalibrationSettings { Expected = Codes / 2 } };
        DriverResult result = await DriverRun.RunAsync(layer.Design, parameters, inputs, options, CancellationToken.None);
        DriverResult uncalibrated = await DriverRun.RunAsync(layer.Design, parameters, inputs, Options, CancellationToken.None);

        Assert.That(result.CalibrationFailures, Is.Zero);
        Assert.That(result.ProgramFailures, Is.Zero);
        long[] product = [.. Enumerable.Range(0, 9 * 11).Select(o => Enumerable.Range(0, 13).Sum(k => inputs[o / 11, k] * weights[k, o % 11]))];
        Assert.That(result.Outputs.Data, Is.EqualTo(product));
        Assert.That(uncalibrated.Outputs.Data, Is.Not.EqualTo(product));
    }

    [TestCase("s_axi_bresp", "s_axi_bready", "an offered write answer changed or went away")]
    [TestCase("s_axi_rdata", "s_axi_rready", "an offered read answer changed or went away")]
    public void ABusThatBreaksItsRulesIsSeen(string pin, string ready, string message)
    {
        LayerTensors layer = Small("axi4_lite");
        SimulationModel model = SimulationModel.Of(layer.Design, layer.Parameters!);
        GeneratedFile front = model.Sources.Single(s => s.Path.EndsWith("_axi4_lite.v", StringComparison.Ordinal));
        string text = Regex.Replace(front.Content, $@"assign {pin}\s*=\s*([^;]+);", $"assign {pin} = {ready} ? $1 : ~$1;", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.That(text, Is.Not.EqualTo(front.Content));
        SimulationModel broken = model with { Sources = [.. model.Sources.Where(s => s != front), front with { Content = text }] };
        Assert.That(
            () => DriverRun.RunAsync(broken, layer.Parameters!, layer.Inputs!, Options with { StallPercent = 60 }, CancellationToken.None),
            Throws.InstanceOf<DriverRunException>().With.Message.EndsWith(message));
    }

    [Category("Long")]
    [TestCase("digits_w4a4")]
    [TestCase("digits_int8")]
    [TestCase("digits_binary")]
    public async Task ANetworkRunsOverTheBusLayerByLayerWithEveryImage(string network)
    {
        LayerChain chain = LayerChain.Read(RepositoryFolder.Find($"examples/{network}/{LayerChain.FileName}"));
        Tensor inputs = NpyFile.Read(chain.Inputs).Tensor;
        foreach (ChainLayer link in chain.Layers)
        {
            LayerTensors layer = LayerTensors.Load(ConfigurationReader.ReadFile(link.Configuration), link.Tensors, TensorDemand.Parameters);
            DriverResult result = await DriverRun.RunAsync(
                layer.Design, layer.Parameters! with { Programming = s_blank }, inputs, Options with { StallPercent = 0 }, CancellationToken.None);
            Assert.That(result.ProgramFailures, Is.Zero, link.Name);
            if ((link.ExpectedOutputs ?? (layer.Design.Configuration.Output.Requantize == Requantize.None ? link.ExpectedY : null)) is { } recorded)
            {
                TensorAssert.AreEqual(result.Outputs, NpyFile.Read(recorded).Tensor, link.Name);
            }

            inputs = result.Outputs;
        }
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
        return LayerTensors.Check(configuration, new TensorSet
        {
            Weights = NpyArray.OfIntegers(Draw(rng, 13, 11, -8, 7), "weights"),
            Inputs = NpyArray.OfIntegers(Draw(rng, 9, 13, 0, 15), "inputs"),
            Bias = NpyArray.OfIntegers(new Tensor([11], [.. Enumerable.Range(0, 11).Select(n => (long)(n - 5))]), "bias"),
            Shift = NpyArray.OfIntegers(new Tensor([11], [.. Enumerable.Range(0, 11).Select(n => (long)(n % 3))]), "shift"),
        });
    }

    private static Tensor Draw(Random rng, int rows, int columns, int least, int greatest) =>
        new([rows, columns], [.. Enumerable.Range(0, rows * columns).Select(_ => (long)rng.Next(least, greatest + 1))]);

    private static DriverRunOptions Options => new() { Profile = BuildProfile.Fast, CacheDirectory = TestCache.Folder, StallPercent = 10 };

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
