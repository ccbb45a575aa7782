// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Reporting;

/// <summary>What <c>explain --json</c> prints: the figures of <see cref="ExplanationText"/> for programs.</summary>
public static class ExplanationJson
{
    /// <summary>One JSON object.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="neededAccumulator">What the layer's weights need; null where they are not known.</param>
    public static string Of(LayerDesign design, Width? neededAccumulator = null) => JsonText.Object(json =>
    {
        json.WriteString("name", design.Name);
        json.WriteNumber("inputs", design.Grid.Inputs);
        json.WriteNumber("outputs", design.Grid.Outputs);
        json.Object("tiles", () => Tiles(json, design));
        json.Objects("parts", design.Parts, part =>
        {
            json.WriteString("cells", Wording.Cells(part, design.Configuration));
            json.WriteNumber("low_bit", part.Low);
            json.WriteNumber("bits", part.Bits);
            json.WriteNumber("coefficient", part.Coefficient);
            json.WriteBoolean("analog_pair", part.IsPair);
        });
        json.Objects("phases", design.Phases, phase =>
        {
            json.WriteString("drives", Wording.Drives(phase, design.Configuration));
            json.WriteNumber("low_bit", phase.Low);
            json.WriteNumber("bits", phase.Bits);
            json.WriteNumber("coefficient", phase.Coefficient);
            json.WriteNumber("shift_before", phase.ShiftBefore);
        });
        json.Objects("widths", design.Widths, width => Width(json, width));
        if (neededAccumulator is not null)
        {
            json.Object("accumulator_needed", () => Width(json, neededAccumulator));
        }

        json.Object("cycles", () => Cycles(json, design));
        json.Object("output", () => Output(json, design));
        json.Object("control", () => Control(json, design));
        json.Objects("macro_pins", design.MacroPins, pin =>
        {
            json.WriteString("name", pin.Name);
            json.WriteString("direction", pin.Direction == PinDirection.Input ? "input" : "output");
            json.WriteNumber("bits", pin.Width);
            json.WriteString("description", pin.Description);
        });
    });

    private static void Width(Utf8JsonWriter json, Width width)
    {
        json.WriteString("name", width.Name);
        json.WriteNumber("bits", width.Bits);
        // Texts: a range may exceed what a JSON number holds exactly.
        json.WriteString("min", width.Range.Min.ToString());
        json.WriteString("max", width.Range.Max.ToString());
        json.WriteString("reason", width.Reason);
    }

    private static void Tiles(Utf8JsonWriter json, LayerDesign design)
    {
        TileGrid grid = design.Grid;
        Placement placement = design.Placement;
        ColumnUse columns = ColumnUse.Of(design, 0);
        json.WriteNumber("row_tiles", grid.RowTiles);
        json.WriteNumber("column_tiles", grid.ColumnTiles);
        json.WriteNumber("tile_inputs", grid.TileInputs);
        json.WriteNumber("tile_outputs", grid.TileOutputs);
        json.WriteNumber("last_tile_inputs", grid.InputsOf(grid.RowTiles - 1));
        json.WriteNumber("last_tile_outputs", grid.OutputsOf(grid.ColumnTiles - 1));
        json.WriteNumber("row_groups", design.RowGroups);
        json.WriteNumber("lanes", placement.Lanes);
        json.WriteNumber("adcs", design.Adcs);
        json.WriteNumber("columns_per_adc", placement.ColumnsPerAdc);
        json.WriteNumber("outputs_per_lane", placement.OutputsPerLane);
        json.WriteNumber("lanes_per_output", placement.LanesPerOutput);
        json.WriteString("placement", Wording.Placement(placement));
        json.WriteNumber("bit_lines_used", columns.Used);
        json.WriteNumber("bit_lines_without_lane", columns.NoLane);
        json.WriteNumber("bit_lines_without_whole_output", columns.NoPart);
        json.WriteNumber("bit_lines_beyond_outputs", columns.NoOutput);
    }

    private static void Cycles(Utf8JsonWriter json, LayerDesign design)
    {
        Schedule s = design.Schedule;
        AdcUse use = AdcUse.Of(design);
        json.WriteNumber("conversion", s.ConversionCycles);
        json.WriteNumber("adc_readout", AdcSerialLink.Of(design.Configuration.Adc)?.ShiftCycles ?? 0);
        json.WriteNumber("mux_positions", s.MuxPositions);
        json.WriteNumber("dac_transfer", s.Transfer);
        json.WriteNumber("drive_and_settle", s.DriveAndSettle);
        json.WriteNumber("sample", s.Sample);
        json.WriteNumber("converting", s.Converting);
        json.WriteNumber("step", s.StepCycles);
        json.WriteString("overlap", ConfigurationNames.Of(design.Configuration.Adc.SampleAndHold));
        json.WriteNumber("steps", s.Steps);
        json.WriteNumber("input_beats", s.InputBeats);
        json.WriteNumber("output_beats", s.OutputBeats);
        json.WriteNumber("readout", s.Readout);
        json.WriteNumber("interval", s.Interval);
        json.WriteString("limited_by", s.Limit);
        json.WriteNumber("latency", s.Latency);
        json.WriteNumber("accumulator_banks", s.AccumulatorBanks);
        json.WriteNumber("requantizers", s.Requantizers);
        json.WriteNumber("output_slots", s.OutputSlots);
        json.WriteNumber("conversions_per_vector", use.Conversions);
        json.WriteNumber("adcs", use.Adcs);
        json.WriteNumber("adc_utilisation", Math.Round(use.At(s.Interval), 6));
    }

    private static void Output(Utf8JsonWriter json, LayerDesign design)
    {
        OutputFormat q = design.Output;
        json.WriteString("requantization", Wording.Requantizer(design.Configuration.Output));
        json.WriteNumber("bits", q.Bits);
        json.WriteBoolean("signed", q.IsSigned);
        json.WriteBoolean("bipolar", q.IsBipolar);
        json.WriteNumber("lo", q.Lo);
        json.WriteNumber("hi", q.Hi);
        json.WriteString("activation", ConfigurationNames.Of(design.Configuration.Output.Activation));
        json.WriteNumber("fraction_bits", design.Arithmetic.FractionBits);
    }

    /// <summary>Without a bus there are no addresses and no windows.</summary>
    private static void Control(Utf8JsonWriter json, LayerDesign design)
    {
        RegisterMap? map = design.HasBus ? RegisterMap.Of(design) : null;
        json.WriteString("bus", ConfigurationNames.Of(design.Configuration.Interface.Control));
        json.WriteNumber("address_bits", map?.AddressBits ?? 0);
        json.WriteNumber("address_bytes", map is null ? 0 : 1L << map.AddressBits);
        json.WriteBoolean("programming", design.HasProgramming);
        json.WriteBoolean("readback", map?.FindWindow("ROW_CODES") is not null);
        json.WriteBoolean("offset_correction", design.Configuration.Adc.OffsetCorrection);
        json.Objects("windows", map?.Windows ?? [], window =>
        {
            WordFormat word = WordFormat.Of(design, window.Name);
            json.WriteString("name", window.Name);
            json.WriteNumber("offset", window.Offset);
            json.WriteNumber("words", window.Words);
            json.WriteBoolean("writable", window.IsWritable);
            json.WriteNumber("values_per_word", word.Values);
            json.WriteNumber("bits", word.Bits);
            json.WriteBoolean("signed", word.IsSigned);
        });
    }
}
