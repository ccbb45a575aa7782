// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>
/// What every Verilator model of a profile needs and never changes: the runtime's objects and a precompiled header of all
/// that models include. Built once per version of the tools.
/// </summary>
internal sealed record VerilatorRuntime(string Folder, IReadOnlyList<string> CompilerFlags)
{
    private static readonly string[] s_headers = ["cstdint", "cstring", "memory", "string", "vector"];

    /// <summary>The header that has been compiled ahead; to be included first.</summary>
    public string Header => Path.Combine(Folder, "runtime.h");

    /// <summary>Object files to link.</summary>
    public IEnumerable<string> Objects => Directory.EnumerateFiles(Folder, "*.o").Order(StringComparer.Ordinal);

    /// <summary>The runtime for these tools, built if it has to be; that of <see cref="BuildProfile.Trace"/> needs zlib's headers.</summary>
    public static async Task<VerilatorRuntime> GetAsync(
        BuildCache cache, VerilatorTools tools, BuildProfile profile, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string include = Path.Combine(tools.VerilatorRoot, "include");
        string[] folders = ["-I" + include, "-I" + Path.Combine(include, "vltstd")];
        string[] flags = [.. profile.CompilerFlags(), .. folders];
        string[] runtimeFlags = [.. profile.RuntimeFlags(), .. folders];
        string[] units = [.. profile.RuntimeUnits()];
        string header = HeaderText(profile);
        string key = BuildCache.KeyOf(
            [tools.Verilator.Banner, tools.Verilator.Path, tools.Compiler.Banner, header, Harness.ModelHeader, .. flags, .. runtimeFlags, .. units]);
        CacheEntry entry = await cache.GetAsync(
            "runtime",
            key,
            async (folder, token) =>
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "model.h"), Harness.ModelHeader, token);
                await File.WriteAllTextAsync(Path.Combine(folder, "runtime.h"), header, token);
                List<Task<ToolResult>> steps =
                    [tools.CompileAsync(folder, [.. flags, "-x", "c++-header", "runtime.h", "-o", "runtime.h.gch"], timeout, token)];
                steps.AddRange(units.Select(unit => tools.CompileAsync(
                    folder, [.. runtimeFlags, "-c", Path.Combine(include, unit + ".cpp"), "-o", unit + ".o"], timeout, token)));
                await Task.WhenAll(steps);
            },
            cancellationToken);
        return new VerilatorRuntime(entry.Folder, flags);
    }

    private static string HeaderText(BuildProfile profile)
    {
        StringBuilder text = new();
        foreach (string header in profile.RuntimeHeaders().Append("model.h"))
        {
            text.Append("#include \"").Append(header).Append("\"\n");
        }

        foreach (string header in s_headers)
        {
            text.Append("#include <").Append(header).Append(">\n");
        }

        return text.ToString();
    }
}
