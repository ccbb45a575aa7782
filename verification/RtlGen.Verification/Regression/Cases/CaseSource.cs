// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Chain;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.CycleModel;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Golden;
using RtlGen.Regression.Drawing;
using RtlGen.Regression.Spec;
using RtlGen.Scenarios;
using RtlGen.Tensors;

namespace RtlGen.Regression.Cases;

/// <summary>Where the cases of a group come from.</summary>
internal sealed class CaseSource(CampaignSpec spec, CaseGroup group, DiagnosticBag bag)
{
    /// <summary>The items, in the order of the specification; what cannot be found is a diagnostic.</summary>
    public IEnumerable<CaseItem> Items() => group.Source switch
    {
        GroupSource.Drawn when group.Crosses => Enumerable.Range(0, group.Count).SelectMany(i => CoveringCases.All.Select((c, n) =>
            new CaseItem(Number((i * CoveringCases.All.Count) + n), CaseEngine.Verilator, (seed, flow) => Drawn(seed, flow, group.Draw with { Wishes = group.Draw.Wishes.And(c) })))),
        GroupSource.Drawn => Enumerable.Range(0, group.Count).Select(i => new CaseItem(Number(i), CaseEngine.Verilator, (seed, flow) => Drawn(seed, flow, group.Draw))),
        GroupSource.Configurations => Repeated(Files("configurations").Select(f => (Path.GetFileNameWithoutExtension(f), new Lazy<string>(() => ConfigurationText.Read(f))))),
        GroupSource.Presets => Repeated(Presets().Select(p => (p.Name, new Lazy<string>($"name: {p.Name}\nextends: {p.Name}\n")))),
        GroupSource.Models => Models(),
        GroupSource.Folders => Files("folders").Where(f => File.Exists(Path.Combine(f, "config.yaml"))).Select(f => new CaseItem(Path.GetFileName(f), CaseEngine.Verilator, (seed, flow) => Folder(f, seed, flow))),
        _ => Files("cases").Select(SavedCase),
    };

    /// <summary>Configurations that are given: their tensors are drawn, as often as the group says.</summary>
    private IEnumerable<CaseItem> Repeated(IEnumerable<(string Name, Lazy<string> Text)> configurations) =>
        configurations.SelectMany(c => Enumerable.Range(0, group.Count).Select(i =>
        {
            string name = group.Count == 1 ? c.Name : $"{c.Name}.{Number(i)}";
            return new CaseItem(name, CaseEngine.Verilator, (seed, flow) => WithDrawnTensors(name, c.Text.Value, seed, flow));
        }));

    private RegressionCase? Drawn(ulong seed, string flow, DrawOptions options)
    {
        // The runtime keeps the sequence of a seeded generator.
        Random random = new((int)(new SplitMix64(seed).Next() >> 33));
        bool isVectors = string.Equals(flow, RegressionCase.VectorFlow, StringComparison.Ordinal);
        for (int attempt = 0; attempt < 100; attempt++)
        {
            RandomCase drawn = RandomConfigurations.Draw(random, options);
            if (isVectors || ControlScenarios.AppliesTo(flow, drawn.Load().Design))
            {
                return Finish(drawn.Yaml, drawn.Tensors, seed, flow);
            }
        }

        return null;
    }

    private RegressionCase? WithDrawnTensors(string name, string text, ulong seed, string flow)
    {
        string yaml = group.Replace.Count == 0 ? text : Replaced(name, text);
        LoadedConfiguration loaded = ConfigurationReader.Parse(yaml, name);
        LayerDesign design = LayerDesign.Derive(loaded);
        bool applies = string.Equals(flow, RegressionCase.VectorFlow, StringComparison.Ordinal) || ControlScenarios.AppliesTo(flow, design);
        return applies ? Finish(yaml, DrawnTensors.Of(design, group.Vectors, seed), seed, flow) : null;
    }

    /// <summary>The configuration with values of the group's in place of its own; everything else as it is.</summary>
    private string Replaced(string name, string text)
    {
        Dictionary<string, string> values = new(ConfigurationWriter.Values(ConfigurationReader.Parse(text, name).Configuration), StringComparer.Ordinal);
        foreach ((string key, string value) in group.Replace)
        {
            values[key] = value;
        }

        return ConfigurationWriter.ToYaml(values);
    }

    private RegressionCase Folder(string folder, ulong seed, string flow)
    {
        ulong? noise = File.Exists(Path.Combine(folder, "noise_seed"))
            ? ulong.Parse(File.ReadAllText(Path.Combine(folder, "noise_seed")).Trim(), CultureInfo.InvariantCulture) : null;
        DiagnosticBag errors = new();
        TensorSet set = TensorFiles.InFolder(folder, noise).Read(errors);
        errors.ThrowIfAny();
        return Finish(ConfigurationText.Read(Path.Combine(folder, "config.yaml")), set, seed, flow);
    }

