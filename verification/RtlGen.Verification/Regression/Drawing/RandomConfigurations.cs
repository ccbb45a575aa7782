// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Regression.Drawing;

/// <summary>
/// Draws valid configurations with tensors. The draw follows the contract's constraints; the few that only the whole
/// design knows (a sum that needs too many bits) are met by drawing again. The same seed gives the same cases.
/// </summary>
public sealed class RandomConfigurations
{
    private const int MostAttempts = 200;

    /// <summary>With wishes most attempts may fail: they are cheap.</summary>
    private const int MostWishfulAttempts = 20_000;

    private readonly RandomDraft _draft;
    private readonly DrawOptions _options;

    private RandomConfigurations(Random rng, DrawOptions options)
    {
        _draft = new RandomDraft(rng, options.Wishes);
        _options = options;
    }

    /// <summary>Draws one case.</summary>
    /// <exception cref="WishUnmetException">No configuration meets the wishes.</exception>
    /// <exception cref="InvalidOperationException">No valid case was found: the generator and the reader disagree.</exception>
    public static RandomCase Draw(Random rng, DrawOptions options)
    {
        Exception? last = null;
        int attempts = options.Wishes.IsEmpty ? MostAttempts : MostWishfulAttempts;
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            try
            {
                (string yaml, LayerShape shape) = new RandomConfigurations(rng, options).Text();
                LoadedConfiguration loaded = ConfigurationReader.Parse(yaml, "random.yaml");
                options.Wishes.Require(loaded.Configuration, shape);
                return new RandomCase(yaml, new RandomCaseTensors(rng, loaded, shape, options).Draw());
            }
            catch (BadInputException e) when (e.Diagnostics.All(d => d.Code is DiagnosticCodes.WidthTooSmall or DiagnosticCodes.AdcRange))
            {
                last = e;
            }
            catch (WishUnmetException e)
            {
                last = e;
            }
        }

        throw last is WishUnmetException unmet ? unmet : new InvalidOperationException($"no valid configuration in {attempts} attempts", last);
    }

    private (string Yaml, LayerShape Shape) Text()
    {
        WeightEncoding encoding = _options.WholeContract
            ? _draft.PickFor("weights.encoding", Enum.GetValues<WeightEncoding>())
            : _draft.PickFor("weights.encoding", WeightEncoding.Offset, WeightEncoding.Differential);
        bool bipolar = encoding == WeightEncoding.Bipolar;
        _draft.SetName("weights", "encoding", encoding);
        int cellBits = bipolar ? 1 : _draft.BetweenFor("crossbar.cell_bits", 1, _options.WholeContract ? 6 : 4, 8);
        Cut cut = Weights(encoding, cellBits);
        int inputCut = Inputs(bipolar);

        int rowsPerInput = bipolar ? 2 : 1;
        int tileInputs = _draft.BetweenFor("crossbar.rows", 1, Math.Max(1, _options.MostRows / rowsPerInput), 4096 / rowsPerInput, rowsPerInput);
        int inputsAtOnce = _draft.Odds(2) ? tileInputs : _draft.BetweenFor("crossbar.rows_per_activation", 1, tileInputs, unit: rowsPerInput);
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
            analog = _options.WholeContract && _draft.Chance("weights.subtraction", _draft.Odds(2), "analog", "digital");
            _draft.SetName("weights", "subtraction", analog ? WeightSubtraction.Analog : WeightSubtraction.Digital, WeightSubtraction.Digital);
        }

        if (encoding == WeightEncoding.Levels)
        {
            int highest = (1 << cellBits) - 1;
            int[] levels = [0, .. Enumerable.Range(1, highest - 1).Where(_ => _draft.Odds(2)), highest];
            _draft.Set("weights", "levels", $"[{string.Join(", ", levels)}]");
            return new Cut(analog ? 1 : 2, analog, highest);
        }

        int bits = _draft.BetweenFor("weights.bits", encoding == WeightEncoding.Offset ? 1 : 2, _draft.Odds(4) ? 16 : 6, 16);
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
                ? _draft.PickFor("inputs.encoding", InputEncoding.Unsigned, InputEncoding.TwosComplement, InputEncoding.Offset, InputEncoding.Differential)
                : _draft.PickFor("inputs.encoding", InputEncoding.Unsigned, InputEncoding.TwosComplement);
        _draft.SetName("inputs", "encoding", encoding);
        if (bipolar)
        {
            return 1;
        }

        int bits = _draft.BetweenFor("inputs.bits", encoding == InputEncoding.Unsigned ? 1 : 2, _draft.Odds(4) ? 16 : 6, 16);
        _draft.Set("inputs", "bits", bits);
        return encoding is InputEncoding.Unsigned or InputEncoding.Offset ? bits : bits - 1;
    }

    /// <summary>Columns with room for some lanes and a rest that stays unused; the outputs of a full tile.</summary>
    private int Columns(Cut cut)
    {
        int columnsPerAdc = _draft.BetweenFor("adc.columns_per_adc", 1, _draft.Odds(2) ? 3 * cut.Parts : cut.Parts, 64);
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
        _draft.Set("interface", "stream_bits", StreamBits(_draft.Between(0, 6)), 32);
        if (!_options.WholeContract)
        {
            // The control plane has tests of its own: most of these designs go without it.
            _draft.SetName("interface", "control", Control(_draft.Odds(3)));
            return;
        }

        ControlKind control = _draft.PickFor("interface.control", Enum.GetValues<ControlKind>());
        ParameterStorage parameters = _draft.PickFor("interface.parameters", Enum.GetValues<ParameterStorage>());
        _draft.SetName("interface", "control", control, ControlKind.Axi4Lite);
        _draft.SetName("interface", "parameters", parameters, ParameterStorage.Runtime);
        bool hasBus = control != ControlKind.Port;
        if (hasBus)
        {
            bool programming = _draft.Chance("interface.programming", _draft.Odds(2));
            _draft.Set("interface", "programming", programming, true);
            if (programming)
            {
                _draft.Set("interface", "readback", _draft.Chance("interface.readback", _draft.Odds(3)), false);
            }
        }

        if (!_options.Lossless && canBeCorrected && (hasBus || parameters == ParameterStorage.Runtime))
        {
            _draft.Set("adc", "offset_correction", _draft.Chance("adc.offset_correction", _draft.Odds(4)), false);
        }
    }

    /// <summary>A bus or none, as chance has it, unless a wish decides.</summary>
    private ControlKind Control(bool bus) => _options.Wishes.Of("interface.control") is null
        ? bus ? ControlKind.Axi4Lite : ControlKind.Port
        : _draft.PickFor("interface.control", Enum.GetValues<ControlKind>());

    private int StreamBits(int drawn) => _options.Wishes.Of("interface.stream_bits") is null
        ? 8 << drawn
        : _draft.PickFor("interface.stream_bits", 8, 16, 32, 64, 128, 256, 512);

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
