// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Diagnostics;
using RtlGen.Tensors;

namespace RtlGen.Regression.Cases;

/// <summary>A case as one YAML file that holds all of it, tensors included; <c>rtlgen regress FILE</c> runs it anywhere.</summary>
public static class CaseFile
{
    /// <summary>The key that tells a case from a specification of a campaign.</summary>
    public const string Mark = "case";

    /// <summary>Length of the longest file that is read: tensors stand in it, which nobody writes by hand.</summary>
    public const int MostCharacters = 1 << 26;

    private static readonly string[] s_keys =
        [Mark, "seed", "flow", "engine", "configuration", "passes", "malformed", "conversion_seed", "flow_seed", "length", "noise_seed", "tensors"];

    private static readonly string[] s_passKeys =
        ["name", "seed", "input_stall", "output_stall", "stall_seed", "minimum_vectors", "malformed"];

    /// <summary>The text of a case; it reads back as an equal one.</summary>
    public static string Write(RegressionCase @case)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# A case of a regression: `rtlgen regress FILE` runs it.\n{Mark}: {Quote(@case.Id)}\nseed: {@case.Seed}\n");
        text.Append(CultureInfo.InvariantCulture, $"flow: {@case.Flow}\nengine: {ConfigurationNames.Of(@case.Engine)}\nconfiguration: |\n");
        foreach (string line in @case.Configuration.TrimEnd('\n').Split('\n'))
        {
            text.Append(line.Length == 0 ? "\n" : $"  {line}\n");
        }

        text.Append("passes:\n");
        foreach (SimulationPass pass in @case.Passes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{name: {Quote(pass.Name)}, seed: {pass.Seed}, input_stall: {pass.InputStallPercent}, output_stall: {pass.OutputStallPercent}, ");
            text.Append(CultureInfo.InvariantCulture, $"stall_seed: {pass.StallSeed}, minimum_vectors: {pass.MinimumVectors}, malformed: {(pass.SendsMalformedPackets ? "true" : "false")}}}\n");
        }

        if (@case.Malformed.Count > 0)
        {
            text.Append("malformed:\n");
            foreach (MalformedPacket packet in @case.Malformed)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {{before: {packet.BeforeVector}, extra_beats: {packet.ExtraBeats}}}\n");
            }
        }

        Optional(text, "conversion_seed", @case.ConversionSeed);
        Optional(text, "flow_seed", @case.FlowSeed == 0 ? null : @case.FlowSeed);
        Optional(text, "length", @case.Length == 0 ? null : (ulong)@case.Length);
        Optional(text, "noise_seed", @case.Tensors.NoiseSeed);
        text.Append("tensors:\n");
        foreach ((string name, NpyArray array) in @case.Tensors.Given())
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name}: {{shape: [{string.Join(", ", array.Tensor.Shape)}], {(array.IsFloat32 ? "float32: true, " : "")}data: [");
            text.AppendJoin(", ", array.Tensor.Data).Append("]}\n");
        }

        return text.ToString();
    }

    /// <summary>True for a text that is a case, and no specification of a campaign.</summary>
    public static bool IsCase(string text) => text.Split('\n').Any(l => l.StartsWith($"{Mark}:", StringComparison.Ordinal));

    /// <summary>Reads a case.</summary>
    /// <exception cref="BadInputException">Everything that is wrong with the file.</exception>
    public static RegressionCase Read(string path) => Parse(ConfigurationText.Read(path, MostCharacters), path);

    /// <inheritdoc cref="Read"/>
    public static RegressionCase Parse(string text, string file)
    {
        DiagnosticBag bag = new();
        MappingNode? root = NodeReader.Read(ConfigurationText.Normalise(text), file, bag, MostCharacters);
        bag.ThrowIfAny();
        MappingReader keys = new(root!, "", bag, s_keys);
        RegressionCase @case = new()
        {
            Id = keys.Required(Mark),
            Seed = keys.Unsigned("seed") ?? 0,
            Flow = keys.Text("flow") ?? RegressionCase.VectorFlow,
            Engine = Enum.GetValues<CaseEngine>()[ConfigurationNames.All<CaseEngine>().ToList().IndexOf(keys.Word("engine", ConfigurationNames.All<CaseEngine>()))],
            Configuration = keys.Required("configuration"),
            Passes = keys.Has("passes") ? [.. keys.Items("passes", s_passKeys).Select(Pass)] : SimulationPass.Defaults,
            Malformed = [.. keys.Items("malformed", "before", "extra_beats").Select(m =>
                new MalformedPacket((int)m.Integer("before", 0, int.MaxValue, 0), (int)m.Integer("extra_beats", -65536, 65536, 1)))],
            ConversionSeed = keys.Unsigned("conversion_seed"),
            FlowSeed = keys.Unsigned("flow_seed") ?? 0,
            Length = (int)keys.Integer("length", 0, int.MaxValue, 0),
            Tensors = Tensors(keys),
        };
        bag.ThrowIfAny();
        return @case;
    }

    private static SimulationPass Pass(MappingReader keys) => new(keys.Text("name") ?? "pass", (int)keys.Integer("seed", 1, int.MaxValue, 1))
    {
        InputStallPercent = (int)keys.Integer("input_stall", 0, 95, 0),
        OutputStallPercent = (int)keys.Integer("output_stall", 0, 95, 0),
        StallSeed = (int)keys.Integer("stall_seed", 0, int.MaxValue, 1),
        MinimumVectors = (int)keys.Integer("minimum_vectors", 0, 1_000_000, 0),
        SendsMalformedPackets = keys.Flag("malformed"),
    };

    private static TensorSet Tensors(MappingReader keys)
    {
        MappingReader? tensors = keys.Inner("tensors", TensorSet.Names);
        if (tensors is null)
        {
            keys.Missing("tensors");
        }

        TensorSet set = new() { NoiseSeed = keys.Unsigned("noise_seed") };
        return TensorSet.Names.Aggregate(
            set, (all, name) => tensors?.Inner(name, "shape", "float32", "data") is { } one ? all.With(name, Array(one, name)) : all);
    }

    private static NpyArray Array(MappingReader keys, string name)
    {
        int[] shape = [.. keys.Integers("shape", 0, int.MaxValue).Select(e => (int)e)];
        long[] data = [.. keys.Integers("data", long.MinValue, long.MaxValue)];
        if (shape.Aggregate(1L, (a, b) => a * b) != data.Length)
        {
            keys.Refuse("shape", $"give as many numbers as the shape has elements; data has {data.Length}");
            shape = [data.Length];
        }

        return new NpyArray(new Tensor(shape, data), keys.Flag("float32"), name);
    }

    private static void Optional(StringBuilder text, string key, ulong? value)
    {
        if (value is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key}: {number}\n");
        }
    }

    private static string Quote(string text) => CoreSchema.WriteText(text);
}
