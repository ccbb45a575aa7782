// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Emission;

namespace RtlGen.Mutation;

/// <summary>
/// Every mutant of every module of <c>rtl/</c>, and designs that hold all of them at once: which one a simulation is, the file
/// <c>mutant.hex</c> in its folder says.
/// </summary>
public sealed class MutantLibrary
{
    /// <summary>What a simulation reads its number from.</summary>
    public const string NumberFile = "mutant.hex";

    /// <summary>What a simulation writes the numbers of its scopes to, one a line, when its number is <see cref="ListScopes"/>.</summary>
    public const string ScopeFile = "scopes.txt";

    /// <summary>A number that no mutant has: the design as it is, which lists its scopes at its end.</summary>
    public const uint ListScopes = uint.MaxValue;

    // Renamed with the library's names when it is emitted.
    private const string Selector = "rtlgen_sim.mutant";

    // What a mutant is told off for is its business. On the first line, so that lines keep their numbers.
    private static readonly string s_lintOff = string.Concat(
        new[] { "WIDTH", "UNSIGNED", "CMPCONST", "SELRANGE", "LATCH", "UNOPTFLAT", "ALWCOMBORDER" }
            .Select(rule => $"/* verilator lint_off {rule} */ "));

    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);

    private MutantLibrary(IEnumerable<GeneratedFile> sources)
    {
        List<Mutant> mutants = [];
        int scopes = 0;
        foreach (GeneratedFile source in sources.OrderBy(s => s.Path, StringComparer.Ordinal))
        {
            var module = VerilogModule.Parse(source.Path, source.Content);
            IReadOnlyList<Alternative> alternatives = AlternativeFinder.Of(module);
            Part part = new(module, alternatives, mutants.Count + 1, scopes);
            mutants.AddRange(alternatives.Select((a, i) => MutantOf(part, a, i)));
            scopes += module.Scopes.Count;
            _parts.Add(module.Name, part);
        }

        Mutants = mutants;
    }

    /// <summary>In the order of modules, lines and columns; number n at index n − 1.</summary>
    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>Names of the modules.</summary>
    public IEnumerable<string> Modules => _parts.Keys;

    /// <summary>The mutants of the library that this program carries.</summary>
    public static MutantLibrary Load() => new(RtlLibrary.Sources.Select(s => new GeneratedFile(s.Key, s.Value)));

    /// <summary>The mutants of other modules, one a file.</summary>
    /// <exception cref="VerilogFormatException">One is not written in the library's style.</exception>
    public static MutantLibrary Of(IEnumerable<GeneratedFile> sources) => new(sources);

    /// <summary>Modules of the library that a model holds.</summary>
    public IReadOnlySet<string> ModulesOf(SimulationModel model) =>
        model.Sources.Select(s => ModuleOf(model, s)).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>The model with every mutant of the given modules in it.</summary>
    /// <param name="model">A model as it is emitted.</param>
    /// <param name="modules">Modules to change; the others stay as they are.</param>
    public SimulationModel Apply(SimulationModel model, IReadOnlySet<string> modules) => model with
    {
        Sources = [.. model.Sources.Select(s => Apply(model, s, modules))],
        Images = [.. model.Images, NumberImage(0)],
    };

    /// <summary>A model of <see cref="Apply(SimulationModel, IReadOnlySet{string})"/> with another number.</summary>
    public static SimulationModel Select(SimulationModel applied, uint number) => applied with
    {
        Images = [.. applied.Images.Where(i => !string.Equals(i.Path, NumberFile, StringComparison.Ordinal)), NumberImage(number)],
    };

    /// <summary>The file of a module as a fixed mutant of it; number 0: with its alternatives, of which none is chosen.</summary>
    public string Fixed(string module, int number) => Write(_parts[module], string.Create(CultureInfo.InvariantCulture, $"32'd{number}"), null);

    /// <summary>The file of a module with its mutants, of which an undriven wire of the module chooses one by its number.</summary>
    /// <param name="module">The module.</param>
    /// <param name="wire">The wire, 32 bits.</param>
    /// <param name="drops">True with the mutants that leave an assignment out: some make latches.</param>
    public string Selectable(string module, string wire, bool drops)
    {
        Part part = _parts[module];
        string text = new MutatedText(part.Module, part.Alternatives, part.FirstNumber, wire, drops).Write(null);
        int end = text.LastIndexOf("endmodule", StringComparison.Ordinal);
        return text.Insert(end, $"wire [31:0] {wire};\n");
    }

    /// <summary>The file of a module as it is.</summary>
    public string Source(string module) => _parts[module].Module.Source;

    private static GeneratedFile NumberImage(uint number) =>
        new(NumberFile, string.Create(CultureInfo.InvariantCulture, $"{number:x8}\n"));

    private GeneratedFile Apply(SimulationModel model, GeneratedFile source, IReadOnlySet<string> modules)
    {
        if (string.Equals(source.Path, $"sim/{model.Top}.v", StringComparison.Ordinal))
        {
            return source with { Content = WithSelector(source.Content) };
        }

        if (ModuleOf(model, source) is not { } module || !modules.Contains(module))
        {
            return source;
        }

        Part part = _parts[module];
        string text = Write(part, Selector, scope =>
            $"final if ({Selector} == 32'hffffffff) $fdisplay(rtlgen_sim.mutant_scopes, \"%0d\", {part.FirstScope + scope});\n");
        return source with { Content = RtlLibrary.Rename(model.Design.Name, s_lintOff + text) };
    }

    private string? ModuleOf(SimulationModel model, GeneratedFile source)
    {
        string prefix = $"rtl/{model.Design.Name}_";
        if (!source.Path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string name = $"rtlgen_{Path.GetFileNameWithoutExtension(source.Path[prefix.Length..])}";
        return _parts.TryGetValue(name, out Part? part)
            && string.Equals(RtlLibrary.Rename(model.Design.Name, part.Module.Source), source.Content, StringComparison.Ordinal) ? name : null;
    }

    private static string Write(Part part, string selector, Func<int, string>? scopeEnd) =>
        new MutatedText(part.Module, part.Alternatives, part.FirstNumber, selector).Write(scopeEnd);

    /// <summary>The number is read before anything else looks at it.</summary>
    private static string WithSelector(string top)
    {
        const string End = "endmodule";
        int at = top.LastIndexOf(End, StringComparison.Ordinal);
        return top[..at] + $"""
              reg [31:0] mutant_image [0:0];
              reg [31:0] mutant;
              integer mutant_scopes;
              initial begin
                $readmemh("{NumberFile}", mutant_image);
                mutant = mutant_image[0];
                if (mutant == 32'hffffffff) mutant_scopes = $fopen("{ScopeFile}", "w");
              end

            """ + top[at..];
    }

    private static Mutant MutantOf(Part part, Alternative alternative, int index)
    {
        string source = part.Module.Source;
        (int start, int end) = alternative.Expression is { } e ? (e.Start, e.End) : (alternative.Assignment!.First.Start, alternative.Assignment.End);
        return new Mutant(
            part.FirstNumber + index,
            part.Module.Name,
            alternative.At.Line,
            alternative.At.Column,
            alternative.Operator,
            OneLine(source[start..end]),
            alternative.Expression is null ? "(nothing)" : OneLine(alternative.Text),
            part.FirstScope + alternative.Scope);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A module with what can be changed in it.</summary>
    private sealed record Part(VerilogModule Module, IReadOnlyList<Alternative> Alternatives, int FirstNumber, int FirstScope);
}
