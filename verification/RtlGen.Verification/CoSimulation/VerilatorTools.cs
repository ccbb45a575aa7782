// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

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

    /// <summary>One run of the compiler.</summary>
    /// <exception cref="ToolFailedException">It failed or took too long.</exception>
    public Task<ToolResult> CompileAsync(
        string folder, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        ToolRunner.RequireAsync(
            new ToolInvocation(Compiler.Path, arguments)
            {
                WorkingDirectory = folder,
                Environment = BuildCache.TemporariesIn(folder),
                Timeout = timeout,
            },
            cancellationToken);

    private static async Task<string> RootAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("VERILATOR_ROOT") is { Length: > 0 } given)
        {
            return given;
        }

        string path = ToolCatalog.Locate(ToolCatalog.Verilator.Name);
        return await ToolAnswers.OfProcess.GetAsync(
            path,
            "root",
            async () => (await ToolRunner.RequireAsync(new ToolInvocation(path, "--getenv", "VERILATOR_ROOT"), cancellationToken)).Output.Trim());
    }
}
