// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Rtl;

/// <summary>What <c>verification/formal/proofs.txt</c> says: the proofs, the modules that bugs are planted in, and the modules without a proof.</summary>
/// <param name="Proofs">Names of the proofs, each with its file NAME_formal.v.</param>
/// <param name="Bugs">For each proof the modules that its planted bugs are in, once for each bug.</param>
/// <param name="Without">Modules of rtl/ that no proof holds, with the reason.</param>
internal sealed record ProofTable(
    IReadOnlyList<string> Proofs, IReadOnlyList<(string Proof, string Module)> Bugs, IReadOnlyDictionary<string, string> Without)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The table of this repository.</summary>
    public static ProofTable Read() => Parse(File.ReadAllLines(RepositoryFolder.Find("verification/formal/proofs.txt")));

    /// <summary>The modules of rtl/ with their text.</summary>
    public static Dictionary<string, string> Modules() => Directory
        .EnumerateFiles(RepositoryFolder.Find("rtl"), "*.v")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Whether a module speaks a stream or a bus: it has a port whose name ends in valid or ready, or begins with s_axi or s_apb.</summary>
    public static bool IsStreamOrBus(string verilog) =>
        Regex.IsMatch(verilog, @"^\s*(input|output)\s+wire\s+(\[.*\]\s*)?(\w*(valid|ready)|s_(axi|apb)_\w+)\s*,?\s*(//.*)?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, s_patience);

    /// <summary>What is wrong between the table and these modules: none proved that should be, or named that is not there.</summary>
    public IEnumerable<string> Complaints(IReadOnlyDictionary<string, string> modules)
    {
        var proved = Bugs.Select(bug => bug.Module).ToHashSet(StringComparer.Ordinal);
        foreach ((string module, string verilog) in modules.OrderBy(module => module.Key, StringComparer.Ordinal))
        {
            bool excused = Without.ContainsKey(module);
            if (proved.Contains(module) == excused)
            {
                yield return excused ? $"{module} has a proof and is listed as without" : $"{module} has no proof that sees a bug planted in it, and no reason why";
            }
            else if (excused && IsStreamOrBus(verilog))
            {
                yield return $"{module} speaks a stream or a bus: it needs a proof, not a reason";
            }
        }

        foreach (string stray in proved.Concat(Without.Keys).Where(module => !modules.ContainsKey(module)).Order(StringComparer.Ordinal))
        {
            yield return $"{stray} is in the table and not in rtl/";
        }

        foreach (string proof in Proofs.Where(proof => Bugs.All(bug => !string.Equals(bug.Proof, proof, StringComparison.Ordinal))))
        {
            yield return $"{proof} has no planted bug";
        }
    }

    /// <summary>The table of these lines.</summary>
    public static ProofTable Parse(IEnumerable<string> lines)
    {
        var proofs = new List<string>();
        var bugs = new List<(string, string)>();
        var without = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            Match match = Regex.Match(line, @"^\s*(?<kind>proof|bug|without)\s+(?<name>\w+):\s*(?<text>\S.*)$", RegexOptions.None, s_patience);
            string name = match.Groups["name"].Value;
            switch (match.Groups["kind"].Value)
            {
                case "proof": proofs.Add(name); break;
                case "bug": bugs.Add((proofs[^1], name)); break;
                case "without": without.Add(name, match.Groups["text"].Value); break;
                default: break;
            }
        }

        return new(proofs, bugs, without);
    }
}
