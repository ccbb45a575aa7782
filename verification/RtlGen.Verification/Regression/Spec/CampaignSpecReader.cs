// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Drawing;
using RtlGen.Scenarios;

namespace RtlGen.Regression.Spec;

/// <summary>Reads the specification of a campaign; docs/verification.md describes the file.</summary>
public static class CampaignSpecReader
{
    private static readonly string[] s_keys = ["name", "seed", "time_budget", "case_timeout", "coverage", "groups"];

    private static readonly string[] s_groupKeys =
    [
        "name", "count", "configurations", "presets", "models", "folders", "cases", "keys", "where", "replace", "contract", "lossless", "size", "crosses",
        "flows", "vectors", "length", "stalls", "reset_seeds", "icarus_every", "netlist_every", "code_every",
    ];

    private static readonly (string Key, GroupSource Source)[] s_sources =
    [
        ("configurations", GroupSource.Configurations), ("presets", GroupSource.Presets), ("models", GroupSource.Models),
        ("folders", GroupSource.Folders), ("cases", GroupSource.Cases),
    ];

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">Everything that is wrong with it.</exception>
    public static CampaignSpec Read(string path) => Parse(ConfigurationText.Read(path), path);

    /// <summary>Reads a text; paths in it count from the folder of <paramref name="file"/>.</summary>
    /// <exception cref="BadInputException">Everything that is wrong with it.</exception>
    public static CampaignSpec Parse(string text, string file)
    {
        DiagnosticBag bag = new();
        MappingNode? root = NodeReader.Read(ConfigurationText.Normalise(text), file, bag);
        bag.ThrowIfAny();
        MappingReader keys = new(root!, "", bag, s_keys);
        CampaignSpec spec = new()
        {
            Name = keys.Required("name"),
            Folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "",
            Seed = keys.Unsigned("seed") ?? 1,
            TimeBudget = Duration(keys, "time_budget"),
            CaseTimeout = Duration(keys, "case_timeout") ?? TimeSpan.FromMinutes(5),
            Coverage = Goals(keys.Inner("coverage", "functional", "lines", "toggles")),
            Groups = [.. keys.Items("groups", s_groupKeys).Select(g => Group(g, bag))],
        };
        if (spec.Groups.Count == 0 && !bag.HasErrors)
        {
            keys.Missing("groups", "list at least one group of cases");
        }

        foreach (IGrouping<string, CaseGroup> twice in spec.Groups.GroupBy(g => g.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            keys.Refuse("groups", "give each group a name of its own", $"two groups are called '{twice.Key}'");
        }

        bag.ThrowIfAny();
        return spec;
    }

    private static CaseGroup Group(MappingReader keys, DiagnosticBag bag)
    {
        (string Key, GroupSource Source)[] sources = [.. s_sources.Where(s => keys.Has(s.Key))];
        if (sources.Length > 1)
        {
            keys.Refuse(sources[1].Key, "make two groups of it", $"the group takes {sources[0].Key} already");
        }

        bool isDrawn = sources.Length == 0;
        string[] foreign = [.. (isDrawn ? (string[])["replace"] : ["keys", "where", "contract", "lossless", "size", "crosses"]).Where(keys.Has)];
        foreach (string key in foreign)
        {
            keys.Refuse(key, "remove it", isDrawn ? "the group's configurations are drawn" : "the group draws no configuration");
        }

        MappingReader? size = keys.Inner("size", "rows", "outputs", "tiles");
        int vectors = (int)keys.Integer("vectors", 1, 100_000, 32);
        return new CaseGroup
        {
            Name = keys.Required("name"),
            Source = isDrawn ? GroupSource.Drawn : sources[0].Source,
            Items = isDrawn ? [] : keys.Texts(sources[0].Key),
            Count = (int)keys.Integer("count", 1, 1_000_000, 1),
            Draw = new DrawOptions
            {
                WholeContract = keys.Word("contract", "whole", "supported") is "whole",
                Lossless = keys.Flag("lossless"),
                MostRows = (int)(size?.Integer("rows", 1, 4096, 40) ?? 40),
                MostOutputsOfTile = (int)(size?.Integer("outputs", 1, 4096, 12) ?? 12),
                MostTiles = (int)(size?.Integer("tiles", 1, 64, 3) ?? 3),
                Vectors = vectors,
                Wishes = new KeyWishes(Wishes(keys, bag), Constraints(keys)),
            },
            Crosses = keys.Flag("crosses"),
            Replace = Replacements(keys, bag),
            Flows = Flows(keys),
            Vectors = vectors,
            Length = (int)keys.Integer("length", 1, 1_000_000, 100),
            Stalls = keys.Has("stalls") ? Stalls(keys) : StallProfile.Standard,
            ResetSeeds = (int)keys.Integer("reset_seeds", 1, 1000, 3),
            IcarusEvery = (int)keys.Integer("icarus_every", 0, 1_000_000, 0),
            CodeEvery = (int)keys.Integer("code_every", 0, 1_000_000, 1),
            NetlistEvery = (int)keys.Integer("netlist_every", 0, 1_000_000, 0),
        };
    }

    private static IReadOnlyList<string> Flows(MappingReader keys)
    {
        string[] known = [RegressionCase.VectorFlow, .. ControlScenarios.Names];
        IReadOnlyList<string> flows = keys.Texts("flows");
        if (flows.Except(known, StringComparer.Ordinal).Any())
        {
            keys.Refuse("flows", $"allowed: {string.Join(", ", known)}");
        }

        return flows.Count == 0 ? [RegressionCase.VectorFlow] : flows;
    }

    private static StallProfile[] Stalls(MappingReader keys)
    {
        IReadOnlyList<string> names = keys.Texts("stalls");
        StallProfile[] profiles = [.. names.Select(n => StallProfile.Known.FirstOrDefault(k => string.Equals(k.Name, n, StringComparison.Ordinal))).OfType<StallProfile>()];
        if (profiles.Length != names.Count || names.Count == 0)
        {
            keys.Refuse("stalls", $"allowed: a list of {string.Join(", ", StallProfile.Known.Select(k => k.Name))}");
        }

        return profiles;
    }

    private static Dictionary<string, KeyWish> Wishes(MappingReader keys, DiagnosticBag bag)
    {
        Dictionary<string, KeyWish> wishes = new(StringComparer.Ordinal);
        foreach (string name in Known(keys.Mapping("keys"), "keys", bag))
        {
            MappingReader inner = keys.Inner("keys", [.. ConfigurationKeys.All.Select(k => k.Name)])!;
            IReadOnlyList<string> items = inner.Texts(name);
            if (items.Contains("any", StringComparer.Ordinal))
            {
                continue;
            }

            if (KeyWish.Parse(items) is { } wish && items.Count > 0)
            {
                wishes[name] = wish;
            }
            else
            {
                inner.Refuse(name, "give words, integers, or a range such as 2..6");
            }
        }

        return wishes;
    }

    private static List<KeyConstraint> Constraints(MappingReader keys)
    {
        List<KeyConstraint> constraints = [];
        foreach (string text in keys.Texts("where"))
        {
            if (KeyConstraint.Parse(text, out string? fault) is { } constraint)
            {
                constraints.Add(constraint);
            }
            else
            {
                keys.Refuse("where", "compare keys, as in adc.bits <= weights.bits + 2", $"in '{text}', {fault}");
            }
        }

        return constraints;
    }

    private static Dictionary<string, string> Replacements(MappingReader keys, DiagnosticBag bag)
    {
        MappingNode? mapping = keys.Mapping("replace");
        return Known(mapping, "replace", bag).ToDictionary(n => n, n => mapping!.Find(n)!.Value.Written, StringComparer.Ordinal);
    }

    /// <summary>The keys of the contract that a mapping names; others are complained about.</summary>
    private static List<string> Known(MappingNode? mapping, string path, DiagnosticBag bag)
    {
        List<string> known = [];
        string[] all = [.. ConfigurationKeys.All.Select(k => k.Name)];
        foreach (MappingEntry entry in mapping?.Entries ?? [])
        {
            if (all.Contains(entry.Key.Text, StringComparer.Ordinal))
            {
                known.Add(entry.Key.Text);
            }
            else
            {
                string remedy = Suggestions.Nearest(entry.Key.Text, all) is { } near ? $"did you mean '{near}'?" : "name a key of the contract with its section, as in adc.bits";
                bag.Add(new Diagnostic(
                    DiagnosticCodes.UnknownKey, entry.Key.Position, $"{path}.{entry.Key.Text}", entry.Value.Written, $"there is no key '{entry.Key.Text}'", remedy));
            }
        }

        return known;
    }

    private static CoverageGoals Goals(MappingReader? keys) => keys is null ? new CoverageGoals() : new CoverageGoals
    {
        Functional = Percent(keys, "functional"),
        Lines = Percent(keys, "lines"),
        Toggles = Percent(keys, "toggles"),
    };

    private static double? Percent(MappingReader keys, string key) => keys.Has(key) ? keys.Integer(key, 0, 100, 0) : null;

    /// <summary>A number with a unit: <c>90s</c>, <c>20m</c>, <c>2h</c>.</summary>
    private static TimeSpan? Duration(MappingReader keys, string key)
    {
        if (keys.Text(key) is not { Length: > 1 } text)
        {
            return null;
        }

        double? seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => null };
        if (seconds is { } unit && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0)
        {
            return TimeSpan.FromSeconds(count * unit);
        }

        keys.Refuse(key, "give a number with its unit: 90s, 20m or 2h");
        return null;
    }
}
