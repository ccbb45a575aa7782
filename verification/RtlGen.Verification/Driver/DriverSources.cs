// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Software;

namespace RtlGen.Driver;

/// <summary>A design's driver for a C or C++ program that is written for no design in particular.</summary>
public static class DriverSources
{
    /// <summary>The header through which such a program reaches the driver.</summary>
    public const string DesignHeader = "design.h";

    /// <summary>
    /// <c>design.h</c>: includes the driver; <c>DRIVER(function)</c> and <c>DESIGN(CONSTANT)</c> put the design's prefix
    /// before a name; <c>HAS_…</c> says what there is to call.
    /// </summary>
    /// <param name="design">A layer with a bus.</param>
    /// <param name="hasWeights">True when the image of its weights is there too.</param>
    public static GeneratedFile HeaderOf(LayerDesign design, bool hasWeights)
    {
        DriverFeatures features = DriverFeatures.Of(design);
        StringBuilder text = new("// SPDX-License-Identifier: Apache-2.0\n");
        text.Append($"#ifndef DESIGN_H\n#define DESIGN_H\n#include \"{design.Name}_{(hasWeights ? "weights" : "driver")}.h\"\n");
        text.Append($"#define DRIVER(function) {design.Name}_##function\n");
        text.Append($"#define DESIGN(CONSTANT) {design.Name.ToUpperInvariant()}_##CONSTANT\n");
        foreach (string name in features.Names)
        {
            text.Append($"#define HAS_{name.ToUpperInvariant()}\n");
        }

        text.Append(hasWeights ? "#define HAS_WEIGHTS\n" : "").Append("#endif\n");
        return new GeneratedFile(DesignHeader, text.ToString());
    }
}
