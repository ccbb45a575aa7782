// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>Verilog files in compile order: a module after those that it instantiates.</summary>
internal static class SourceOrder
{
    /// <summary>The files' paths; each file holds the module of its name. Among equals the order is ordinal.</summary>
    public static IReadOnlyList<string> Of(string design, IEnumerable<GeneratedFile> sources)
    {
        SortedDictionary<string, GeneratedFile> modules = new(
            sources.ToDictionary(f => Path.GetFileNameWithoutExtension(f.Path), StringComparer.Ordinal), StringComparer.Ordinal);
        Regex mention = new($@"^\s*({design}\w*)\s+(#\(|\w+\s*\()", RegexOptions.CultureInvariant | RegexOptions.Multiline, TimeSpan.FromSeconds(10));
        List<string> ordered = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string module in modules.Keys)
        {
            Visit(module);
        }

        return ordered;

        void Visit(string module)
        {
            if (!modules.TryGetValue(module, out GeneratedFile? file) || !seen.Add(module))
            {
                return;
            }

            foreach (string instance in mention.Matches(file.Content).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal))
            {
                Visit(instance);
            }

            ordered.Add(file.Path);
        }
    }
}
