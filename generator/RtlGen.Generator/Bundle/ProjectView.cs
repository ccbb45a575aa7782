// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>A file in a list of files.</summary>
internal sealed record FileView(string Path, string File, string Comma)
{
    public static IReadOnlyList<FileView> List(IReadOnlyList<string> paths) =>
        [.. paths.Select((p, i) => new FileView(p, p[(p.LastIndexOf('/') + 1)..], i < paths.Count - 1 ? "," : ""))];
}

/// <summary>What the files of synthesizers, linters and FuseSoC place.</summary>
internal sealed record ProjectView
{
    public required string Name { get; init; }

    public string Version { get; } = ToolVersion.Text;

    /// <summary>The core's name for FuseSoC: vendor, library, name, version.</summary>
    public required string Vlnv { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    /// <summary>Nanoseconds.</summary>
    public required string Period { get; init; }

    /// <summary>What is synthesized but the macro, in compile order.</summary>
    public required IReadOnlyList<FileView> SynthesisFiles { get; init; }

    /// <summary>The macro's behaviour, in compile order.</summary>
    public required IReadOnlyList<FileView> ModelFiles { get; init; }

    /// <summary>Memory images that a simulation reads from its own directory.</summary>
    public required IReadOnlyList<FileView> Images { get; init; }

    public static ProjectView Of(BundleContent content, IReadOnlyList<string> rtl, IReadOnlyList<string> model, IReadOnlyList<string> images)
    {
        LayerDesign design = content.Design;
        return new ProjectView
        {
            Name = design.Name,
            Vlnv = content.Vlnv ?? $"rtlgen:layers:{design.Name}:{ToolVersion.Text}",
            Inputs = design.Grid.Inputs,
            Outputs = design.Grid.Outputs,
            Period = content.ClockPeriod.ToString("0.####", CultureInfo.InvariantCulture),
            SynthesisFiles = FileView.List(rtl),
            ModelFiles = FileView.List(model),
            Images = FileView.List(images),
        };
    }
}
