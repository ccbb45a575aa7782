// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Regression.Drawing;
using RtlGen.Tensors;

namespace RtlGen.Tests.Driver;

/// <summary>
/// The driver as C99 under strict flags, on this machine: how it packs weights and vectors, and what it does with a layer
/// that only pretends, among others one that hangs, refuses or lies.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class NativeDriverTests
{
    [Test]
    public async Task ItCompilesForEveryEncodingAndPacksItsWeightsAsTheContractSays([Values] WeightEncoding encoding)
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Weights.Encoding == encoding && c.Interface.HasProgramming);
        await PacksItsWeights(layer, encoding.ToString());
    }

    [Test]
    public async Task ItPacksTheWeightsOfRandomLayersAsTheContractSays([Range(0, 11)] int number)
    {
        LayerTensors layer = DriverSamples.Random(number);
        await PacksItsWeights(layer, $"case {number}");
    }

    [Category("Long")]
    [Test]
    public async Task ItPacksTheWeightsOfManyRandomLayersAsTheContractSays([Range(12, 111)] int number)
    {
        LayerTensors layer = DriverSamples.Random(number);
        await PacksItsWeights(layer, $"case {number}");
        await PacksItsVectors(layer);
    }

    [Test]
    public async Task ItPacksAndUnpacksVectorsAsTheStreamsCarryThem([Range(0, 11)] int number) =>
        await PacksItsVectors(DriverSamples.Random(number));

    [Test]
    public async Task AWrongPlaceOfAWeightIsSeen()
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Weights.Encoding == WeightEncoding.Offset && c.Interface.HasProgramming && c.Weights.Bits > 2);
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design, null, ("_driver.c", "const uint32_t bit = column *", "const uint32_t bit = (column ^ 1u) *"));
        Assert.That(await RowsAsync(driver, layer), Is.Not.EqualTo(ExpectedRows(layer)));
    }

    [Test]
    public async Task AWrongPlaceOfAnElementIsSeen()
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Inputs.Bits is 2 or 3 or 4 && c.Interface.StreamBits >= 32);
        await PacksItsVectors(layer);
        Assert.That(
            () => PacksItsVectors(layer, ("_driver.c", "word * held + i) << i *", "word * held + i) << (held - 1u - i) *")),
            Throws.InstanceOf<AssertionException>());
    }

    [Test]
    public async Task EveryDriverCanBeUsedFromCPlusPlusAndTwoTogether()
    {
        LayerTensors first = DriverSamples.RandomWhere(c => c.Adc.OffsetCorrection || c.Interface.HasProgramming);
        using NativeDriver driver = await NativeDriver.CompileAsync(first.Design);
        LayerDesign other = first.Design with { Configuration = first.Design.Configuration with { Name = "other" } };
        foreach (GeneratedFile file in NativeDriver.FilesOf(other, null))
        {
            driver.Write(Path.GetFileName(file.Path), file.Content);
        }

        driver.Write("both.cpp", """
            #include "random_driver.h"
            #include "other_driver.h"
            int main() {
              random_bus first = random_memory_mapped(0x1000);
              other_bus second = other_memory_mapped(0x2000);
              return first.context == second.context || random_text(RANDOM_OK) == nullptr;
            }
            """);
        await driver.GccAsync("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-c", "random_driver.c", "other_driver.c");
        await driver.ToolAsync("g++", "-std=c++11", "-Wall", "-Wextra", "-Werror", "-pedantic", "both.cpp", "random_driver.o", "other_driver.o", "-o", "both");
        await driver.ToolAsync("./both");
    }

    [Test]
    public async Task InitTakesTheLayerThatItWasMadeFor()
    {
        using NativeDriver driver = await NativeDriver.CompileAsync(DriverSamples.Random(0).Design);
        Assert.That(await driver.RunAsync("init"), Is.EqualTo((string[])["status done"]));
    }

    [TestCase("_regs.h", "RANDOM_ID_RESET 0x5", "RANDOM_ID_RESET 0x4", "there is no layer of RtlGen at this address")]
    [TestCase("_regs.h", "RANDOM_ID_OFFSET 0x000u", "RANDOM_ID_OFFSET 0x008u", "there is no layer of RtlGen at this address")]
    [TestCase("_regs.h", "RANDOM_CAPABILITIES_RESET ", "RANDOM_CAPABILITIES_RESET 0x100u + ", "the layer's registers are of another version than the driver's")]
    [TestCase("_regs.h", "RANDOM_HASH_HIGH_RESET ", "RANDOM_HASH_HIGH_RESET 1u + ", "the layer has another configuration than the driver")]
    [TestCase("_regs.h", "RANDOM_HASH_LOW_RESET ", "RANDOM_HASH_LOW_RESET 1u + ", "the layer has another configuration than the driver")]
    [TestCase("_regs.h", "RANDOM_HASH_LOW_OFFSET 0x00Cu", "RANDOM_HASH_LOW_OFFSET 0x010u", "the layer has another configuration than the driver")]
    [TestCase("_regs.h", "RANDOM_LAYER_INPUTS ", "RANDOM_LAYER_INPUTS 1u + ", "the layer has another shape than the driver")]
    [TestCase("_regs.h", "RANDOM_LAYER_OUTPUTS ", "RANDOM_LAYER_OUTPUTS 1u + ", "the layer has another shape than the driver")]
    [TestCase("_regs.h", "RANDOM_TILES_RESET ", "RANDOM_TILES_RESET 1u + ", "the layer has another shape than the driver")]
    [TestCase("_regs.h", "RANDOM_ARRAY_RESET ", "RANDOM_ARRAY_RESET 1u + ", "the layer has another shape than the driver")]
    [TestCase("_layout.h", "_OUT_BEATS        ", "_OUT_BEATS        1u + ", "the layer has another shape than the driver")]
    public async Task InitNoticesABrokenConstant(string file, string right, string wrong, string status)
    {
        using NativeDriver driver = await NativeDriver.CompileAsync(DriverSamples.Random(0).Design, null, (file, right, wrong));
        Assert.That(await driver.RunAsync("init"), Is.EqualTo((string[])[$"status {status}"]));
    }

    [Test]
    public async Task ProgrammingGoesThroughEveryRowAndListsEveryFailure()
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Interface.HasProgramming);
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design);
        string[] lines = await driver.RunAsync("program", driver.Write("weights.bin", layer.Parameters!.Weights), "2", "");
        string[] expected = ExpectedRows(layer);
        string[] rows = [.. expected.Select(e => e.Split(' ', 3)).Select(
            e => $"row tile {e[0]} cells {int.Parse(e[1], CultureInfo.InvariantCulture):x} targets {e[2]}")];
        Assert.That(lines.Take(rows.Length), Is.EqualTo(rows));
        Assert.That(lines[rows.Length], Is.EqualTo($"pulses {5 * rows.Length} reads {2 * rows.Length} failures {2 * rows.Length}"));
        string[] failures = [.. lines.Where(l => l.StartsWith("failure ", StringComparison.Ordinal))];
        Assert.That(failures, Has.Length.EqualTo(Math.Min(40, 2 * rows.Length)));
        Assert.That(failures[0], Is.EqualTo($"failure tile 0 row 2 column 7 code {3 + layer.Design.Arithmetic.Adc.CodeMin}"));
        Assert.That(lines[^1], Is.EqualTo("status some cells or columns missed their target"));
    }

    [Test]
    public async Task AWeightThatTheEncodingCannotHoldIsRefusedBeforeAnythingIsProgrammed()
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Interface.HasProgramming && c.Weights.Encoding == WeightEncoding.Differential && c.Weights.Bits < 8);
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design);
        long[] weights = [.. layer.Parameters!.Weights.Data];
        weights[^1] = -(1L << (layer.Design.Configuration.Weights.Bits - 1));
        Assert.That(
            await driver.RunAsync("program", driver.Write("weights.bin", weights), "0", ""),
            Is.EqualTo((string[])["pulses 0 reads 0 failures 0", "status a weight is none that the encoding can hold"]));
    }

    [TestCase("refusing", "the layer refused a command")]
    [TestCase("hanging", "the layer was not ready in time")]
    [TestCase("running", "the layer is not stopped")]
    [TestCase("forgetful", "a register does not hold what was written")]
    public async Task ProgrammingSaysWhatIsWrongWithALayer(string fault, string status)
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Interface.HasProgramming);
        // A tile that is not 0, so that a register that forgets shows.
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design, null, ("_driver.c", "TRY(set_word(device, RANDOM_TILE_OFFSET, tile));", "TRY(set_word(device, RANDOM_TILE_OFFSET, tile + 1u));"));
        string[] lines = await driver.RunAsync("program", driver.Write("weights.bin", layer.Parameters!.Weights), "0", fault);
        Assert.That(lines[^1], Is.EqualTo($"status {status}"));
    }

    [TestCase("silent", "the layer was not ready in time")]
    [TestCase("endless", "an output packet does not end where it should")]
    [TestCase("unstarted", "the layer is not started with its streams on the bus")]
    [TestCase("running", "the layer is not stopped")]
    [TestCase("blank", "some rows of cells were not programmed")]
    [TestCase("bus", "the bus answered with an error")]
    public async Task ARunSaysWhatIsWrongWithALayer(string fault, string status)
    {
        LayerTensors layer = DriverSamples.Random(3);
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design);
        (string inputs, string words, _) = Vectors(driver, layer);
        Assert.That((await driver.RunAsync("run", inputs, words, fault))[^1], Is.EqualTo($"status {status}"));
    }

    [Test]
    public async Task AnInputThatTheEncodingCannotHoldIsRefused()
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Inputs.Encoding == InputEncoding.Unsigned && c.Inputs.Bits < 8);
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design);
        (_, string words, _) = Vectors(driver, layer);
        layer.Inputs!.Data[^1] = 1L << layer.Design.Configuration.Inputs.Bits;
        string[] lines = await driver.RunAsync("run", driver.Write("inputs.bin", layer.Inputs), words, "");
        Assert.That(lines, Is.EqualTo((string[])["status an input is none that the encoding can hold"]));
    }

    [Test]
    public async Task EventsCountersTimingLockAndResetWork([Values(0, 1, 2)] int number)
    {
        using NativeDriver driver = await NativeDriver.CompileAsync(DriverSamples.Random(number).Design);
        string[] lines = await driver.RunAsync("services", "", "", "");
        Assert.That(lines, Is.EqualTo((string[])
        [
            "busy 200000005 saturations 9",
            "events 21",
            "left 3de enabled 21 counted 1 0 0 0 0 1 0 0 0 0 0",
            "control 2",
            "status done",
        ]));
    }

    [Test]
    public async Task TheImageLoadsEveryParameter([Range(0, 7)] int number)
    {
        LayerTensors layer = DriverSamples.Random(number, new DrawOptions { WholeContract = true, MostTiles = 2 });
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design, layer.Parameters);
        RegisterMap map = RegisterMap.Of(layer.Design);
        string[] names = ["BIAS", "MULTIPLIER", "SHIFT", "TABLE", "WEIGHT_SUM", "OFFSETS"];
        List<(long Offset, uint Value)> expected = [];
        foreach (ParameterWrite write in ParameterWrites.Of(layer.Design, layer.Parameters!))
        {
            bool isThreshold = write.Address >> 31 != 0;
            string window = isThreshold ? (write.Address >> 30 == 3 ? "THRESHOLDS_HIGH" : "THRESHOLDS") : names[write.Address >> 20];
            long word = write.Address & (isThreshold ? (1u << 30) - 1 : (1u << 20) - 1);
            expected.Add((map.Offset(window) + (4 * word), write.Data));
        }

        string[] lines = await driver.RunAsync("load");
        string[] windows = [.. lines.Where(l => l.StartsWith("window ", StringComparison.Ordinal))];
        if (map.FindWindow("ROW_TARGETS") is { } targets)
        {
            windows = [.. windows.Where(l => long.Parse(l.Split(' ')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - targets.Offset is var o && (o < 0 || o >= targets.Span))];
        }

        Assert.That(windows, Is.EqualTo(expected.Where(e => e.Value != 0).OrderBy(e => e.Offset).Select(
            e => string.Create(CultureInfo.InvariantCulture, $"window {e.Offset:x} {e.Value:x}"))));
        Assert.That(lines[^1], Is.EqualTo("status done"));
    }

    /// <summary>With fewer rows at once than are in use, too: the fake layer asks for more of them.</summary>
    [TestCase("8u")]
    [TestCase("4u")]
    public async Task ReadbackAndCalibrationWork(string rows)
    {
        LayerDesign design = DriverSamples.WithEverything();
        using NativeDriver driver = await NativeDriver.CompileAsync(design, null, ("_regs.h", RowsMaximum + "8u", RowsMaximum + rows));
        Assert.That(await driver.RunAsync("columns"), Is.EqualTo(ColumnsOf(design)));
    }

    [TestCase("rows > EVERYTHING_CALIBRATION_ROWS_VALUE_MAX ||", "")]
    [TestCase("code < 0 ||", "")]
    [TestCase("code >= INT64_C(1) << EVERYTHING_CODE_BITS ||", "")]
    [TestCase("set_word(device, EVERYTHING_TOLERANCE_OFFSET, kept)", "EVERYTHING_OK")]
    public async Task ABrokenCalibrationIsSeen(string right, string wrong)
    {
        LayerDesign design = DriverSamples.WithEverything();
        using NativeDriver driver = await NativeDriver.CompileAsync(design);
        using NativeDriver broken = await NativeDriver.CompileAsync(design, null, ("_driver.c", right, wrong), ("_regs.h", RowsMaximum + "8u", RowsMaximum + "4u"));
        Assert.That(await broken.RunAsync("columns"), Is.Not.EqualTo(await driver.RunAsync("columns")));
    }

    [Test]
    public async Task FailuresOfEarlierCallsAreNeverReportedAndNoEventIsCountedTwice() =>
        Assert.That(await StaleAsync(null), Is.EqualTo(s_stale));

    [TestCase("TRY(drain(device, NULL));", "")]
    [TestCase("TRY(drain(device, programming));", "if (programming != NULL && programming->list != NULL) TRY(drain(device, programming));")]
    [TestCase("refusals(device) == taken", "refusals(device) >= taken")]
    [TestCase("device->event_counts[i] + device->waiting_counts[i]", "device->event_counts[i]")]
    public async Task StaleFailuresAndWrongCountsOfEventsAreSeen(string right, string wrong) =>
        Assert.That(await StaleAsync(("_driver.c", right, wrong)), Is.Not.EqualTo(s_stale));

    [TestCase(true, "an external ADC was not done in time")]
    [TestCase(false, "done")]
    public async Task AnExternalAdcThatIsLateSpoilsARunAndACommand(bool isExternal, string status)
    {
        LayerTensors layer = DriverSamples.RandomWhere(c => c.Adc.Kind == AdcKind.External == isExternal && c.Interface.HasProgramming);
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design);
        (string inputs, string words, _) = Vectors(driver, layer);
        string weights = driver.Write("weights.bin", layer.Parameters!.Weights);
        Assert.That((await driver.RunAsync("run", inputs, words, "late"))[^1], Is.EqualTo($"status {status}"));
        string[] lines = await driver.RunAsync("program", weights, "0", "late");
        Assert.That(lines[^1], Is.EqualTo($"status {status}"));
        int rows = isExternal ? 1 : ExpectedRows(layer).Length;
        Assert.That(lines[^2], Is.EqualTo($"pulses {5 * rows} reads {2 * rows} failures 0"));
        Assert.That((await driver.RunAsync("run", inputs, words, ""))[^1], Is.EqualTo("status done"));
    }

    [Test]
    public async Task IdealCodesAreThoseOfTheMap(
        [Values] AdcRounding rounding, [Values("{step: 2, zero: 1}", "{step: 2.5, zero: -1.25}", "{step: 0.75, zero: 3}")] string range)
    {
        LayerDesign design = Ideal(rounding, range);
        using NativeDriver driver = await NativeDriver.CompileAsync(design);
        Assert.That(await IdealAsync(driver), Is.EqualTo(IdealCodes(design)));
    }

    [TestCase(AdcRounding.Floor, "if (quotient * step > numerator) quotient--;", "")]
    [TestCase(AdcRounding.HalfUp, "twice >= step", "twice > step")]
    [TestCase(AdcRounding.HalfEven, "quotient % 2 != 0", "quotient % 2 == 0")]
    [TestCase(AdcRounding.HalfAway, "numerator > 0", "numerator < 0")]
    [TestCase(AdcRounding.CeilMinusOne, "-(twice == 0)", "0 * twice")]
    public async Task AWrongIdealCodeIsSeen(AdcRounding rounding, string right, string wrong)
    {
        LayerDesign design = Ideal(rounding, "{step: 2, zero: 1}");
        using NativeDriver driver = await NativeDriver.CompileAsync(design, null, ("_driver.c", right, wrong));
        Assert.That(await IdealAsync(driver), Is.Not.EqualTo(IdealCodes(design)));
    }

    private const string RowsMaximum = "EVERYTHING_CALIBRATION_ROWS_VALUE_MAX ";

    private static readonly string[] s_stale =
    [
        "without anything 0", "without list 0 failures 2", "events 20", "listed 1 left 0 refusals 2", "status some cells or columns missed their target",
    ];

    /// <summary>Column values that meet every tie, both ends, and the ends of the argument.</summary>
    private static readonly long[] s_columnValues = [int.MinValue, .. Enumerable.Range(-150, 301), int.MaxValue];

    private static LayerDesign Ideal(AdcRounding rounding, string range) => LayerDesign.Derive(ConfigurationReader.Parse(
        $$"""
        name: ideal
        layer: {inputs: 8, outputs: 4}
        weights: {bits: 4, encoding: differential, subtraction: analog}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 8, columns: 24, cell_bits: 2}
        adc: {kind: sar, bits: 6, columns_per_adc: 4, range: {{range}}, rounding: {{ConfigurationNames.Of(rounding)}}}
        output: {requantize: none}
        interface: {control: apb}
        """,
        "ideal.yaml"));

    private static Task<string[]> IdealAsync(NativeDriver driver) => driver.RunAsync("ideal", driver.Write("values.bin", s_columnValues));

    private static string[] IdealCodes(LayerDesign design) =>
        [.. s_columnValues.Select(v => (design.Arithmetic.Adc.Code(v) - design.Arithmetic.Adc.CodeMin).ToString(CultureInfo.InvariantCulture))];

    private static string[] ColumnsOf(LayerDesign design) =>
    [
        "codes " + string.Join(' ', Enumerable.Range(0, design.OffsetsPerTile).Select(i => i + 2 + design.Arithmetic.Adc.CodeMin)),
        "calibrate tile 0 rows 2 expected 7 tolerance 3",
        "failures 4 tolerance 9",
        "status some cells or columns missed their target",
    ];

    /// <summary>The case <c>stale</c>, without its lines about rows.</summary>
    private static async Task<string[]> StaleAsync((string File, string Right, string Wrong)? edit)
    {
        using NativeDriver driver = await NativeDriver.CompileAsync(DriverSamples.WithEverything(), null, edit);
        return [.. (await driver.RunAsync("stale")).Where(l => !l.StartsWith("row ", StringComparison.Ordinal))];
    }

    private static async Task PacksItsWeights(LayerTensors layer, string context)
    {
        using NativeDriver driver = await NativeDriver.CompileAsync(layer.Design, layer.Parameters);
        if (layer.Design.HasProgramming)
        {
            Assert.That(await RowsAsync(driver, layer), Is.EqualTo(ExpectedRows(layer)), context);
        }
    }

    private static Task<string[]> RowsAsync(NativeDriver driver, LayerTensors layer) =>
        driver.RunAsync("pack", driver.Write("weights.bin", layer.Parameters!.Weights));

    /// <summary>Tile, row and targets, from the cells of the golden model.</summary>
    private static string[] ExpectedRows(LayerTensors layer)
    {
        LayerDesign design = layer.Design;
        int bits = design.Arithmetic.LargestCell switch { <= 1 => 1, <= 3 => 2, <= 15 => 4, _ => 8 };
        List<string> lines = [];
        for (int tile = 0; tile < design.Grid.Count; tile++)
        {
            (int i, int j) = (tile / design.Grid.ColumnTiles, tile % design.Grid.ColumnTiles);
            long[,] cells = IdealCells.OfTile(design, layer.Parameters!.Weights, i, j);
            for (int row = 0; row < IdealCells.UsedRows(design, i); row++)
            {
                uint[] words = new uint[((design.PhysicalColumns * bits) + 31) / 32];
                for (int column = 0; column < design.PhysicalColumns; column++)
                {
                    words[column * bits / 32] |= (uint)cells[row, column] << (column * bits % 32);
                }

                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{tile} {row} {string.Join(' ', words.Select(w => w.ToString("x", CultureInfo.InvariantCulture)))}"));
            }
        }

        return [.. lines];
    }

    private static async Task PacksItsVectors(LayerTensors layer, (string File, string Right, string Wrong)? edit = null)
    {
        LayerDesign design = layer.Design;
        using NativeDriver driver = await NativeDriver.CompileAsync(design, null, edit);
        (string inputs, string words, Tensor outputs) = Vectors(driver, layer);
        string[] lines = await driver.RunAsync("run", inputs, words, "");
        int vectors = layer.Inputs!.Shape[0];
        string[] packets = [.. Enumerable.Range(0, vectors).Select(v => string.Join(
            ' ', Words(design.InputStream, layer.Inputs, v).Select(w => unchecked((uint)w).ToString("x", CultureInfo.InvariantCulture))))];
        Assert.That(lines, Is.EqualTo((string[])
        [
            .. packets.Select(p => $"packet {p}"),
            .. Enumerable.Range(0, vectors).Select(v => "outputs " + string.Join(' ', Enumerable.Range(0, design.Grid.Outputs).Select(n => outputs[v, n]))),
            .. packets.Select(p => $"packed {p}"),
            "status done",
        ]));
    }

    /// <summary>Inputs, and output packets with values over the whole range of the format.</summary>
    private static (string Inputs, string Words, Tensor Outputs) Vectors(NativeDriver driver, LayerTensors layer)
    {
        (OutputFormat format, int vectors) = (layer.Design.Output, layer.Inputs!.Shape[0]);
        Random rng = new(1);
        Tensor outputs = new(vectors, layer.Design.Grid.Outputs);
        for (int i = 0; i < outputs.Data.Length; i++)
        {
            outputs.Data[i] = format.IsBipolar ? (2 * rng.Next(2)) - 1
                : rng.Next(4) switch { 0 => format.FormatMin, 1 => format.FormatMax, _ => rng.NextInt64(format.FormatMin, format.FormatMax + 1) };
        }

        long[] words = [.. Enumerable.Range(0, vectors).SelectMany(v => Words(layer.Design.OutputStream, outputs, v))];
        return (driver.Write("inputs.bin", layer.Inputs), driver.Write("outputs.bin", words), outputs);
    }

    /// <summary>A packet as words of the bus: a beat is one word, or several, lowest first.</summary>
    private static IEnumerable<long> Words(StreamFormat format, Tensor vectors, int vector)
    {
        byte[] packed = format.Pack(vectors.Data.AsSpan(vector * format.Elements, format.Elements));
        return packed.Chunk(Math.Min(4, format.BytesPerBeat))
            .Select(w => w.Select((b, i) => (long)b << (8 * i)).Sum());
    }
}
