// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;

namespace RtlGen.Mutation;

/// <summary>A case of the regression that mutants must survive or not: a design, what is done to it, and what must come of it.</summary>
public interface IMutationCase
{
    /// <summary>For reports; no two cases of a bench have the same.</summary>
    string Name { get; }

    /// <summary>Of everything that decides what the case sees, but the code of its judge: results hold as long as it is the same.</summary>
    string Key { get; }

    /// <summary>The design as it is emitted.</summary>
    SimulationModel Model { get; }

    /// <summary>Parts of the case that are run one after the other, the cheapest first.</summary>
    int Stages { get; }

    /// <summary>Compiles the model with mutants in it.</summary>
    /// <param name="applied">The model, changed by <see cref="MutantLibrary"/>.</param>
    /// <param name="options">Where compiled models are kept, and how long a tool may take.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="Tools.ToolFailedException">It does not compile.</exception>
    Task<IMutationSimulation> BuildAsync(SimulationModel applied, CoSimulationOptions options, CancellationToken cancellationToken);
}

/// <summary>A compiled case.</summary>
public interface IMutationSimulation
{
    /// <summary>Runs one stage as one mutant.</summary>
    /// <param name="number">Number of the mutant; 0: the design as it is.</param>
    /// <param name="stage">0 … <see cref="IMutationCase.Stages"/> − 1.</param>
    /// <param name="folder">Where it runs, and leaves its files; null: a temporary folder.</param>
    /// <param name="limit">Longest time of the simulation.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    /// <exception cref="Tools.ToolFailedException">The simulation crashed, or did not end in time.</exception>
    Task<string?> RunAsync(uint number, int stage, string? folder, TimeSpan limit, CancellationToken cancellationToken);
}
