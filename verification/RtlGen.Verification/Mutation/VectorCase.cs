// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Golden;
using RtlGen.Tensors;

namespace RtlGen.Mutation;

/// <summary>Vectors through a layer, every tap and cycle compared with the golden model: first without stalls, then with them.</summary>
public sealed class VectorCase : IMutationCase
{
    /// <summary>Room for what a mutant writes down beyond what a good design does.</summary>
    private const long SpareRecords = 1 << 16;

    private readonly LayerParameters _parameters;
    private readonly Tensor _inputs;
    private readonly ulong? _conversionSeed;
    private readonly IReadOnlyList<MalformedPacket> _malformed;
    private readonly Lazy<ReferenceResult> _reference;
    private readonly Lazy<string> _key;

    /// <param name="name">For reports.</param>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors.</param>
    /// <param name="inputs">[batch, K].</param>
    /// <param name="conversionSeed">Seed of the conversion times of external ADCs; null: each takes the longest time.</param>
    public VectorCase(string name, LayerDesign design, LayerParameters parameters, Tensor inputs, ulong? conversionSeed = null)
    {
        (Name, _parameters, _inputs, _conversionSeed) = (name, parameters, inputs, conversionSeed);
        Model = SimulationModel.Of(design, parameters, conversionSeed);
        _malformed = Malformed(design.InputStream.Beats, inputs.Shape[0] - 1);
        _reference = new Lazy<ReferenceResult>(() => ReferenceModel.Run(design, parameters, inputs, CancellationToken.None));
        _key = new Lazy<string>(() => MutationKey.OfCase(
            Model, inputs, ControlWrites.Of(design, parameters).Select(w => w.ToString()).Append($"{conversionSeed}")));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Key => _key.Value;

    /// <inheritdoc />
    public SimulationModel Model { get; }

    /// <inheritdoc />
    public int Stages => 2;

    /// <inheritdoc />
    public async Task<IMutationSimulation> BuildAsync(
        SimulationModel applied, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        CompiledModel compiled = await VerilatorBuild.GetAsync(
            applied, BuildCache.Open(options.CacheDirectory), options.Profile, options.ToolTimeout, cancellationToken);
        return new Simulation(this, applied, compiled);
    }

    /// <summary>Changes what is expected of the design as it is, which must be noticed each time.</summary>
    /// <param name="perTap">Values that are changed at each tap beside its first and its last.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="options">Where compiled models are kept, and how long a tool may take.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="InvalidOperationException">The case does not pass.</exception>
    public async Task<IReadOnlyList<ExpectedDataMutant>> ChangeExpectedAsync(
        int perTap, ulong seed, CoSimulationOptions options, CancellationToken cancellationToken)
    {
        LayerVerdict verdict = await LayerVerification.RunAsync(
            Model,
            _parameters,
            _inputs,
            options with { MalformedPackets = _malformed, ConversionSeed = _conversionSeed },
            cancellationToken);
        return verdict.Passes
            ? ExpectedDataMutation.Run(Model.Design, verdict, perTap, seed, _conversionSeed)
            : throw new InvalidOperationException($"the case {Name} does not pass as the design is");
    }

    /// <summary>Too short by one beat and by all but one; too long by a few beats, by a whole packet, and by more than two of them.</summary>
    private static IReadOnlyList<MalformedPacket> Malformed(int beats, int last)
    {
        MalformedPacket[] tooLong = [new(last / 2, beats), new(last / 2, (2 * beats) + 1), new(last, 2), new(last, 1)];
        return beats > 1 ? [new(0, -1), new(last / 3, 1 - beats), .. tooLong] : [new(0, 1), .. tooLong];
    }

    private sealed class Simulation(VectorCase owner, SimulationModel applied, CompiledModel compiled) : IMutationSimulation
    {
        public async Task<string?> RunAsync(uint number, int stage, string? folder, TimeSpan limit, CancellationToken cancellationToken)
        {
            LayerDesign design = owner.Model.Design;
            IEnumerable<SimulationPass> passes = SimulationPass.Defaults
                .Where((_, i) => stage == 0 ? i == 0 : i > 0)
                .Select(p => p with { MinimumVectors = 0 });
            PlannedPass[] planned = [.. passes.Select(p => new PlannedPass(p, Stimulus.Of(design, owner._inputs, p, owner._malformed)))];
            CoSimulationOptions options = new()
            {
                ToolTimeout = limit,
                RecordLimit = SpareRecords + (4 * planned.Max(p => RecordSize.Of(design, p.Stimulus.Vectors, keepCodes: true))),
            };
            using RunFolder run = await RunFolder.CreateAsync(folder, MutantLibrary.Select(applied, number).Images, cancellationToken);
            SimulationJob job = new(design, ControlWrites.Of(design, owner._parameters), planned, run, options);
            IReadOnlyList<PassRecords> records = await new VerilatorEngine().RunAsync(compiled, job, cancellationToken);
            SimulatedPass[] simulated = [.. planned.Select((p, i) => PassReader.Read(design, p, records[i], keepCodes: true))];
            CoSimulationRun result = new(
                simulated,
                new TimeSplit(default, default, default, default, default, default),
                compiled.Simulator,
                ModelWasCached: true,
                Waves: null);
            return Complaint(LayerVerification.Judge(design, result, owner._reference.Value, owner._conversionSeed));
        }

        private static string? Complaint(LayerVerdict verdict) =>
            verdict.Passes ? null
            : verdict.FirstDiverging is { } differing ? $"{differing.Pass.Pass.Name}: {differing.First}"
            : verdict.Comparisons.FirstOrDefault(c => !c.Agrees) is { } faulty ? $"{faulty.Pass.Pass.Name}: {faulty.Pass.Faults[0]}"
            : $"{verdict.Cycles}";
    }
}
