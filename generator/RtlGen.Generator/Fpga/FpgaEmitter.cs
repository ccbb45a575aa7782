// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;
using RtlGen.Emission;

namespace RtlGen.Fpga;

/// <summary>
/// Writes an FPGA project: the layer with the digital twin of its macro behind a serial line, with pins, scripts, and a testbench
/// that sends golden vectors through that line.
/// </summary>
public static class FpgaEmitter
{
    /// <summary>Everything for which there is no project of this design.</summary>
    public static IReadOnlyList<Diagnostic> Refusals(LayerDesign design, LayerParameters? parameters)
    {
        List<Diagnostic> refusals = [.. TwinEmitter.Refusals(design, parameters)];
        if (design.HasBus)
        {
            refusals.Add(Refusal("interface.control", "the host bridge reaches no registers", "set 'interface.control: port'"));
        }

        if (design.Configuration.Interface.Parameters != ParameterStorage.Baked)
        {
            refusals.Add(Refusal("interface.parameters", "the host bridge writes no parameters", "set 'interface.parameters: baked'"));
        }

        return refusals;
    }

    /// <summary>The files, in ordinal order of their paths; the project itself is <c>fpga/</c>.</summary>
    /// <exception cref="BadInputException">There is none of this design; the message has every reason.</exception>
    public static IReadOnlyList<GeneratedFile> Emit(FpgaContent content)
    {
        LayerDesign design = content.Design;
        IReadOnlyList<Diagnostic> refusals = Refusals(design, content.Parameters);
        if (refusals.Count > 0)
        {
            throw new BadInputException(refusals);
        }

        string name = design.Name;
        List<GeneratedFile> files =
        [
            .. LayerEmitter.Emit(design, content.Parameters).Where(f => f.Path.StartsWith("rtl/", StringComparison.Ordinal)),
            .. TwinEmitter.Emit(design, content.Parameters),
        ];
        string top = TemplateRenderer.Render("hx8k/top.v.hbs", new FpgaView(content, []));
        files.AddRange(RtlLibrary.Needed(name, [top], "rtl/fpga/", "rtl/").Where(f => files.TrueForAll(e => !e.Path.Equals(f.Path, StringComparison.Ordinal))));
        FpgaView view = new(content, [.. files.Select(f => $"../{f.Path}").Order(StringComparer.Ordinal), $"{name}_fpga.v"]);
        files.Add(new($"fpga/{name}_fpga.v", top));
        foreach ((string template, string path) in (ReadOnlySpan<(string, string)>)
        [
            ("hx8k/pins.pcf.hbs", $"fpga/{name}_fpga.pcf"),
            ("hx8k/synth.ys.hbs", "fpga/synth.ys"),
            ("hx8k/testbench.v.hbs", $"fpga/{name}_fpga_tb.v"),
            ("hx8k/Makefile.hbs", "fpga/Makefile"),
            ("hx8k/host.c.hbs", $"fpga/{name}_host.c"),
            ("hx8k/README.md.hbs", "README.md"),
        ])
        {
            files.Add(new(path, TemplateRenderer.Render(template, view)));
        }

        files.Add(new("fpga/frames.hex", HostFrame.Image(HostFrame.InputHead, design.InputStream, content.Inputs)));
        files.Add(new("fpga/answers.hex", HostFrame.Image(HostFrame.OutputHead, design.OutputStream, content.Outputs)));
        files.Add(new("config.resolved.yaml", ConfigurationWriter.ToYaml(design.Configuration)));
        files.Add(new("LICENSE", LibraryFiles.Read("LICENSE")));
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static Diagnostic Refusal(string key, string message, string remedy) =>
        new(DiagnosticCodes.NoTwin, SourcePosition.None, key, null, message, remedy);
}
