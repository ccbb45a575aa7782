// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.CoSimulation;
internal sealed class IcarusEngine : ISimulationEngine
{
    public Task<CompiledModel> BuildAsync(SimulationModel model, BuildCache cache, bool trace, TimeSpan timeout, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<IReadOnlyList<PassRecords>> RunAsync(CompiledModel model, SimulationJob job, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
