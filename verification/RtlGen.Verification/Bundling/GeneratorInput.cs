// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Bundling;

/// <summary>The file with which FuseSoC calls a generator (gapi 1.0).</summary>
public static partial class GeneratorInput
{
    private static readonly string[] Parameters = ["configuration", "clock_period", "noise_seed", .. TensorSet.Names];

    /// <summary>Reads it; files are relative to its <c>files_root</c>. Keys beside the four that matter are FuseSoC's business.</summary>
    /// <exception cref="BadInputException">Everything that is wrong with it.</exception>
    public static BundleRequest Read(string path)
    {
        DiagnosticBag bag = new();
        BundleRequest? request = NodeReader.Read(ConfigurationText.Normalise(ConfigurationText.Read(path)), path, bag) is { } root
            ? Request(new MappingReader(root, "", bag, [.. root.Entries.Select(e => e.Key.Text)]), path)
            : null;
        bag.ThrowIfAny();
        return request!;
    }

    private static BundleRequest? Request(MappingReader file, string path)
    {
        if (file.Required("gapi") is not ("1.0" or ""))
        {
            file.Refuse("gapi", "use a FuseSoC that speaks gapi 1.0");
        }

        string vlnv = file.Required("vlnv");
        if (vlnv.Length > 0 && !Vlnv().IsMatch(vlnv))
        {
            file.Refuse("vlnv", "write vendor:library:name:version, of letters, digits, '_', '-', '.'");
        }

        string root = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file.Required("files_root"));
        if (file.Inner("parameters", Parameters) is not { } parameters)
        {
            if (!file.Has("parameters"))
            {
                file.Missing("parameters", "give a configuration: parameters: {configuration: layer.yaml}");
            }

            return null;
        }

        string configuration = parameters.Required("configuration");
        TensorFiles tensors = TensorFiles.Of(name => parameters.Text(name) is { } tensor ? Path.Combine(root, tensor) : null, parameters.Unsigned("noise_seed"));
        return new BundleRequest(Path.Combine(root, configuration), tensors, PeriodOf(parameters), vlnv);
    }

    private static decimal PeriodOf(MappingReader parameters)
    {
        if (parameters.Text("clock_period") is not { } text)
        {
            return BundleContent.DefaultClockPeriod;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal period) && period >= BundleContent.ShortestClockPeriod)
        {
            return period;
        }

        parameters.Refuse("clock_period", $"write nanoseconds, at least {BundleContent.ShortestClockPeriod.ToString(CultureInfo.InvariantCulture)}");
        return BundleContent.DefaultClockPeriod;
    }

    /// <summary>It reaches a YAML file: nothing but names.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_.-]*:[A-Za-z0-9_.-]*:[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Vlnv();
}
