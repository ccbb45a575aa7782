// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Bundles;

/// <summary>The rules of FuseSoC's CAPI2 that a core of a bundle can break.</summary>
internal static partial class CoreFile
{
    private static readonly string[] Top = ["CAPI=2", "name", "description", "filesets", "targets", "parameters", "generate", "generators", "scripts", "provider", "virtual"];
    private static readonly string[] FileSet = ["file_type", "logical_name", "tags", "files", "depend"];
    private static readonly string[] FileAttribute = ["define", "is_include_file", "include_path", "file_type", "logical_name", "tags", "copyto"];
    private static readonly string[] Target =
        ["default_tool", "description", "flow", "flow_options", "filesets", "generate", "hooks", "parameters", "tools", "toplevel", "vpi"];

    /// <summary>Everything that is wrong; empty when nothing.</summary>
    /// <param name="text">The core file.</param>
    /// <param name="folder">The folder that its files count from.</param>
    public static IReadOnlyList<string> Faults(string text, string folder)
    {
        List<string> faults = [];
        if (!text.StartsWith("CAPI=2:\n", StringComparison.Ordinal))
        {
            faults.Add("the first line is not CAPI=2:");
        }

        DiagnosticBag bag = new();
        if (NodeReader.Read(text, "core", bag) is not { } core)
        {
            return [.. faults, .. bag.Items.Select(d => d.Message)];
        }

        faults.AddRange(Unknown(core, Top, ""));
        if (!Vlnv().IsMatch(Text(core, "name")))
        {
            faults.Add("name is no VLNV");
        }

        MappingNode sets = (MappingNode)core.Find("filesets")!.Value;
        foreach (MappingEntry set in sets.Entries)
        {
            MappingNode body = (MappingNode)set.Value;
            faults.AddRange(Unknown(body, FileSet, $"filesets.{set.Key.Text}."));
            foreach (Node file in ((ListNode)body.Find("files")!.Value).Items)
            {
                faults.AddRange(FileFaults(file, set.Key.Text, folder, hasType: body.Find("file_type") is not null));
            }
        }

        HashSet<string> modules = [.. Directory.EnumerateFiles(folder, "*.v", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!)];
        foreach (MappingEntry target in ((MappingNode)core.Find("targets")!.Value).Entries)
        {
            MappingNode body = (MappingNode)target.Value;
            string name = $"targets.{target.Key.Text}.";
            faults.AddRange(Unknown(body, Target, name));
            faults.AddRange(((ListNode)body.Find("filesets")!.Value).Items.Select(i => Unconditional().Replace(((ScalarNode)i).Text, "${set}"))
                .Where(s => sets.Find(s) is null).Select(s => $"{name}filesets: {s} is not defined"));
            if (!modules.Contains(Text(body, "toplevel")))
            {
                faults.Add($"{name}toplevel: there is no module {Text(body, "toplevel")}");
            }

            if (body.Find("default_tool") is not null && ((MappingNode)body.Find("tools")!.Value).Find(Text(body, "default_tool")) is null)
            {
                faults.Add($"{name}default_tool has no options");
            }
        }

        if (((MappingNode)core.Find("targets")!.Value).Find("default") is null)
        {
            faults.Add("there is no target default");
        }

        return faults;
    }

    private static IEnumerable<string> FileFaults(Node file, string set, string folder, bool hasType)
    {
        (string path, MappingNode? attributes) = file is MappingNode { Entries: [var only] } ? (only.Key.Text, (MappingNode)only.Value) : ((file as ScalarNode)?.Text ?? "", null);
        if (!File.Exists(Path.Combine(folder, path)) || Path.IsPathRooted(path))
        {
            yield return $"filesets.{set}: there is no file '{path}'";
        }

        if (!hasType && attributes?.Find("file_type") is null)
        {
            yield return $"filesets.{set}: '{path}' has no type";
        }

        foreach (string fault in attributes is null ? [] : Unknown(attributes, FileAttribute, $"filesets.{set}.{path}."))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Unknown(MappingNode node, string[] known, string where) =>
        node.Entries.Where(e => !known.Contains(e.Key.Text, StringComparer.Ordinal)).Select(e => $"{where}{e.Key.Text} is not known");

    private static string Text(MappingNode node, string key) => (node.Find(key)?.Value as ScalarNode)?.Text ?? "";

    [GeneratedRegex(@"^[\w.-]*:[\w.-]*:[\w.-]+:[\w.-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Vlnv();

    [GeneratedRegex(@"^[a-z_]+\? \((?<set>\w+)\)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unconditional();
}
