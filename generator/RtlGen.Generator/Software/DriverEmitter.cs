// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Software;

/// <summary>Writes the C99 driver of a layer with a bus: its registers' header comes from elsewhere.</summary>
public static class DriverEmitter
{
    /// <summary>Folder of a bundle that the files go to.</summary>
    public const string Folder = "sw/";

    /// <summary>
    /// The driver (<c>NAME_driver.h</c>, <c>NAME_driver.c</c>), the layout that it works with (<c>NAME_layout.h</c>), and
    /// where the weights are known a function that loads them (<c>NAME_weights.h</c>, <c>NAME_weights.c</c>).
    /// Every name in them starts with the design's, so that the drivers of two designs can be linked together.
    /// </summary>
    /// <param name="design">The layer; without a bus there is nothing to drive, and no file.</param>
    /// <param name="parameters">Null: weights and parameters are not known.</param>
    public static IReadOnlyList<GeneratedFile> Emit(LayerDesign design, LayerParameters? parameters)
    {
        if (!design.HasBus)
        {
            return [];
        }

        DriverView driver = new(design);
        List<GeneratedFile> files =
        [
            new($"{Folder}{design.Name}_driver.c", TemplateRenderer.Render("sw/driver.c.hbs", driver)),
            new($"{Folder}{design.Name}_driver.h", TemplateRenderer.Render("sw/driver.h.hbs", driver)),
            new($"{Folder}{design.Name}_layout.h", TemplateRenderer.Render("sw/layout.h.hbs", new LayoutView(design))),
        ];
        if (parameters is not null)
        {
            WeightsView weights = new(design, parameters);
            files.Add(new($"{Folder}{design.Name}_weights.c", TemplateRenderer.Render("sw/weights.c.hbs", weights)));
            files.Add(new($"{Folder}{design.Name}_weights.h", TemplateRenderer.Render("sw/weights.h.hbs", weights)));
        }

        return files;
    }
}
