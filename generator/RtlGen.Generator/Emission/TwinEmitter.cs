// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Diagnostics;

namespace RtlGen.Emission;

/// <summary>
/// Writes the digital twin of a layer's macro: synthesizable Verilog with the macro's pins and the exact arithmetic of its
/// crossbar and ADCs, for FPGAs and for simulation without a model.
/// </summary>
public static class TwinEmitter
{
    private const string Template = "macro/twin.v.hbs";

    /// <summary>What a twin of this design would have to do and does not, each as a sentence without a full stop; none: there is a twin.</summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">Its tensors; null where they are not known.</param>
    public static IReadOnlyList<Diagnostic> Refusals(LayerDesign design, LayerParameters? parameters)
    {
        DiagnosticBag refusals = new();
        RtlConfiguration configuration = design.Configuration;
        if (configuration.Dac.Serial is not null)
        {
            Refuse("dac.link", "the digital twin has no DAC chips behind serial links", "set 'dac.link: parallel'");
        }

        if (configuration.Adc.Serial is not null)
        {
            Refuse("adc.link", "the digital twin has no ADC chips behind serial links", "set 'adc.link: parallel'");
        }

        if (configuration.Analog.Noise != 0)
        {
            Refuse("analog.noise", "the digital twin draws no read noise", "set 'analog.noise: 0'");
        }

        if (parameters?.AdcThresholds is not null)
        {
            Refuse("adc_thresholds", "the digital twin has one map for all its ADCs", "leave '--adc-thresholds' out");
        }

        if (parameters?.Programming is { } faults && (faults.StuckOn != 0 || faults.StuckOff != 0))
        {
            Refuse("cells", "no cell of the digital twin is stuck", "simulate stuck cells with the behavioural crossbar");
        }

        if (design.HasProgramming && parameters?.Cells is not null)
        {
            Refuse("cells", "cells of the digital twin that can be programmed hold whole levels", "leave '--cells' out, or set 'interface.programming: false'");
        }

        return refusals.Items;

        void Refuse(string key, string message, string remedy) =>
            refusals.Add(new Diagnostic(DiagnosticCodes.NoTwin, SourcePosition.None, key, null, message, remedy));
    }

    /// <summary>
    /// The twin, <c>macro/NAME_twin.v</c>, and the modules that it is made of, <c>macro/NAME_twin_*.v</c>. Its module has the
    /// macro's name and takes the black box's place.
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">What its cells hold.</param>
    /// <exception cref="BadInputException">There is no twin of this design; the message has every reason.</exception>
    public static IReadOnlyList<GeneratedFile> Emit(LayerDesign design, LayerParameters parameters)
    {
        IReadOnlyList<Diagnostic> refusals = Refusals(design, parameters);
        if (refusals.Count > 0)
        {
            throw new BadInputException(refusals);
        }

        GeneratedFile twin = new($"macro/{design.Name}_twin.v", TemplateRenderer.Render(Template, new TwinView(design, parameters)));
        return [twin, .. RtlLibrary.Needed(design.Name, [twin.Content], "rtl/fpga/", "macro/")];
    }
}
