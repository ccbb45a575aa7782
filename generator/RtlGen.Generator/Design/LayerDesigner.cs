// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Design;

/// <summary>Configuration to design, in the order place, arithmetic, output, streams, schedule; errors are collected on the way.</summary>
internal static class LayerDesigner
{
    public static LayerDesign Derive(LoadedConfiguration loaded, LayerShape? weightsShape, bool analogInPlay)
    {
        RtlConfiguration configuration = loaded.Configuration;
        DiagnosticBag bag = new();
        IReadOnlyList<WeightPart> parts = WeightPart.Of(configuration);
        IReadOnlyList<InputPhase> phases = InputPhase.Of(configuration);
        Placement? placement = Placement.Of(configuration, parts.Count);
        if (placement is null)
        {
            int w = configuration.Weights.IsAnalogPair ? 2 : 1;
            int shared = configuration.Adc.ColumnsPerAdc;
            int lanesPerOutput = (parts.Count + shared - 1) / shared;
            bag.Add(new Diagnostic(
                DiagnosticCodes.NoRoom,
                loaded.PositionOf("crossbar.columns"),
                "crossbar.columns",
                $"{configuration.Crossbar.Columns}",
                $"'crossbar.columns' is {configuration.Crossbar.Columns}: no room for one output of {parts.Count} conversion columns with {shared} of them on an ADC",
                $"at least {lanesPerOutput * shared * w} columns are needed, or another 'adc.columns_per_adc'"));
        }

        (Arithmetic? arithmetic, TileGrid? grid, int groups) = (null, null, 0);
        if (placement is not null)
        {
            grid = GridOf(loaded, placement, weightsShape, bag);
            groups = GroupsOf(configuration, grid);
            arithmetic = ArithmeticRules.Derive(loaded, grid, parts, phases, groups, analogInPlay, bag);
        }

        bag.ThrowIfAny();
        OutputFormat output = OutputRules.Derive(loaded, arithmetic!, bag);
        int steps = phases.Count * groups;
        var timing = StepTiming.Of(configuration, grid!, placement!, arithmetic!);
        CheckCycles(loaded, steps, timing, bag);
        bag.ThrowIfAny();
        StreamFormat inputStream = InputStreamOf(configuration, grid!.Inputs);
        StreamFormat outputStream = new(
            grid.Outputs, output.Bits, output.IsSigned && !output.IsBipolar, output.IsBipolar, configuration.Interface.StreamBits);
        Schedule schedule = Schedule.Derive(
            configuration, grid, placement!, steps, timing, inputStream.Beats, outputStream.Beats);
        return new LayerDesign
        {
            Configuration = configuration,
            Grid = grid,
            Parts = parts,
            Phases = phases,
            Placement = placement!,
            RowGroups = groups,
            Arithmetic = arithmetic!,
            Output = output,
            InputStream = inputStream,
            OutputStream = outputStream,
            Schedule = schedule,
            MacroPins = MacroPinTable.Of(configuration, placement!, schedule),
        };
    }

    private static TileGrid GridOf(LoadedConfiguration loaded, Placement placement, LayerShape? weightsShape, DiagnosticBag bag)
    {
        RtlConfiguration configuration = loaded.Configuration;
        int rowsPerInput = configuration.Weights.Encoding == WeightEncoding.Bipolar ? 2 : 1;
        int tileInputs = configuration.Crossbar.Rows / rowsPerInput;
        LayerShape shape = weightsShape ?? configuration.Layer ?? new LayerShape(tileInputs, placement.Outputs);
        if (weightsShape is not null && configuration.Layer is not null && weightsShape != configuration.Layer)
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.TensorShape,
                loaded.PositionOf("layer"),
                "layer",
                $"{configuration.Layer.Inputs} x {configuration.Layer.Outputs}",
                $"'layer' is {configuration.Layer.Inputs} inputs by {configuration.Layer.Outputs} outputs but the weights are {weightsShape.Inputs} by {weightsShape.Outputs}",
                "give the weights of this layer, or leave 'layer' out"));
        }

        return new TileGrid(shape.Inputs, shape.Outputs, tileInputs, placement.Outputs);
    }

    private static void CheckCycles(LoadedConfiguration loaded, int steps, StepTiming timing, DiagnosticBag bag)
    {
        if (steps * timing.Step > StepTiming.MostCycles)
        {
            bag.Add(new Diagnostic(
                DiagnosticCodes.WidthTooSmall,
                loaded.PositionOf("adc"),
                null,
                null,
                $"a vector takes {steps} steps of {timing.Step} cycles, more than the {StepTiming.MostCycles} that are counted",
                "use fewer steps (more 'dac.bits' or 'crossbar.rows_per_activation'), fewer columns on an ADC, or faster converters"));
        }
    }

    private static int GroupsOf(RtlConfiguration configuration, TileGrid grid)
    {
        int rowsPerInput = configuration.Weights.Encoding == WeightEncoding.Bipolar ? 2 : 1;
        int usedRows = grid.InputsOf(0) * rowsPerInput;
        return (usedRows + configuration.Crossbar.RowsPerActivation - 1) / configuration.Crossbar.RowsPerActivation;
    }

    private static StreamFormat InputStreamOf(RtlConfiguration configuration, int inputs) => new(
        inputs,
        configuration.Inputs.Bits,
        configuration.Inputs.Encoding is InputEncoding.TwosComplement or InputEncoding.Offset or InputEncoding.Differential,
        configuration.Inputs.Encoding == InputEncoding.Bipolar,
        configuration.Interface.StreamBits);
}