    private IEnumerable<CaseItem> Models()
    {
        foreach (string folder in Files("models"))
        {
            LayerChain chain = LayerChain.Read(Path.Combine(folder, LayerChain.FileName));
            for (int i = 0; i < chain.Layers.Count; i++)
            {
                int layer = i;
                yield return new CaseItem(
                    $"{Path.GetFileName(folder)}.{chain.Layers[i].Name}", CaseEngine.Verilator, (seed, flow) => Layer(chain, layer, seed, flow));
            }
        }
    }

    /// <summary>A layer of a network with the inputs that the layers before it give, by the golden model.</summary>
    private RegressionCase? Layer(LayerChain chain, int layer, ulong seed, string flow)
    {
        NpyArray inputs = NpyFile.Read(chain.Inputs);
        Tensor batch = inputs.Tensor;
        int vectors = Math.Min(group.Vectors, batch.Shape[0]);
        batch = new Tensor([vectors, batch.Shape[1]], batch.Data[..(vectors * batch.Shape[1])]);
        for (int i = 0; ; i++)
        {
            DiagnosticBag errors = new();
            TensorSet set = chain.Layers[i].Tensors.Read(errors) with { Inputs = NpyArray.OfIntegers(batch, "inputs") };
            errors.ThrowIfAny();
            string text = ConfigurationText.Read(chain.Layers[i].Configuration);
            LayerTensors checkedTensors = LayerTensors.Check(ConfigurationReader.Parse(text, chain.Layers[i].Configuration), set);
            if (i == layer)
            {
                bool applies = string.Equals(flow, RegressionCase.VectorFlow, StringComparison.Ordinal) || ControlScenarios.AppliesTo(flow, checkedTensors.Design);
                return applies ? Finish(text, set, seed, flow) : null;
            }

            batch = ReferenceModel.Run(checkedTensors.Design, checkedTensors.Parameters!, batch, CancellationToken.None).Outputs;
        }
    }

    private CaseItem SavedCase(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        // The engine must be known before the case runs; a file that cannot be read is said when it is drawn.
        CaseEngine engine = CaseEngine.Verilator;
        try
        {
            engine = CaseFile.Read(file).Engine;
        }
        catch (BadInputException e)
        {
            foreach (Diagnostic diagnostic in e.Diagnostics)
            {
                bag.Add(diagnostic);
            }
        }

        return new CaseItem(name, engine, (_, _) => CaseFile.Read(file));
    }

    private RegressionCase Finish(string yaml, TensorSet tensors, ulong seed, string flow)
    {
        LayerDesign design = LayerTensors.Check(ConfigurationReader.Parse(yaml, "configuration"), tensors).Design;
        SplitMix64 random = new(seed ^ 0x43);
        return new RegressionCase
        {
            Id = "",
            Seed = seed,
            Flow = flow,
            Configuration = yaml,
            Tensors = tensors,
            Passes = [.. Enumerable.Range(0, group.ResetSeeds).Select(i => group.Stalls[i % group.Stalls.Count].Pass(i, seed))],
            Malformed = MalformedPacket.Some(design, tensors.Inputs!.Tensor.Shape[0]),
            // Half of the cases whose conversions may end at any time let them do so.
            ConversionSeed = random.OnceIn(2) && ConversionTimes.Vary(design) ? random.Next() : null,
            FlowSeed = string.Equals(flow, RegressionCase.VectorFlow, StringComparison.Ordinal) ? 0 : random.Next(),
            Length = string.Equals(flow, RegressionCase.VectorFlow, StringComparison.Ordinal) ? 0 : group.Length,
        };
    }

    private IEnumerable<Preset> Presets()
    {
        PresetCatalog catalog = new();
        if (group.Items is ["all"])
        {
            return catalog.All;
        }

        List<Preset> found = [];
        foreach (string name in group.Items)
        {
            try
            {
                found.Add(catalog.Find(name));
            }
            catch (BadInputException e)
            {
                foreach (Diagnostic diagnostic in e.Diagnostics)
                {
                    bag.Add(diagnostic);
                }
            }
        }

        return found;
    }

    /// <summary>Paths in the order of their names; the last part of one may be a pattern.</summary>
    private List<string> Files(string key)
    {
        List<string> files = [];
        foreach (string item in group.Items)
        {
            string path = Path.Combine(spec.Folder, item);
            bool isPattern = Path.GetFileName(path).Contains('*', StringComparison.Ordinal);
            string folder = Path.GetDirectoryName(path)!;
            if (isPattern && Directory.Exists(folder))
            {
                files.AddRange(Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal));
            }
            else if (!isPattern && Path.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                bag.Add(new Diagnostic(
                    DiagnosticCodes.FileAccess, SourcePosition.None, $"{group.Name}.{key}", item, $"group '{group.Name}': there is nothing at '{item}'",
                    $"paths count from {spec.Folder}"));
            }
        }

        return files;
    }

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
