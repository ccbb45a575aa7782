// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>What is linked with a Verilated model to drive it. It reaches the model through <c>model.h</c> only, and is compiled without it.</summary>
/// <param name="Files">
/// Files side by side in one folder. Those that end in <c>.cpp</c> are compiled, and those that end in <c>.c</c> are, as strict C99.
/// </param>
public sealed record HarnessProgram(IReadOnlyList<GeneratedFile> Files)
{
    /// <summary>Sends vectors and writes down what every tap says (<c>cosim JOB</c>), or plays a scenario (<c>scenario …</c>).</summary>
    public static HarnessProgram General { get; } = new(
        [.. Harness.Library, .. Harness.Of("main.cpp", "cosim.cpp", "scenario.cpp", "records.h", "programs.h")]);

    /// <summary>What C is compiled with: C99 without a warning.</summary>
    public static IReadOnlyList<string> StrictC { get; } = ["-x", "c", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"];

    private static readonly string[] s_cpp = ["-std=c++17", "-O2", "-pipe", "-Wall", "-Wextra", "-Werror"];

    /// <summary>Its object files, from the cache if they are there.</summary>
    internal async Task<IReadOnlyList<string>> CompileAsync(
        VerilatorTools tools, BuildCache cache, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string key = BuildCache.KeyOf(
            [tools.Compiler.Path, tools.Compiler.Banner, .. s_cpp, .. StrictC, .. Files.SelectMany(f => (string[])[f.Path, f.Content])]);
        CacheEntry entry = await cache.GetAsync(
            "harness",
            key,
            async (folder, token) =>
            {
                foreach (GeneratedFile file in Files)
                {
                    await File.WriteAllTextAsync(Path.Combine(folder, file.Path), file.Content, token);
                }

                await Task.WhenAll(Files.Select(f => f.Path).SelectMany(Flags).Select(flags => tools.CompileAsync(folder, flags, timeout, token)));
            },
            cancellationToken);
        return [.. Directory.EnumerateFiles(entry.Folder, "*.o").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string[]> Flags(string file) => Path.GetExtension(file) switch
    {
        ".cpp" => [[.. s_cpp, "-c", file, "-o", file + ".o"]],
        ".c" => [[.. StrictC, "-O1", "-I.", "-c", file, "-o", file + ".o"]],
        _ => [],
    };
}
