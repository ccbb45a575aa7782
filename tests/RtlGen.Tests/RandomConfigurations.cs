// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests;

/// <summary>
/// Draws valid configurations with tensors. The draw follows the contract's constraints; the few that only the whole
/// design knows (a sum that needs too many bits) are met by drawing again. The same seed gives the same cases.
/// </summary>
internal sealed class RandomConfigurations
{
    private const int MostAttempts = 200;

    private readonly RandomDraft _draft;
    private readonly DrawOptions _options;

    private RandomConfigurations(Random rng, DrawOptions options)
    {
        _draft = new RandomDraft(rng);
        _options = options;
    }

    /// <summary>Draws one case.</summary>
    /// <exception cref="InvalidOperationException">No valid case was found: the generator and the reader disagree.</exception>
    public static RandomCase Draw(Random rng, DrawOptions options)
    {
        BadInputException? last = null;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            (string yaml, LayerShape shape) = new RandomConfigurations(rng, options).Text();
            LoadedConfiguration loaded = ConfigurationReader.Parse(yaml, "random.yaml");
            try
            {
                return new RandomCase(yaml, new RandomCaseTensors(rng, loaded, shape, options).Draw());
            }
            catch (BadInputException e) when (e.Diagnostics.All(d => d.Code is DiagnosticCodes.WidthTooSmall or DiagnosticCodes.AdcRange))
            {
                last = e;
            }
        }

