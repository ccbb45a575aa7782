// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Mutation;

/// <summary>A scenario of accesses, packets and resets at a layer behind a bus.</summary>
/// <param name="name">For reports.</param>
/// <param name="model">The layer.</param>
/// <param name="inputs">[batch, K]: the vectors that the scenario can send.</param>
/// <param name="scenario">What happens.</param>
/// <param name="expected">What the judge expects, in words.</param>
/// <param name="judge">What is wrong with its result, in words; empty when nothing is.</param>
public sealed class ScenarioCase(
    string name,
    SimulationModel model,
    Tensor inputs,
    Scenario scenario,
    IEnumerable<string> expected,
    Func<ScenarioResult, IReadOnlyList<string>> judge) : IMutationCase
{
    private readonly Lazy<string> _key = new(() => MutationKey.OfCase(model, inputs, expected.Prepend(scenario.Text)));

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public string Key => _key.Value;

    /// <inheritdoc />
    public SimulationModel Model => model;

    /// <inheritdoc />
    public int Stages => 1;

    /// <inheritdoc />
    public async Task<IMutationSimulation> BuildAsync(
        SimulationModel applied, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        CompiledModel compiled = await VerilatorBuild.GetAsync(
            applied, BuildCache.Open(options.CacheDirectory), options.Profile, options.ToolTimeout, cancellationToken);
        return new Simulation(applied, compiled, inputs, scenario, judge);
    }

    private sealed class Simulation(
        SimulationModel applied, CompiledModel compiled, Tensor inputs, Scenario scenario, Func<ScenarioResult, IReadOnlyList<string>> judge)
        : IMutationSimulation
    {
        public async Task<string?> RunAsync(uint number, int stage, string? folder, TimeSpan limit, CancellationToken cancellationToken)
        {
            CoSimulationOptions options = new() { ToolTimeout = limit, WorkDirectory = folder };
            ScenarioResult result = await ScenarioPlayer.PlayCompiledAsync(
                MutantLibrary.Select(applied, number), compiled, inputs, scenario, options, cancellationToken);
            IReadOnlyList<string> wrong = judge(result);
            return wrong.Count == 0 ? null : wrong[0];
        }
    }
}
