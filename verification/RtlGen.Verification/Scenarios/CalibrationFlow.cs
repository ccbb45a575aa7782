// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Golden;
using RtlGen.Registers;

namespace RtlGen.Scenarios;

/// <summary>
/// Calibrates the shifted ADCs of a layer with offset correction, tile by tile: failures are the model's, and then every output of
/// the offsets that the command left.
/// </summary>
public sealed class CalibrationFlow
{
    private const uint Calibrate = 4;
    private const uint CommandDone = 1 << 1;
    private const uint CalibrationFailure = 1 << 8;

    /// <summary>Commands that a reset cuts short before the others.</summary>
    private const int Cuts = 2;

    /// <param name="layer">A layer with offset correction; its offsets are replaced by zeros, its ADCs by shifted ones.</param>
    /// <param name="seed">Of the shifts.</param>
    /// <param name="commands">A tile and the registers, in the order of the commands.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    /// <param name="mild">True: every ADC can be calibrated, where the registers let it.</param>
    public CalibrationFlow(
        ControlledLayer layer,
        int seed,
        IReadOnlyList<(int Tile, CalibrationSettings Settings)> commands,
        CancellationToken cancellationToken,
        bool mild = false)
    {
        LayerDesign design = layer.Design;
        LayerParameters parameters = layer.Parameters with { AdcOffsets = null, AdcThresholds = ShiftedAdcs.Thresholds(design, new Random(seed), mild) };
        Layer = ControlledLayer.Of(design, parameters, layer.Inputs, cancellationToken);
        Check = new ScenarioCheck(Layer).Load();
        CutCommands(new SplitMix64((ulong)seed));
        ControlledArrays arrays = new(design, parameters);
        CalibrationModel model = new(arrays);
        foreach ((int tile, CalibrationSettings settings) in commands)
        {
            bool fails = model.Calibrate(tile, settings).Count > 0;
            Check.Write("CALIBRATION_ROWS", (uint)settings.Rows).Write("CALIBRATION_EXPECTED", (uint)settings.Expected)
                .Write("TOLERANCE", (uint)settings.Tolerance).Write("TILE", (uint)tile)
                .Write("INTERRUPT_STATUS", uint.MaxValue).Read("INTERRUPT_STATUS", 0)
                .Write("COMMAND", Calibrate).Poll("STATUS", 8, 0, Layer.Patience(2, 0));
            Check.Read("CALIBRATION_FAILURES", (uint)model.Failures)
                .Read("INTERRUPT_STATUS", CommandDone | (fails ? CalibrationFailure : 0));
        }

        Failures = model.Failures;
        Check.Write("TILE", (uint)design.Grid.Count).Refused("COMMAND", Calibrate);
        Check.Becomes(ControlledLayer.Of(design, arrays.Parameters, layer.Inputs, cancellationToken));
        Check.Write("CONTROL", 1).Vectors(0, layer.Batch).Wait(layer.Batch).Stop();
        Check.Write("COMMAND", 9).Read("CALIBRATION_FAILURES", 0);
    }

    /// <summary>What is played: the ADCs before the first command.</summary>
    public ControlledLayer Layer { get; }

    /// <summary>What happens, and what must come of it.</summary>
    public ScenarioCheck Check { get; }

    /// <summary>Columns that could not be calibrated, of all commands.</summary>
    public long Failures { get; }

    /// <summary>Draws the commands: every tile in turn, then any.</summary>
    /// <param name="layer">A layer with offset correction.</param>
    /// <param name="seed">The same seed gives the same flow.</param>
    /// <param name="length">Commands.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    public static CalibrationFlow Draw(ControlledLayer layer, ulong seed, int length, CancellationToken cancellationToken)
    {
        SplitMix64 random = new(seed);
        LayerDesign design = layer.Design;
        ControlledArrays arrays = new(design, layer.Parameters);
        int mostRows = (int)RegisterMap.Of(design).Find("CALIBRATION_ROWS")!.Fields[0].Maximum;
        List<(int, CalibrationSettings)> commands = [];
        bool mild = random.OnceIn(2);
        for (int i = 0; i < length; i++)
        {
            int tile = i < design.Grid.Count ? i : random.Below(design.Grid.Count);
            int rows = 1 + random.Below(mostRows);
            int tolerance = mild && random.OnceIn(2) ? 0xFFF : random.Below(4);
            commands.Add((tile, new CalibrationSettings { Rows = rows, Expected = Expected(arrays, tile, rows, random), Tolerance = tolerance }));
        }

        return new CalibrationFlow(layer, random.Below(int.MaxValue), commands, cancellationToken, mild);
    }

    /// <summary>
    /// Commands that come to no end: a reset of either kind cuts them. Nothing is left of them but the offsets that they wrote, which are
    /// loaded again, and after a soft reset their failures.
    /// </summary>
    private void CutCommands(SplitMix64 random)
    {
        for (int i = 0; i < Cuts; i++)
        {
            // The reference reading finds no ADC right.
            Check.Write("CALIBRATION_EXPECTED", 0).Write("TOLERANCE", 0).Write("COMMAND", Calibrate)
                .Do(s => s.Idle(random.Below(2 * (Layer.Design.Schedule.Interval + Layer.Design.PhysicalColumns))));
            if (random.OnceIn(2))
            {
                Check.Do(s => s.Reset(2 + random.Below(3))).Read("CALIBRATION_FAILURES", 0);
            }
            else
            {
                Check.Write("COMMAND", 8).Poll("STATUS", 4, 4).Write("COMMAND", 9).Read("CALIBRATION_FAILURES", 0);
            }

            Check.Load();
        }
    }

    /// <summary>Mostly what one of the columns gives with an ideal ADC, now and then any code.</summary>
    private static int Expected(ControlledArrays arrays, int tile, int rows, SplitMix64 random)
    {
        AdcMap adc = arrays.Design.Arithmetic.Adc;
        if (random.OnceIn(4))
        {
            return random.Below(adc.CodeMax - adc.CodeMin + 1);
        }

        IReadOnlyList<ControlledColumn> columns = arrays.ColumnsOf(tile);
        ControlledColumn column = columns[random.Below(columns.Count)];
        long sum = Enumerable.Range(0, Math.Min(rows, arrays.RowsOf(tile))).Sum(row => arrays.CellOf(tile, row, column));
        return (int)(arrays.IdealCode(arrays.LargestSlice * (sum >> arrays.Design.Configuration.Analog.FractionBits)) - adc.CodeMin);
    }
}
