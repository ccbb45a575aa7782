// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Tests.Control;

/// <summary>A layer behind a bus with random tensors, its golden outputs, and what a scenario needs to bring it up.</summary>
internal sealed record ControlLayer
{
    private ControlLayer(LayerDesign design, LayerParameters parameters, Tensor inputs)
    {
        (Design, Parameters, Inputs) = (design, parameters, inputs);
        Reference = ReferenceModel.Run(design, parameters, inputs, CancellationToken.None);
        Model = SimulationModel.Of(design, parameters);
    }

    public LayerDesign Design { get; }

    public LayerParameters Parameters { get; }

    public Tensor Inputs { get; }

    public ReferenceResult Reference { get; }

    public SimulationModel Model { get; init; }

    /// <summary>Output beats of a vector.</summary>
    public int OutputBeats => Design.OutputStream.Beats;

    public static ControlLayer Of(string yaml, int vectors = 16, ulong seed = 5)
    {
        var design = LayerDesign.Derive(ConfigurationReader.Parse(yaml.ReplaceLineEndings("\n"), "control.yaml"));
        var drawn = global::RtlGen.CoSimulation.RandomTensors.Draw(design, vectors, seed);
        return new ControlLayer(design, drawn.Parameters, drawn.Inputs);
    }

    /// <summary>The same with tensors of one's own.</summary>
    public static ControlLayer Of(LayerDesign design, LayerParameters parameters, Tensor inputs) => new(design, parameters, inputs);

    /// <summary>Writes the parameters and lets vectors in.</summary>
    public Scenario Start(Scenario scenario)
    {
        foreach (ParameterWrite write in ControlWrites.Of(Design, Parameters))
        {
            scenario.Write(write.Address, write.Data);
        }

        return scenario;
    }

    /// <summary>Answers of <see cref="Start"/>.</summary>
    public int StartAnswers => ControlWrites.Of(Design, Parameters).Count;

    public Task<ScenarioResult> PlayAsync(Scenario scenario) => ScenarioPlayer.PlayAsync(
        Model, Inputs, scenario, new CoSimulationOptions { CacheDirectory = TestCache.Folder }, CancellationToken.None);

    /// <summary>The golden beats of a vector.</summary>
    public IEnumerable<byte[]> Expected(int vector)
    {
        int n = Design.Grid.Outputs;
        return Design.OutputStream.Pack(Reference.Outputs.Data.AsSpan(vector * n, n)).Chunk(Design.OutputStream.BytesPerBeat);
    }
}
