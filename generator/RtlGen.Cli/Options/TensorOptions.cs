// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Tensors;

namespace RtlGen.Cli.Options;

/// <summary>The tensor options that several commands share (contract §11).</summary>
internal sealed class TensorOptions
{
    private readonly Option<string?> _weights = File("--weights", "Weights [K, N].");
    private readonly Option<string?> _inputs = File("--inputs", "Input vectors [batch, K].");
    private readonly Option<string?> _bias = File("--bias", "Bias of each output, [N] or [1].");
    private readonly Option<string?> _multiplier = File("--multiplier", "Multiplier of each output, [N] or [1]; float32 for rounding float32.");
    private readonly Option<string?> _shift = File("--shift", "Shift of each output, [N] or [1].");
    private readonly Option<string?> _thresholds = File("--thresholds", "Thresholds, [N, 2^bits - 1] or [1, 2^bits - 1].");
    private readonly Option<string?> _table = File("--table", "Table of the activation, [2^bits].");
    private readonly Option<string?> _cells = File("--cells", "Cells of real devices, [row tiles, column tiles, rows, columns].");
    private readonly Option<string?> _adcThresholds = File("--adc-thresholds", "Thresholds of each ADC, [row tiles, column tiles, lanes, 2^bits - 1].");
    private readonly Option<string?> _adcOffsets = File("--adc-offsets", "Offsets of conversion columns, [row tiles, column tiles, lanes * columns_per_adc].");
    private readonly Option<ulong?> _noiseSeed = new("--noise-seed")
    {
        Description = "Seed of the read noise.",
        HelpName = "N",
    };

    /// <summary>Adds every option to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_weights, _inputs, _bias, _multiplier, _shift, _thresholds, _table, _cells, _adcThresholds, _adcOffsets, _noiseSeed])
        {
            command.Add(option);
        }
    }

    /// <summary>The files that were named.</summary>
    public TensorFiles Read(ParseResult parsed) => new()
    {
        Weights = parsed.GetValue(_weights),
        Inputs = parsed.GetValue(_inputs),
        Bias = parsed.GetValue(_bias),
        Multiplier = parsed.GetValue(_multiplier),
        Shift = parsed.GetValue(_shift),
        Thresholds = parsed.GetValue(_thresholds),
        Table = parsed.GetValue(_table),
        Cells = parsed.GetValue(_cells),
        AdcThresholds = parsed.GetValue(_adcThresholds),
        AdcOffsets = parsed.GetValue(_adcOffsets),
        NoiseSeed = parsed.GetValue(_noiseSeed),
    };

    private static Option<string?> File(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NPY",
    };
}
