// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Tools;

namespace RtlGen.Scenarios;

/// <summary>A scenario that was drawn for a layer, with its judge.</summary>
/// <param name="Flow">One of <see cref="ControlScenarios.Names"/>.</param>
/// <param name="Layer">What it is played on: the Verilog, and the images that the arrays start with.</param>
/// <param name="Check">What happens, and what must come of it.</param>
public sealed record DrawnScenario(string Flow, ControlledLayer Layer, ScenarioCheck Check)
{
    public Scenario Scenario => Check.Scenario;

    /// <summary>The same on other Verilog: a mutant, say.</summary>
    public DrawnScenario On(Func<SimulationModel, SimulationModel> change) => this with { Layer = Layer with { Model = change(Layer.Model) } };

    /// <inheritdoc cref="ScenarioCheck.Judge"/>
    public IReadOnlyList<Complaint> Judge(ScenarioResult result) => Check.Judge(result);

    /// <summary>
    /// Plays and judges. A simulation that does not end, whose bus does not answer, or that fails, is a complaint; a layer that
    /// does not compile is still an exception.
    /// </summary>
    /// <param name="options">Where, and how long at most.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old.</exception>
    /// <exception cref="ToolFailedException">The compiler failed or took too long.</exception>
    public async Task<IReadOnlyList<Complaint>> RunAsync(CoSimulationOptions options, CancellationToken cancellationToken) =>
        (await PlayAsync(options, cancellationToken)).Complaints;

    /// <summary>The same, and what the scenario said; null where it did not come to its end.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<(IReadOnlyList<Complaint> Complaints, ScenarioResult? Result)> PlayAsync(CoSimulationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            ScenarioResult result = await Layer.PlayAsync(Scenario, options, cancellationToken);
            return (Judge(result), result);
        }
        catch (ToolFailedException e) when (ScenarioPlayer.IsSimulation(e.Invocation))
        {
            bool hangs = e.TimedOut || (e.Result?.Error.Contains(ScenarioPlayer.NoAnswer, StringComparison.Ordinal) ?? false);
            return ([new Complaint(hangs ? ComplaintKinds.Hang : ComplaintKinds.Crash, e.Message)], null);
        }
        catch (InvalidDataException e)
        {
            return ([new Complaint(ComplaintKinds.Crash, e.Message)], null);
        }
    }
}
