// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;

namespace RtlGen.Tests.Registers;

/// <summary>Layers whose register maps differ as much as they can.</summary>
internal static class RegisterDesigns
{
    /// <summary>Every capability; six tiles, beats of four words.</summary>
    public static readonly LayerDesign All = Of("""
        name: all_registers
        layer: {inputs: 40, outputs: 12}
        weights: {bits: 4, encoding: offset, reference: column}
        inputs: {bits: 4, encoding: offset}
        crossbar: {rows: 16, columns: 16, cell_bits: 2}
        dac: {drive_cycles: 5, settle_cycles: 3, sample_cycles: 4}
        adc: {kind: external, bits: 8, columns_per_adc: 4, conversion_cycles: 20, offset_correction: true}
        output: {requantize: multiplier, bits: 6, activation: table}
        interface: {readback: true, stream_bits: 128}
        """);

    /// <summary>No capability, nothing to write but control.</summary>
    public static readonly LayerDesign None = Of("""
        name: no_capability
        layer: {inputs: 8, outputs: 2}
        weights: {bits: 2, encoding: differential, subtraction: analog}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 8, columns: 8, cell_bits: 1}
        dac: {kind: pwm, bits: 2, settle_cycles: 0}
        adc: {kind: sar, bits: 6, columns_per_adc: 2}
        output: {bias_bits: 0}
        interface: {programming: false, parameters: baked, stream_bits: 8, control: apb}
        """);

    /// <summary>Wide thresholds, no sample and hold, nothing to choose for the drive time.</summary>
    public static readonly LayerDesign Thresholds = Of("""
        name: thresholds
        layer: {inputs: 300, outputs: 70}
        weights: {bits: 16, encoding: twos_complement}
        inputs: {bits: 16, encoding: twos_complement}
        crossbar: {rows: 64, columns: 64, cell_bits: 4}
        dac: {drive_cycles: 1, settle_cycles: 255}
        adc: {kind: sar, bits: 12, columns_per_adc: 8, sample_and_hold: none}
        output: {requantize: thresholds, bits: 4, bias_bits: 20, signed: false}
        interface: {stream_bits: 64}
        """);

    /// <summary>Offset correction without programming; shifts for all outputs alike.</summary>
    public static readonly LayerDesign Calibrated = Of("""
        name: calibrated
        layer: {inputs: 16, outputs: 4}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 4, encoding: unsigned}
        crossbar: {rows: 16, columns: 16, cell_bits: 1}
        adc: {kind: sar, bits: 6, columns_per_adc: 4, offset_correction: true}
        output: {requantize: shift, bits: 8, granularity: per_tensor}
        interface: {programming: false}
        """);

    public static IEnumerable<LayerDesign> Every => [All, None, Thresholds, Calibrated];

    public static LayerDesign Of(string yaml) => LayerDesign.Derive(ConfigurationReader.Parse(yaml, "registers.yaml"));
}