        throw new InvalidOperationException($"no valid configuration in {MostAttempts} attempts", last);
    }

    private (string Yaml, LayerShape Shape) Text()
    {
        WeightEncoding encoding = _options.WholeContract
            ? _draft.Pick(Enum.GetValues<WeightEncoding>())
            : _draft.Pick(WeightEncoding.Offset, WeightEncoding.Differential);
        bool bipolar = encoding == WeightEncoding.Bipolar;
        _draft.SetName("weights", "encoding", encoding);
        int cellBits = bipolar ? 1 : _draft.Between(1, _options.WholeContract ? 6 : 4);
        Cut cut = Weights(encoding, cellBits);
        int inputCut = Inputs(bipolar);

        int rowsPerInput = bipolar ? 2 : 1;
        int tileInputs = _draft.Between(1, Math.Max(1, _options.MostRows / rowsPerInput));
        int inputsAtOnce = _draft.Odds(2) ? tileInputs : _draft.Between(1, tileInputs);
        _draft.Set("crossbar", "rows", tileInputs * rowsPerInput);
        _draft.Set("crossbar", "cell_bits", cellBits, 1);
        _draft.Set("crossbar", "rows_per_activation", inputsAtOnce * rowsPerInput, tileInputs * rowsPerInput);
        int tileOutputs = Columns(cut);

        new RandomOutput(_draft, _options).Draw(bipolar, out bool wholeSteps);
        RandomConverters converters = new(_draft, _options);
        int largestSlice = converters.Dac(bipolar, inputCut);
        converters.Adc((long)inputsAtOnce * largestSlice * cut.LargestCell, cut.IsPair, wholeSteps);
        Interface(converters.CanBeCorrected);

        LayerShape shape = new(Extent(tileInputs), Extent(tileOutputs));
        if (_draft.Odds(2))
        {
            _draft.Set("layer", "inputs", shape.Inputs);
            _draft.Set("layer", "outputs", shape.Outputs);
        }

        return (_draft.Text, shape);
    }

    private Cut Weights(WeightEncoding encoding, int cellBits)
    {
        if (encoding == WeightEncoding.Bipolar)
        {
            return new Cut(1, false, 1);
        }

        bool analog = false;
        if (encoding is WeightEncoding.Differential or WeightEncoding.Levels)
        {
            analog = _options.WholeContract && _draft.Odds(2);
            _draft.SetName("weights", "subtraction", analog ? WeightSubtraction.Analog : WeightSubtraction.Digital, WeightSubtraction.Digital);
        }

        if (encoding == WeightEncoding.Levels)
        {
            int highest = (1 << cellBits) - 1;
            int[] levels = [0, .. Enumerable.Range(1, highest - 1).Where(_ => _draft.Odds(2)), highest];
            _draft.Set("weights", "levels", $"[{string.Join(", ", levels)}]");
            return new Cut(analog ? 1 : 2, analog, highest);
        }

        int bits = _draft.Between(encoding == WeightEncoding.Offset ? 1 : 2, _draft.Odds(4) ? 16 : 6);
        _draft.Set("weights", "bits", bits);
        if (encoding == WeightEncoding.Offset && _options.WholeContract && _draft.Odds(3))
        {
            _draft.SetName("weights", "reference", WeightReference.Column);
        }

        int[] slices = Slices(encoding == WeightEncoding.Offset ? bits : bits - 1, cellBits);
        int parts = encoding switch
        {
            WeightEncoding.Differential when !analog => 2 * slices.Length,
            WeightEncoding.TwosComplement => slices.Length + 1,
            _ => slices.Length,
        };
        return new Cut(parts, analog, (1 << slices.Max()) - 1);
    }

    /// <summary>The even cut, or slices of the user's.</summary>
    private int[] Slices(int bits, int cellBits)
    {
        bool given = _draft.Odds(4);
        List<int> slices = [];
        for (int left = bits; left > 0; left -= slices[^1])
        {
            slices.Add(Math.Min(left, given ? _draft.Between(1, cellBits) : cellBits));
        }

        if (given)
        {
            _draft.Set("crossbar", "slice_bits", $"[{string.Join(", ", slices)}]");
        }

        return [.. slices];
    }

    /// <summary>Bits of an input that are cut into slices.</summary>
    private int Inputs(bool bipolar)
    {
        InputEncoding encoding = bipolar
            ? InputEncoding.Bipolar
            : _options.WholeContract
                ? _draft.Pick(InputEncoding.Unsigned, InputEncoding.TwosComplement, InputEncoding.Offset, InputEncoding.Differential)
                : _draft.Pick(InputEncoding.Unsigned, InputEncoding.TwosComplement);
        _draft.SetName("inputs", "encoding", encoding);
        if (bipolar)
        {
            return 1;
        }

        int bits = _draft.Between(encoding == InputEncoding.Unsigned ? 1 : 2, _draft.Odds(4) ? 16 : 6);
        _draft.Set("inputs", "bits", bits);
        return encoding is InputEncoding.Unsigned or InputEncoding.Offset ? bits : bits - 1;
    }

    /// <summary>Columns with room for some lanes and a rest that stays unused; the outputs of a full tile.</summary>
    private int Columns(Cut cut)
    {
        int columnsPerAdc = _draft.Between(1, _draft.Odds(2) ? 3 * cut.Parts : cut.Parts);
        int lanesPerOutput = (cut.Parts + columnsPerAdc - 1) / columnsPerAdc;
        int outputsPerGroup = Math.Max(1, columnsPerAdc / cut.Parts);
        int groups = _draft.Between(1, Math.Max(1, _options.MostOutputsOfTile / outputsPerGroup));
        int laneColumns = columnsPerAdc * (cut.IsPair ? 2 : 1);
        _draft.Set("adc", "columns_per_adc", columnsPerAdc, 1);
        _draft.Set("crossbar", "columns", (groups * lanesPerOutput * laneColumns) + _draft.Between(0, laneColumns - 1));
        return groups * outputsPerGroup;
    }

    private void Interface(bool canBeCorrected)
    {
        _draft.Set("interface", "stream_bits", 8 << _draft.Between(0, 6), 32);
        if (!_options.WholeContract)
        {
            // The control plane has tests of its own: most of these designs go without it.
            _draft.SetName("interface", "control", _draft.Odds(3) ? ControlKind.Axi4Lite : ControlKind.Port);
            return;
        }

        ControlKind control = _draft.Pick(Enum.GetValues<ControlKind>());
        ParameterStorage parameters = _draft.Pick(Enum.GetValues<ParameterStorage>());
        _draft.SetName("interface", "control", control, ControlKind.Axi4Lite);
        _draft.SetName("interface", "parameters", parameters, ParameterStorage.Runtime);
        bool hasBus = control != ControlKind.Port;
        if (hasBus)
        {
            bool programming = _draft.Odds(2);
            _draft.Set("interface", "programming", programming, true);
            if (programming)
            {
                _draft.Set("interface", "readback", _draft.Odds(3), false);
            }
        }

        if (!_options.Lossless && canBeCorrected && (hasBus || parameters == ParameterStorage.Runtime))
        {
            _draft.Set("adc", "offset_correction", _draft.Odds(4), false);
        }
    }

    /// <summary>An extent of a few tiles, the last one often not full.</summary>
    private int Extent(int tile)
    {
        int tiles = _draft.Between(1, _options.MostTiles);
        return _draft.Odds(3) ? tiles * tile : ((tiles - 1) * tile) + _draft.Between(1, tile);
    }

    /// <summary>How weights were cut.</summary>
    /// <param name="Parts">Conversion columns of an output.</param>
    /// <param name="IsPair">Analog pairs: two physical columns each.</param>
    /// <param name="LargestCell">The largest value of a cell.</param>
    private sealed record Cut(int Parts, bool IsPair, int LargestCell);
}
