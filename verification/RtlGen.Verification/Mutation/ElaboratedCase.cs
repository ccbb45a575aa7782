// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.Mutation;

/// <summary>A module of a design with the parameters of its instances.</summary>
/// <param name="Name">As in the library; null: it is generated.</param>
/// <param name="Elaborated">yosys's name.</param>
/// <param name="Parameters">All of them, as a text.</param>
/// <param name="Instances">yosys's names of the modules that it instantiates.</param>
internal sealed record ElaboratedModule(string? Name, string Elaborated, string Parameters, IReadOnlySet<string> Instances);

/// <summary>A case's design as yosys elaborates it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Folder">Holds its Verilog.</param>
/// <param name="Modules">All modules whose text is there, one for each set of parameters.</param>
internal sealed record ElaboratedCase(IMutationCase Case, string Folder, IReadOnlyList<ElaboratedModule> Modules)
{
    private IEnumerable<string> Files => HardwareOf(Case).Select(f => f.Path);

    /// <summary>Writes the design down and asks yosys for the parameters of every instance.</summary>
    /// <exception cref="ToolUnavailableException">There is no yosys.</exception>
    /// <exception cref="ToolFailedException">yosys cannot read the design.</exception>
    public static async Task<ElaboratedCase> OfAsync(
        IMutationCase @case, string folder, MutantLibrary library, CancellationToken cancellationToken)
    {
        foreach (GeneratedFile file in HardwareOf(@case))
        {
            string path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Content, cancellationToken);
        }

        ElaboratedCase elaborated = new(@case, folder, []);
        string script = string.Join("; ", [.. elaborated.Read(null, null), "write_json design.json"]);
        await ToolRunner.RequireAsync(
            new ToolInvocation(ToolCatalog.Yosys.Name, "-Q", "-q", "-p", script) { WorkingDirectory = folder }, cancellationToken);
        await using FileStream stream = File.OpenRead(Path.Combine(folder, "design.json"));
        using JsonDocument document = await JsonDocument.ParseAsync(stream, default, cancellationToken);
        Dictionary<string, string> names = library.Modules.ToDictionary(
            m => RtlLibrary.Rename(@case.Model.Design.Name, m), m => m, StringComparer.Ordinal);
        return elaborated with { Modules = [.. document.RootElement.GetProperty("modules").EnumerateObject().Select(m => ModuleOf(m, names))] };
    }

    /// <summary>
    /// Modules that instantiate a module. None for the top, and where one of them holds a macro, whose text is not there: these
    /// are most of a layer, and take minutes.
    /// </summary>
    public IReadOnlyList<ElaboratedModule> ParentsOf(ElaboratedModule module)
    {
        ElaboratedModule[] parents = [.. Modules.Where(m => m.Instances.Contains(module.Elaborated))];
        return parents.All(IsWhole) ? parents : [];
    }

    /// <summary>Commands after which only one elaborated module and what it instantiates is left.</summary>
    /// <param name="module">The module.</param>
    /// <param name="mutated">The library's module that another file stands in for; null: all are as they are.</param>
    /// <param name="changed">That file.</param>
    public IEnumerable<string> Steps(ElaboratedModule module, string? mutated, string? changed) =>
        [.. Read(mutated, changed), $"hierarchy -top {module.Elaborated}"];

    private IEnumerable<string> Read(string? mutated, string? changed)
    {
        string? own = mutated is null ? null : $"rtl/{RtlLibrary.Rename(Case.Model.Design.Name, mutated)}.v";
        StringBuilder files = new();
        foreach (string file in Files)
        {
            files.Append(' ').Append(string.Equals(file, own, StringComparison.Ordinal) ? changed : file);
        }

        // The macro is no part of it: a box that nobody has read.
        return [$"read_verilog{files}", $"hierarchy -top {Case.Model.Design.Name}", "proc"];
    }

    private bool IsWhole(ElaboratedModule module) =>
        module.Instances.All(i => Modules.FirstOrDefault(m => string.Equals(m.Elaborated, i, StringComparison.Ordinal)) is { } inside && IsWhole(inside));

    private static IEnumerable<GeneratedFile> HardwareOf(IMutationCase @case) =>
        @case.Model.Sources.Where(s => s.Path.StartsWith("rtl/", StringComparison.Ordinal));

    private static ElaboratedModule ModuleOf(JsonProperty module, Dictionary<string, string> names)
    {
        string own = module.Value.GetProperty("attributes").TryGetProperty("hdlname", out JsonElement name)
            ? name.GetString()!.TrimStart('\\')
            : module.Name;
        string parameters = module.Value.TryGetProperty("parameter_default_values", out JsonElement values) ? values.GetRawText() : "";
        // yosys's own cells begin with a dollar; elaborated modules do so too, but their names go on with a backslash.
        HashSet<string> instances =
        [
            .. module.Value.GetProperty("cells").EnumerateObject().Select(c => c.Value.GetProperty("type").GetString()!)
                .Where(t => t[0] != '$' || t.Contains('\\', StringComparison.Ordinal)),
        ];
        return new ElaboratedModule(names.GetValueOrDefault(own), module.Name, parameters, instances);
    }
}
