// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Bundles.DataSheet;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Software;

namespace RtlGen.Bundles;

/// <summary>Every file of a bundle but its manifest, in memory. Same input, same bytes.</summary>
public static class BundleFiles
{
    /// <summary>All files byte by byte, in ordinal order of their paths.</summary>
    /// <exception cref="ArgumentException">The vectors do not have the shape of the design, or there are none.</exception>
    public static IReadOnlyList<BundleFile> All(BundleContent content, CancellationToken cancellation = default)
    {
        IReadOnlyList<BundleFile> inputs = BundleInputs.Of(content);
        HashSet<string> given = [.. inputs.Select(f => f.Path)];
        return
        [
            .. Of(content, cancellation).Where(f => !given.Contains(f.Path)).Select(f => new BundleFile(f.Path, Encoding.UTF8.GetBytes(f.Content)))
                .Concat(inputs).OrderBy(f => f.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Those that are text, in ordinal order of their paths; the configuration with LF line ends.</summary>
    /// <exception cref="ArgumentException">The vectors do not have the shape of the design, or there are none.</exception>
    public static IReadOnlyList<GeneratedFile> Of(BundleContent content, CancellationToken cancellation = default)
    {
        LayerDesign design = content.Design;
        RequireVectors(content);
        // The top with every tap is for co-simulation; a bundle's user has no use for it.
        string taps = $"sim/{design.Name}_sim.v";
        List<GeneratedFile> files = [.. LayerEmitter.Emit(design, content.Parameters).Where(f => !f.Path.Equals(taps, StringComparison.Ordinal))];
        string box = $"macro/{design.Name}_macro.v";
        IReadOnlyList<string> rtl = SourceOrder.Of(design.Name, In(files, "rtl/"));
        IReadOnlyList<string> model = SourceOrder.Of(design.Name, In(files, "sim/"));
        cancellation.ThrowIfCancellationRequested();
        files.AddRange(CellImage.Of(design, content.Parameters).Select(f => f with { Path = $"sim/{f.Path}" }));
        if (TwinEmitter.Refusals(design, content.Parameters).Count == 0)
        {
            files.AddRange(TwinEmitter.Emit(design, content.Parameters));
        }

        files.Add(new("filelist.f", Lines([box, .. rtl])));
        files.Add(new("sim/filelist.f", Lines([.. model, .. rtl])));
        files.AddRange(VectorImages.Of(content));
        files.AddRange(RegisterDocuments.Emit(design));
        files.AddRange(DriverEmitter.Emit(design, content.Parameters));
        files.AddRange(SynthesisScripts.Of(design.Name, content.ClockPeriod));
        string[] images = [.. files.Select(f => f.Path).Where(p => p.EndsWith(".hex", StringComparison.Ordinal))];
        files.AddRange(Rendered(content, rtl, model, images, cancellation));
        files.Add(new(BundleInputs.ConfigurationFile, content.Configuration.Text));
        files.Add(new("config.resolved.yaml", ConfigurationWriter.ToYaml(design.Configuration)));
        files.Add(new("docs/bundle.md", LibraryFiles.Read("docs/bundle.md")));
        files.AddRange(DataSheetFiles.Of(content));
        IReadOnlyList<BundleFile> inputs = BundleInputs.Of(content);
        files.Add(new(BundleLock.FileName, BundleLock.Of(content, inputs).ToJson()));
        files.Add(new("LICENSE", LibraryFiles.Read("LICENSE")));
        files.Add(new("LICENSES/Apache-2.0.txt", LibraryFiles.Read("LICENSE")));
        files.Add(new("LICENSES/MIT.txt", LibraryFiles.Read("templates/docs/vendor/LICENSE.wavedrom")));
        cancellation.ThrowIfCancellationRequested();
        files.AddRange(Licences(design.Name, files.Select(f => f.Path).Union(inputs.Select(f => f.Path), StringComparer.Ordinal)));
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>What templates make of the whole bundle.</summary>
    private static IEnumerable<GeneratedFile> Rendered(
        BundleContent content, IReadOnlyList<string> rtl, IReadOnlyList<string> model, IReadOnlyList<string> images, CancellationToken cancellation)
    {
        LayerDesign design = content.Design;
        string name = design.Name;
        IReadOnlyList<PortView> ports = BundleView.PortsOf(design);
        BundleView bundle = BundleView.Of(content);
        ConstraintsView constraints = new(design, ports, content.ClockPeriod);
        MacroAbstractView macro = new(design, content.ClockPeriod);
        ProjectView project = ProjectView.Of(content, rtl, model, images);
        IpXactView component = new(design, ports, [$"macro/{name}_macro.v", .. rtl], [.. model, .. rtl]);
        (string Template, string Path, object View)[] rendered =
        [
            ("tb/testbench.v.hbs", $"tb/{name}_tb.v", bundle),
            ("tb/clock.v.hbs", $"tb/{name}_tb_clock.v", bundle),
            ("tb/main.cpp.hbs", "tb/main.cpp", bundle),
            ("tb/Makefile.hbs", "tb/Makefile", bundle),
            ("README.md.hbs", "README.md", bundle),
            ("macro/macro.lef.hbs", $"macro/{name}_macro.lef", macro),
            ("macro/macro.lib.hbs", $"macro/{name}_macro.lib", macro),
            ("constraints/layer.sdc.hbs", $"constraints/{name}.sdc", constraints),
            ("constraints/fpga.sdc.hbs", $"constraints/{name}_fpga.sdc", constraints),
            ("constraints/layer.xdc.hbs", $"constraints/{name}.xdc", constraints),
            ("constraints/layer.pcf.hbs", $"constraints/{name}.pcf", constraints),
            ("fpga/vivado.tcl.hbs", "fpga/vivado.tcl", project),
            ("fpga/quartus.tcl.hbs", "fpga/quartus.tcl", project),
            ("asic/config.mk.hbs", "asic/config.mk", project),
            ("asic/config.json.hbs", "asic/config.json", project),
            ("lint/Makefile.hbs", "lint/Makefile", project),
            ("lint/waivers.vlt.hbs", "lint/waivers.vlt", project),
            ("core/layer.core.hbs", $"{name}.core", project),
            ("ipxact/layer.xml.hbs", $"ipxact/{name}.xml", component),
        ];
        foreach ((string template, string path, object view) in rendered)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new GeneratedFile(path, TemplateRenderer.Render(template, view));
        }
    }

    /// <summary>The list of licences, which names every file, its own company aside.</summary>
    private static IEnumerable<GeneratedFile> Licences(string name, IEnumerable<string> paths)
    {
        LicenceView view = new(name, [.. paths.Where(LicenceView.IsListed), "NOTICE", Manifest.FileName]);
        yield return new("NOTICE", TemplateRenderer.Render("licences/NOTICE.hbs", view));
        yield return new("LICENSES/LicenseRef-Owner.txt", TemplateRenderer.Render("licences/LicenseRef-Owner.txt.hbs", view));
        yield return new("REUSE.toml", TemplateRenderer.Render("licences/REUSE.toml.hbs", view));
    }

    private static IEnumerable<GeneratedFile> In(List<GeneratedFile> files, string folder) =>
        files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal) && f.Path.EndsWith(".v", StringComparison.Ordinal));

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
