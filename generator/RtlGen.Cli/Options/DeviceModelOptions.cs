// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RtlGen.Devices;

namespace RtlGen.Cli.Options;

/// <summary>The options of the device models; each of them is checked, and all errors are told at once.</summary>
internal sealed class DeviceModelOptions
{
    private readonly List<Number> _numbers = [];
    private readonly Number _relative;
    private readonly Number _absolute;
    private readonly Number _logNormal;
    private readonly Number _ratio;
    private readonly Number _stuckOn;
    private readonly Number _stuckOff;
    private readonly Number _drift;
    private readonly Number _driftSpread;
    private readonly Number _driftTime;
    private readonly Number _driftStart;
    private readonly Number _adcOffset;
    private readonly Number _adcGain;
    private readonly Number _adcLinearity;

    public DeviceModelOptions()
    {
        _relative = Cell("--variation-relative", "SIGMA", 0, 2, "G (1 + SIGMA z), z standard normal.");
        _absolute = Cell("--variation-absolute", "SIGMA", 0, 64, "G + SIGMA z; SIGMA in levels of a cell.");
        _logNormal = Cell("--variation-lognormal", "SIGMA", 0, 2, "G exp(SIGMA z).");
        _ratio = Cell("--on-off-ratio", "R", 1, 1e9, "The off state conducts 1/R of the on state.");
        _stuckOn = Cell("--stuck-on", "SHARE", 0, 1, "Share of cells stuck in the on state.");
        _stuckOff = Cell("--stuck-off", "SHARE", 0, 1, "Share of cells stuck in the off state.");
        _drift = Cell("--drift", "NU", 0, 1, "Mean exponent of the drift G (t/t0)^-nu.");
        _driftSpread = Cell("--drift-spread", "SIGMA", 0, 1, "Standard deviation of nu from cell to cell.");
        _driftTime = Cell("--drift-time", "T", 0, 1e15, "Time t of the drift, in the unit of t0.");
        _driftStart = Cell("--drift-start", "T0", 0, 1e15, "Time t0 > 0 at which cells hold what was programmed; 1 unless given.");
        _adcOffset = Adc("--adc-offset", "SIGMA", 64, "Standard deviation of an ADC's offset, in codes.");
        _adcGain = Adc("--adc-gain", "SIGMA", 0.5, "Standard deviation of an ADC's relative gain error.");
        _adcLinearity = Adc("--adc-inl", "SIGMA", 64, "Standard deviation of each threshold's own error, in codes.");
    }

    /// <summary>Adds every option to a command, and the checks between them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cells">Where the cells go; device options want it.</param>
    /// <param name="thresholds">Where the thresholds go; ADC options want it.</param>
    public void AddTo(Command command, Option<string?> cells, Option<string?> thresholds)
    {
        foreach (Number number in _numbers)
        {
            command.Add(number.Option);
        }

        command.Validators.Add(result =>
        {
            foreach (Number number in _numbers)
            {
                Option<string?> file = number.IsCell ? cells : thresholds;
                if (result.GetResult(number.Option) is not OptionResult given)
                {
                    continue;
                }

                // The library converts an option only when nothing else is wrong; here all errors come at once.
                if (number.Value(result) is not double value)
                {
                    result.AddError(NoNumber(given.Option.Name, given.Tokens));
                }
                else if (!(value >= number.Min && value <= number.Max))
                {
                    result.AddError($"{number.Option.Name} is {value}, but {number.Min} … {number.Max} are possible");
                }

                if (result.GetResult(file) is null)
                {
                    result.AddError($"{number.Option.Name} has no use without {file.Name}");
                }
            }

            Together(result);
        });
    }

    /// <summary>What was asked for; ideal cells by default.</summary>
    public DeviceOptions Cells(ParseResult parsed)
    {
        double start = _driftStart.Value(parsed) ?? 1;
        return new DeviceOptions
        {
            RelativeSigma = _relative.Value(parsed) ?? 0,
            AbsoluteSigma = _absolute.Value(parsed) ?? 0,
            LogNormalSigma = _logNormal.Value(parsed) ?? 0,
            OnOffRatio = _ratio.Value(parsed),
            StuckOn = _stuckOn.Value(parsed) ?? 0,
            StuckOff = _stuckOff.Value(parsed) ?? 0,
            DriftExponent = _drift.Value(parsed) ?? 0,
            DriftSpread = _driftSpread.Value(parsed) ?? 0,
            DriftTime = _driftTime.Value(parsed) ?? start,
            DriftStart = start,
        };
    }

    /// <summary>What was asked for; ideal ADCs by default.</summary>
    public AdcErrorOptions Adcs(ParseResult parsed) => new()
    {
        OffsetSigma = _adcOffset.Value(parsed) ?? 0,
        GainSigma = _adcGain.Value(parsed) ?? 0,
        LinearitySigma = _adcLinearity.Value(parsed) ?? 0,
    };

    /// <summary>Values that are allowed alone but not together.</summary>
    private void Together(CommandResult result)
    {
        (double? on, double? off) = (_stuckOn.Value(result), _stuckOff.Value(result));
        if (on is <= 1 && off is <= 1 && on + off > 1)
        {
            result.AddError($"--stuck-on {on} and --stuck-off {off} are more than all cells");
        }

        if (_ratio.Value(result) is 1)
        {
            result.AddError("--on-off-ratio is 1, but on and off states must differ");
        }

        (double? time, double start) = (_driftTime.Value(result), _driftStart.Value(result) ?? 1);
        bool drifts = _drift.Value(result) is not null || _driftSpread.Value(result) is not null;
        if (start == 0)
        {
            result.AddError("--drift-start is 0, but drift is counted from a time above 0");
        }

        if (time < start)
        {
            result.AddError($"--drift-time {time} lies before --drift-start {start}");
        }

        if (drifts && time is null)
        {
            result.AddError("--drift and --drift-spread have no use without --drift-time");
        }

        if (!drifts && (time is not null || _driftStart.Value(result) is not null))
        {
            result.AddError("--drift-time and --drift-start have no use without --drift or --drift-spread");
        }
    }

    private Number Cell(string name, string value, double min, double max, string description) =>
        Add(new Number(OptionOf(name, value, description), min, max, true));

    private Number Adc(string name, string value, double max, string description) =>
        Add(new Number(OptionOf(name, value, description), 0, max, false));

    private Number Add(Number number)
    {
        _numbers.Add(number);
        return number;
    }

    private static Option<double?> OptionOf(string name, string value, string description) => new(name)
    {
        Description = description,
        HelpName = value,
        CustomParser = argument =>
        {
            double? number = NumberOf(argument.Tokens);
            if (number is null)
            {
                argument.AddError(NoNumber(name, argument.Tokens));
            }

            return number;
        },
    };

    private static string NoNumber(string name, IReadOnlyList<Token> tokens) =>
        $"{name} is '{string.Join(' ', tokens.Select(t => t.Value))}', but a number is wanted";

    // Stricter than the library, to which a decimal comma is a separator of thousands.
    private static double? NumberOf(IReadOnlyList<Token> tokens) =>
        tokens.Count == 1 && double.TryParse(tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private sealed record Number(Option<double?> Option, double Min, double Max, bool IsCell)
    {
        public double? Value(ParseResult parsed) => parsed.GetValue(Option);

        /// <summary>Null where it was not given, or is no number, which is an error already.</summary>
        public double? Value(CommandResult result) =>
            result.GetResult(Option) is OptionResult option ? NumberOf(option.Tokens) : null;
    }
}
