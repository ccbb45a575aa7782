// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Scenarios;

/// <summary>A layer behind a bus with its tensors, its golden outputs and its Verilog: what scenarios are drawn for and played on.</summary>
public sealed record ControlledLayer
{
    /// <summary>Cycles that nothing waits longer for than what the schedule says.</summary>
    private const long Margin = 100_000;

    private readonly Lazy<ReferenceResult> _reference;
    private readonly Lazy<SimulationModel> _emitted;
    private readonly SimulationModel? _model;

    private ControlledLayer(LayerDesign design, LayerParameters parameters, Tensor inputs, CancellationToken cancellationToken)
    {
        (Design, Parameters, Inputs) = (design, parameters, inputs);
        _reference = new(() => ReferenceModel.Run(design, parameters, inputs, cancellationToken));
        _emitted = new(() => SimulationModel.Of(design, parameters));
    }

    public LayerDesign Design { get; }

    public LayerParameters Parameters { get; }

    /// <summary>[batch, K]: the vectors that a scenario can send.</summary>
    public Tensor Inputs { get; }

    /// <summary>Vectors in <see cref="Inputs"/>.</summary>
    public int Batch => Inputs.Shape[0];

    /// <summary>Of all inputs; computed when it is first asked for.</summary>
    public ReferenceResult Reference => _reference.Value;

    /// <summary>The Verilog that is played and its images: what is emitted for the parameters, unless something else is put here.</summary>
    public SimulationModel Model
    {
        get => _model ?? _emitted.Value;
        init => _model = value;
    }

    /// <summary>Output beats of a vector.</summary>
    public int OutputBeats => Design.OutputStream.Beats;

    /// <summary>True when a vector's outputs do not depend on how many vectors came before it.</summary>
    public bool IsSilent => Design.Configuration.Analog.Noise == 0;

    /// <summary>A layer with random tensors.</summary>
    /// <param name="design">A design behind a bus.</param>
    /// <param name="vectors">Input vectors.</param>
    /// <param name="seed">Seed of everything.</param>
    /// <param name="cancellationToken">Stops the golden model.</param>
    public static ControlledLayer Draw(LayerDesign design, int vectors, ulong seed, CancellationToken cancellationToken)
    {
        var drawn = RandomTensors.Draw(design, vectors, seed);
        return Of(design, drawn.Parameters, drawn.Inputs, cancellationToken);
    }

    /// <summary>The same with tensors of one's own.</summary>
    /// <exception cref="ArgumentException">The design has no bus.</exception>
    public static ControlledLayer Of(LayerDesign design, LayerParameters parameters, Tensor inputs, CancellationToken cancellationToken) =>
        design.HasBus
            ? new ControlledLayer(design, parameters, inputs, cancellationToken)
            : throw new ArgumentException("a layer without a bus plays no scenarios", nameof(design));

    /// <summary>What loads the parameters; the last write lets vectors in.</summary>
    public IReadOnlyList<ParameterWrite> Writes => ControlWrites.Of(Design, Parameters);

    /// <summary>The golden beats of a vector of the inputs.</summary>
    public IEnumerable<byte[]> Expected(int vector)
    {
        int n = Design.Grid.Outputs;
        return Design.OutputStream.Pack(Reference.Outputs.Data.AsSpan(vector * n, n)).Chunk(Design.OutputStream.BytesPerBeat);
    }

    /// <summary>Cycles after which so many vectors will not come any more, stalled streams included.</summary>
    public int Patience(int vectors) => Bounded(Margin + ((vectors + 4L) * 8 * Design.Schedule.IdleBound));

    /// <summary>Cycles after which a command that reads the array so often will not end any more.</summary>
    /// <param name="reads">Activation steps outside of vectors.</param>
    /// <param name="pulses">Cycles of pulses beside each.</param>
    public int Patience(int reads, int pulses) =>
        Bounded(Margin + ((long)reads * ((2L * Design.Schedule.IdleBound) + pulses + (2L * Design.PhysicalColumns))));

    /// <summary>Compiles the layer (or takes it from the cache) and plays.</summary>
    /// <inheritdoc cref="ScenarioPlayer.PlayAsync"/>
    public Task<ScenarioResult> PlayAsync(Scenario scenario, CoSimulationOptions options, CancellationToken cancellationToken) =>
        ScenarioPlayer.PlayAsync(Model, Inputs, scenario, options, cancellationToken);

    private static int Bounded(long cycles) => (int)Math.Min(cycles, int.MaxValue);
}
