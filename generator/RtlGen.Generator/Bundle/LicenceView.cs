// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace RtlGen.Bundles;

/// <summary>A path in a list.</summary>
internal sealed record PathView(string Path);

/// <summary>Files under one licence.</summary>
internal sealed record LicenceGroup(string Reason, string Holder, string Expression, IReadOnlyList<PathView> Paths)
{
    /// <summary>What stands in an owner's file itself goes first.</summary>
    public string Precedence => Expression.StartsWith("LicenseRef", StringComparison.Ordinal) ? "closest" : "override";
}

/// <summary>The licence of every file of a bundle.</summary>
internal sealed partial class LicenceView(string name, IEnumerable<string> paths)
{
    private const string Generator = "Apache-2.0";
    private const string Owner = "LicenseRef-Owner";
    private const string WaveDrom = "MIT";
    private readonly ILookup<string, PathView> _files = paths.Order(StringComparer.Ordinal).ToLookup(ExpressionOf, p => new PathView(p), StringComparer.Ordinal);

    public string Name { get; } = name;

    public IReadOnlyList<LicenceGroup> Groups =>
    [
        Group("Made from RtlGen's sources.", "The RtlGen authors", Generator),
        Group("Configuration and data: their owner's.", "Owner of the configuration and its data", Owner),
        Group("A page of RtlGen's with WaveDrom in it.", "The RtlGen authors, Aliaksei Chapyzhenka", $"{Generator} AND {WaveDrom}"),
        Group("RtlGen's words around the owner's numbers.", "The RtlGen authors, owner of the configuration and its data", $"{Generator} AND {Owner}"),
    ];

    /// <summary>False for texts of licences and the list itself, which have none.</summary>
    public static bool IsListed(string path) =>
        path is not ("LICENSE" or "REUSE.toml") && !path.StartsWith("LICENSES/", StringComparison.Ordinal);

    private LicenceGroup Group(string reason, string holder, string expression) => new(reason, holder, expression, [.. _files[expression]]);

    private static string ExpressionOf(string path) =>
        OwnersData().IsMatch(path) ? Owner
        : DataSheetPage().IsMatch(path) ? $"{Generator} AND {WaveDrom}"
        : OwnersNumbers().IsMatch(path) ? $"{Generator} AND {Owner}"
        : Generator;

    [GeneratedRegex(@"^(config\.yaml|config\.resolved\.yaml|tensors/.*|(sim|tb)/[^/]*\.hex)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnersData();

    [GeneratedRegex(@"^docs/[^/]*\.html$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DataSheetPage();

    [GeneratedRegex(@"^sw/[^/]*_weights\.[ch]$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnersNumbers();
}
