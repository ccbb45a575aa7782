// SPDX-License-Identifier: Apache-2.0
using RtlGen.Design;
using RtlGen.Emission;

namespace RtlGen.Registers;

/// <summary>Writes the Verilog of a layer's register file.</summary>
public static class RegisterFileEmitter
{
    /// <summary><c>rtl/NAME_registers.v</c>.</summary>
    /// <exception cref="ArgumentException">The design has no bus.</exception>
    public static GeneratedFile Emit(LayerDesign design) =>
        new($"rtl/{design.Name}_registers.v", TemplateRenderer.Render("rtl/registers.v.hbs", new RegisterFileView(design)));
}
