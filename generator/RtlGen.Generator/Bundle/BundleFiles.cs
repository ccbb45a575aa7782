// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Software;

namespace RtlGen.Bundles;

/// <summary>Every file of a bundle but its manifest, in memory. Same input, same bytes.</summary>
public static class BundleFiles
{
    /// <summary>The files, in ordinal order of their paths.</summary>
    /// <exception cref="ArgumentException">The vectors do not have the shape of the design, or there are none.</exception>
    public static IReadOnlyList<GeneratedFile> Of(BundleContent content, CancellationToken cancellation = default)
    {
        LayerDesign design = content.Design;
        RequireVectors(content);
        // The top with every tap is for co-simulation; a bundle's user has no use for it.
        string taps = $"sim/{design.Name}_sim.v";
        List<GeneratedFile> files = [.. LayerEmitter.Emit(design, content.Parameters).Where(f => !f.Path.Equals(taps, StringComparison.Ordinal))];
        string[] rtl = [.. PathsIn(files, "rtl/")];
        string[] macro = [.. PathsIn(files, "macro/")];
        string[] simulation = [.. PathsIn(files, "sim/")];
        cancellation.ThrowIfCancellationRequested();
        files.AddRange(CellImage.Of(design, content.Parameters).Select(f => f with { Path = $"sim/{f.Path}" }));
        files.Add(new("filelist.f", Lines([.. rtl, .. macro])));
        files.Add(new("sim/filelist.f", Lines([.. rtl, .. simulation])));
        files.AddRange(VectorImages.Of(content));
        files.AddRange(RegisterDocuments.Emit(design));
        files.AddRange(DriverEmitter.Emit(design, content.Parameters));
        BundleView view = BundleView.Of(content);
        foreach ((string template, string path) in (ReadOnlySpan<(string, string)>)
        [
            ("tb/testbench.v.hbs", $"tb/{design.Name}_tb.v"),
            ("tb/clock.v.hbs", $"tb/{design.Name}_tb_clock.v"),
            ("tb/main.cpp.hbs", "tb/main.cpp"),
            ("tb/Makefile.hbs", "tb/Makefile"),
            ("constraints/clock.sdc.hbs", $"constraints/{design.Name}.sdc"),
            ("README.md.hbs", "README.md"),
        ])
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(new GeneratedFile(path, TemplateRenderer.Render(template, view)));
        }

        files.Add(new("config.yaml", content.Configuration.Text));
        files.Add(new("config.resolved.yaml", ConfigurationWriter.ToYaml(design.Configuration)));
        files.Add(new("LICENSE", LibraryFiles.Read("LICENSE")));
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> PathsIn(List<GeneratedFile> files, string folder) =>
        files.Select(f => f.Path)
            .Where(p => p.StartsWith(folder, StringComparison.Ordinal) && p.EndsWith(".v", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\n"));

    private static void RequireVectors(BundleContent content)
    {
        TileGrid grid = content.Design.Grid;
        (IReadOnlyList<int> x, IReadOnlyList<int> q) = (content.Inputs.Shape, content.Outputs.Shape);
        if (x.Count != 2 || q.Count != 2 || x[0] < 1 || x[0] != q[0] || x[1] != grid.Inputs || q[1] != grid.Outputs)
        {
            throw new ArgumentException(
                $"inputs [{string.Join(", ", x)}] and outputs [{string.Join(", ", q)}] are no vectors of a layer of {grid.Inputs} by {grid.Outputs}",
                nameof(content));
        }
    }
}
