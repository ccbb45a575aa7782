// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>
/// What every Verilator model needs and never changes: the runtime's objects and a precompiled header of all that models
/// and driver include. Built once per version of the tools.
/// </summary>
internal sealed record VerilatorRuntime(string Folder, IReadOnlyList<string> CompilerFlags)
{
    private static readonly string[] s_headers =
        ["chrono", "cstdint", "cstdio", "cstdlib", "cstring", "memory", "string", "vector"];

    /// <summary>The header that has been compiled ahead; to be included first.</summary>
    public string Header => Path.Combine(Folder, "runtime.h");

    /// <summary>Object files to link.</summary>
    public IEnumerable<string> Objects => Directory.EnumerateFiles(Folder, "*.o").Order(StringComparer.Ordinal);

    /// <summary>
    /// The runtime for these tools, built if it has to be; with <paramref name="trace"/> it writes FST waves (needs zlib's headers).
    /// </summary>
    public static async Task<VerilatorRuntime> GetAsync(
        BuildCache cache, VerilatorTools tools, bool trace, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string include = Path.Combine(tools.VerilatorRoot, "include");
        List<string> flags =
        [
            "-std=c++17", "-O1", "-pipe", "-w", "-DVERILATOR=1", "-DVM_COVERAGE=0", "-DVM_SC=0",
            $"-DVM_TRACE={(trace ? 1 : 0)}", $"-DVM_TRACE_FST={(trace ? 1 : 0)}", "-DVM_TRACE_VCD=0",
            "-I" + include, "-I" + Path.Combine(include, "vltstd"),
        ];
        if (trace)
        {
            flags.Add("-DCOSIM_TRACE");
        }

        string[] units = trace ? ["verilated", "verilated_threads", "verilated_fst_c"] : ["verilated", "verilated_threads"];
        string header = HeaderText(trace);
        string key = BuildCache.KeyOf([tools.Verilator.Banner, tools.Verilator.Path, tools.Compiler.Banner, header, .. flags, .. units]);
        CacheEntry entry = await cache.GetAsync(
            "runtime",
            key,
            async (folder, token) =>
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "runtime.h"), header, token);
                List<Task<ToolResult>> steps = [Compile(tools, folder, [.. flags, "-x", "c++-header", "runtime.h", "-o", "runtime.h.gch"], timeout, token)];
                steps.AddRange(units.Select(unit =>
                    Compile(tools, folder, [.. flags, "-c", Path.Combine(include, unit + ".cpp"), "-o", unit + ".o"], timeout, token)));
                await Task.WhenAll(steps);
            },
            cancellationToken);
        return new VerilatorRuntime(entry.Folder, flags);
    }

    private static Task<ToolResult> Compile(
        VerilatorTools tools, string folder, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        ToolRunner.RequireAsync(
            new ToolInvocation(tools.Compiler.Path, arguments) { WorkingDirectory = folder, Timeout = timeout }, cancellationToken);

    private static string HeaderText(bool trace)
    {
        StringBuilder text = new("#include \"verilated.h\"\n");
        if (trace)
        {
            text.Append("#include \"verilated_fst_c.h\"\n");
        }

        foreach (string header in s_headers)
        {
            text.Append("#include <").Append(header).Append(">\n");
        }

        return text.ToString();
    }
}

/// <summary>The tools of a Verilator build.</summary>
/// <param name="Verilator">The translator.</param>
/// <param name="Compiler">The C++ compiler.</param>
/// <param name="VerilatorRoot">Folder that holds the runtime's sources.</param>
internal sealed record VerilatorTools(InstalledTool Verilator, InstalledTool Compiler, string VerilatorRoot)
{
    /// <summary>Finds them.</summary>
    /// <exception cref="ToolUnavailableException">One is missing or too old.</exception>
    public static async Task<VerilatorTools> FindAsync(CancellationToken cancellationToken)
    {
        Task<InstalledTool> verilator = ToolVersions.RequireAsync(ToolCatalog.Verilator, cancellationToken);
        Task<InstalledTool> compiler = ToolVersions.RequireAsync(ToolCatalog.Gxx, cancellationToken);
        Task<string> root = RootAsync(cancellationToken);
        await Task.WhenAll(verilator, compiler, root);
        return new VerilatorTools(await verilator, await compiler, await root);
    }

    private static async Task<string> RootAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("VERILATOR_ROOT") is { Length: > 0 } given)
        {
            return given;
        }

        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation(ToolCatalog.Verilator.Name, "--getenv", "VERILATOR_ROOT"), cancellationToken);
        return result.Output.Trim();
    }
}
