// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.Mutation;

/// <summary>
/// Tries to prove with yosys and its ABC that a mutant cannot be told from the module as it is: that from any state of the
/// registers, after two cycles of reset, both give the same outputs in every cycle, whatever the inputs are. This is no bounded
/// check: equal registers are found by induction, and what is left is proved by an invariant. It is tried for the module with the
/// parameters of every instance in the cases that did not see the mutant; where that fails, because the module's surroundings
/// never do what would show it, for the modules that instantiate it, as far as they do not hold the macro.
/// </summary>
/// <param name="library">The mutants.</param>
/// <param name="limit">Longest time of the solver for one module.</param>
public sealed class EquivalenceProver(MutantLibrary library, TimeSpan limit) : IDisposable
{
    /// <summary>Changes with the ways in which proofs are tried.</summary>
    private const int Method = 5;

    /// <summary>Longest time in which yosys turns a design into gates: once for all mutants of a module.</summary>
    private static readonly TimeSpan s_translation = TimeSpan.FromMinutes(3);

    private readonly string _root = Directory.CreateTempSubdirectory("rtlgen-proof-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<ElaboratedCase>>> _cases = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<SelectableMiter?>>> _miters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Everted>>> _originals = new(StringComparer.Ordinal);

    /// <summary>What a failed proof is remembered by: the design, the patience and the method.</summary>
    /// <param name="design">Its key.</param>
    public string AttemptAt(string design) => string.Create(CultureInfo.InvariantCulture, $"{design} {limit.TotalSeconds} {Method}");

    /// <summary>Tries to prove that a mutant cannot be told from the module as it is in any of the cases.</summary>
    /// <param name="mutant">A survivor.</param>
    /// <param name="cases">Cases whose designs it may be a part of.</param>
    /// <param name="cancellationToken">Stops the proof.</param>
    /// <returns>Null when it is proved for all of them, else <see cref="AttemptAt"/> of a design that it is not proved for.</returns>
    /// <exception cref="ToolUnavailableException">There is no yosys.</exception>
    /// <exception cref="ToolFailedException">yosys cannot read a design as it is emitted.</exception>
    public async Task<string?> ProveAsync(Mutant mutant, IReadOnlyList<IMutationCase> cases, CancellationToken cancellationToken)
    {
        Dictionary<string, bool> tried = new(StringComparer.Ordinal);
        // Small designs first: where there is no proof, it is found out soon.
        foreach (IMutationCase @case in cases
            .Where(c => library.ModulesOf(c.Model).Contains(mutant.Module))
            .DistinctBy(c => MutationKey.OfDesign(c.Model), StringComparer.Ordinal)
            .OrderBy(c => c.Model.Design.PhysicalColumns))
        {
            ElaboratedCase elaborated = await ElaborateAsync(@case, cancellationToken);
            foreach (ElaboratedModule module in elaborated.Modules.Where(m => string.Equals(m.Name, mutant.Module, StringComparison.Ordinal)))
            {
                if (!await IsProvedAsync(elaborated, module, mutant, tried, cancellationToken))
                {
                    return AttemptAt(MutationKey.OfDesign(@case.Model));
                }
            }
        }

        return null;
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string KeyOf(ElaboratedCase elaborated, ElaboratedModule module) =>
        module.Name is null ? $"{MutationKey.OfDesign(elaborated.Case.Model)} {module.Elaborated}" : $"{module.Name} {module.Parameters}";

    private Task<ElaboratedCase> ElaborateAsync(IMutationCase @case, CancellationToken cancellationToken) => _cases
        .GetOrAdd(MutationKey.OfDesign(@case.Model), design => new Lazy<Task<ElaboratedCase>>(
            () => ElaboratedCase.OfAsync(@case, Path.Combine(_root, design), library, cancellationToken)))
        .Value;

    private async Task<bool> IsProvedAsync(
        ElaboratedCase elaborated, ElaboratedModule module, Mutant mutant, Dictionary<string, bool> tried, CancellationToken cancellationToken)
    {
        string key = KeyOf(elaborated, module);
        if (!tried.TryGetValue(key, out bool isEqual))
        {
            isEqual = await IsEqualAsync(elaborated, module, mutant, cancellationToken);
            tried.Add(key, isEqual);
        }

        if (isEqual)
        {
            return true;
        }

        IReadOnlyList<ElaboratedModule> parents = elaborated.ParentsOf(module);
        foreach (ElaboratedModule parent in parents)
        {
            if (!await IsProvedAsync(elaborated, parent, mutant, tried, cancellationToken))
            {
                return false;
            }
        }

        return parents.Count > 0;
    }

    private async Task<bool> IsEqualAsync(ElaboratedCase elaborated, ElaboratedModule module, Mutant mutant, CancellationToken cancellationToken)
    {
        if (await MiterAsync(elaborated, module, mutant.Module, true, cancellationToken) is { } whole)
        {
            return await HoldsAsync(whole.Of(mutant.Number), cancellationToken);
        }

        bool isDropped = string.Equals(mutant.Operator, MutatedText.Dropped, StringComparison.Ordinal);
        return !isDropped && await MiterAsync(elaborated, module, mutant.Module, false, cancellationToken) is { } part
            && await HoldsAsync(part.Of(mutant.Number), cancellationToken);
    }

    /// <summary>A module against all mutants of another one in it; null where yosys cannot make one of them: one may be a latch.</summary>
    private Task<SelectableMiter?> MiterAsync(
        ElaboratedCase elaborated, ElaboratedModule module, string mutated, bool drops, CancellationToken cancellationToken) => _miters
        .GetOrAdd(
            $"{KeyOf(elaborated, module)} {mutated} {drops}",
            _ => new Lazy<Task<SelectableMiter?>>(() => JoinAsync(elaborated, module, mutated, drops, cancellationToken)))
        .Value;

    private async Task<SelectableMiter?> JoinAsync(
        ElaboratedCase elaborated, ElaboratedModule module, string mutated, bool drops, CancellationToken cancellationToken)
    {
        Everted gold = await _originals
            .GetOrAdd(KeyOf(elaborated, module), _ => new Lazy<Task<Everted>>(() => OriginalAsync(elaborated, module, cancellationToken)))
            .Value;
        string folder = Directory.CreateDirectory(Path.Combine(_root, $"{Guid.NewGuid():N}")).FullName;
        try
        {
            string text = RtlLibrary.Rename(elaborated.Case.Model.Design.Name, library.Selectable(mutated, SequentialMiter.Selector, drops));
            await File.WriteAllTextAsync(Path.Combine(folder, "mutated.v"), text, cancellationToken);
            Everted? gate = await EvertAsync(
                elaborated, module, mutated, Path.Combine(folder, "mutated.v"), SequentialMiter.Gate, Path.Combine(folder, SequentialMiter.Gate), cancellationToken);
            if (gate is null || SequentialMiter.Of(gold.Pins, gate.Pins) is not { } miter)
            {
                return null;
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "miter.v"), miter, cancellationToken);
            string join = string.Join("; ", [
                $"read_rtlil {gold.File}",
                $"read_rtlil {gate.File}",
                $"read_verilog {folder}/miter.v",
                $"hierarchy -top {SequentialMiter.Top}",
                "proc", "flatten", "opt_clean", "techmap", "opt -fast", "dffunmap", "setundef -zero", "aigmap", "clean",
                $"write_aiger -zinit -map {folder}/miter.map {folder}/miter.aig",
            ]);
            ToolResult joined = await ToolRunner.RunAsync(Yosys(elaborated, join), cancellationToken);
            return joined.ExitCode == 0 ? await SelectableMiter.ReadAsync(folder, cancellationToken) : null;
        }
        catch (ToolFailedException e) when (e.TimedOut)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>True when the miter's output is proved to be 0 in every cycle.</summary>
    private async Task<bool> HoldsAsync(Aiger miter, CancellationToken cancellationToken)
    {
        string file = Path.Combine(_root, $"{Guid.NewGuid():N}.aig");
        await File.WriteAllBytesAsync(file, miter.Write(), cancellationToken);
        string script = string.Create(CultureInfo.InvariantCulture, $"read_aiger {file}; strash; scorr; pdr -T {Math.Max(1, (int)limit.TotalSeconds)}");
        ToolInvocation abc = new(ToolCatalog.Abc.Name, "-c", script) { WorkingDirectory = _root, Timeout = limit + limit + TimeSpan.FromSeconds(10) };
        try
        {
            ToolResult said = await ToolRunner.RunAsync(abc, cancellationToken);
            return said.ExitCode == 0 && said.Output.Contains("Property proved.", StringComparison.Ordinal);
        }
        catch (ToolFailedException e) when (e.TimedOut)
        {
            return false;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The module as it is: what every mutant with these parameters is held against.</summary>
    private async Task<Everted> OriginalAsync(ElaboratedCase elaborated, ElaboratedModule module, CancellationToken cancellationToken)
    {
        string file = Path.Combine(_root, $"{Guid.NewGuid():N}");
        return await EvertAsync(elaborated, module, null, null, SequentialMiter.Gold, file, cancellationToken)
            ?? throw new InvalidOperationException($"yosys cannot turn the registers of {module.Elaborated} into pins");
    }

    /// <summary>
    /// Flattens a module and turns every register into a pin for its value and one for its next value. Buffers keep a register and an
    /// output that shows it apart, which would both become pins.
    /// </summary>
    /// <returns>Null where that is not possible: a mutant may be a latch.</returns>
    private static async Task<Everted?> EvertAsync(
        ElaboratedCase elaborated, ElaboratedModule module, string? mutated, string? changed, string name, string file, CancellationToken cancellationToken)
    {
        string script = string.Join("; ", [
            .. elaborated.Steps(module, mutated, changed),
            "flatten", "memory_collect", "memory_map", "opt_clean", "insbuf -buf $_BUF_ A Y", $"rename -top {name}",
            .. mutated is null ? [] : (string[])[$"expose -input {name}/w:*{SequentialMiter.Selector}"],
            $"expose -dff -evert-dff {name}", "opt_clean",
            "select -assert-none t:$*ff* t:$*latch* t:$sr t:$mem*",
            $"write_rtlil {file}.il", $"write_json {file}.json",
        ]);
        ToolResult result = await ToolRunner.RunAsync(Yosys(elaborated, script), cancellationToken);
        if (result.ExitCode != 0)
        {
            return null;
        }

        await using FileStream stream = File.OpenRead($"{file}.json");
        using JsonDocument document = await JsonDocument.ParseAsync(stream, default, cancellationToken);
        return new Everted($"{file}.il", SequentialMiter.PinsOf(document.RootElement.GetProperty("modules").GetProperty(name)));
    }

    private static ToolInvocation Yosys(ElaboratedCase elaborated, string script) =>
        new(ToolCatalog.Yosys.Name, "-Q", "-q", "-p", script) { WorkingDirectory = elaborated.Folder, Timeout = s_translation };

    /// <summary>A module without registers of its own.</summary>
    private sealed record Everted(string File, IReadOnlyDictionary<string, ProofPin> Pins);

    /// <summary>A miter of all mutants of a module.</summary>
    /// <param name="Circuit">With the number of the mutant as inputs.</param>
    /// <param name="Selector">Bit of the number, by the number of the input.</param>
    private sealed record SelectableMiter(Aiger Circuit, IReadOnlyDictionary<int, int> Selector)
    {
        public static async Task<SelectableMiter> ReadAsync(string folder, CancellationToken cancellationToken)
        {
            // Lines such as: input 12 3 mutant_selector
            string[] map = await File.ReadAllLinesAsync(Path.Combine(folder, "miter.map"), cancellationToken);
            var selector = map.Select(l => l.Split(' '))
                .Where(w => w is ["input", _, _, SequentialMiter.Selector])
                .ToDictionary(w => int.Parse(w[1], CultureInfo.InvariantCulture), w => int.Parse(w[2], CultureInfo.InvariantCulture));
            return new SelectableMiter(Aiger.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "miter.aig"), cancellationToken)), selector);
        }

        public Aiger Of(int number) => Circuit.With(Selector.ToDictionary(s => s.Key, s => ((number >> s.Value) & 1) != 0));
    }
}
