// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.Mutation;

/// <summary>
/// Tries to prove with yosys that a mutant cannot be told from the module as it is: with the parameters of every instance in the
/// cases that did not see it, for all inputs and all states, the same outputs and the same next state. A mutant that only differs
/// in states that are never reached is not proved by this, and stays a survivor.
/// </summary>
/// <param name="library">The mutants.</param>
/// <param name="limit">Longest time of the solver for one set of parameters.</param>
public sealed class EquivalenceProver(MutantLibrary library, TimeSpan limit) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rtlgen-proof-").FullName;
    private readonly ConcurrentDictionary<IMutationCase, Lazy<Task<ElaboratedCase>>> _cases = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _originals = new(StringComparer.Ordinal);

    /// <summary>The result as <see cref="MutantStatus.Equivalent"/> where that is proved, else as it was.</summary>
    /// <param name="result">Of a survivor.</param>
    /// <param name="cases">Cases that it is a part of; at least one.</param>
    /// <param name="cancellationToken">Stops the proof.</param>
    /// <exception cref="ToolUnavailableException">There is no yosys.</exception>
    /// <exception cref="ToolFailedException">yosys cannot read a design as it is emitted.</exception>
    public async Task<MutantResult> ProveAsync(MutantResult result, IReadOnlyList<IMutationCase> cases, CancellationToken cancellationToken)
    {
        HashSet<string> proved = new(StringComparer.Ordinal);
        foreach (IMutationCase @case in cases)
        {
            ElaboratedCase elaborated = await ElaborateAsync(@case, cancellationToken);
            foreach (ElaboratedModule module in elaborated.Modules.Where(m => string.Equals(m.Name, result.Mutant.Module, StringComparison.Ordinal)))
            {
                if (proved.Add(module.Parameters) && !await IsEqualAsync(elaborated, module, result.Mutant, cancellationToken))
                {
                    return result;
                }
            }
        }

        return result with
        {
            Status = MutantStatus.Equivalent,
            Complaint = string.Create(CultureInfo.InvariantCulture, $"proved for {proved.Count} sets of parameters"),
        };
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Task<ElaboratedCase> ElaborateAsync(IMutationCase @case, CancellationToken cancellationToken) => _cases
        .GetOrAdd(@case, c => new Lazy<Task<ElaboratedCase>>(
            () => ElaboratedCase.OfAsync(c, Path.Combine(_root, $"case{Guid.NewGuid():N}"), library, cancellationToken)))
        .Value;

    private async Task<bool> IsEqualAsync(ElaboratedCase elaborated, ElaboratedModule module, Mutant mutant, CancellationToken cancellationToken)
    {
        string original = await _originals
            .GetOrAdd(module.Name + module.Parameters, _ => new Lazy<Task<string>>(() => OriginalAsync(elaborated, module, cancellationToken)))
            .Value;
        string file = Path.Combine(_root, $"{mutant.Number}_{Guid.NewGuid():N}.v");
        string text = RtlLibrary.Rename(elaborated.Case.Model.Design.Name, library.Fixed(mutant.Module, mutant.Number));
        await File.WriteAllTextAsync(file, text, cancellationToken);
        string script = string.Join("; ", [
            .. elaborated.Steps(module, file),
            .. Combinational("gate"),
            $"read_rtlil {original}",
            "miter -equiv -flatten gold gate miter",
            string.Create(CultureInfo.InvariantCulture, $"sat -verify -prove trigger 0 -timeout {(int)limit.TotalSeconds} miter"),
        ]);
        try
        {
            ToolResult proof = await ToolRunner.RunAsync(Yosys(elaborated, script) with { Timeout = limit + limit + TimeSpan.FromSeconds(10) }, cancellationToken);
            return proof.ExitCode == 0;
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

    /// <summary>The module as it is, its registers turned into pins: what every mutant with these parameters is held against.</summary>
    private async Task<string> OriginalAsync(ElaboratedCase elaborated, ElaboratedModule module, CancellationToken cancellationToken)
    {
        string file = Path.Combine(_root, $"{Guid.NewGuid():N}.il");
        string script = string.Join("; ", [.. elaborated.Steps(module, null), .. Combinational("gold"), $"write_rtlil {file}"]);
        await ToolRunner.RequireAsync(Yosys(elaborated, script), cancellationToken);
        return file;
    }

    /// <summary>
    /// Every register becomes a pin for its value and one for its next value. Buffers keep a register and an output that shows it
    /// apart, which would both become pins.
    /// </summary>
    private static IEnumerable<string> Combinational(string name) =>
        ["flatten", "memory_collect", "memory_map", "opt_clean", "insbuf -buf $_BUF_ A Y", $"rename -top {name}", $"expose -evert-dff {name}"];


    private static ToolInvocation Yosys(ElaboratedCase elaborated, string script) =>
        new(ToolCatalog.Yosys.Name, "-Q", "-q", "-p", script) { WorkingDirectory = elaborated.Folder };
}
