// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Emission;

/// <summary>Writes the Verilog of a layer.</summary>
public static class LayerEmitter
{
    private const string LayerTemplate = "rtl/layer.v.hbs";
    private const string TopTemplate = "rtl/top.v.hbs";
    private const string ServiceTemplate = "rtl/service.v.hbs";
    private const string TileTemplate = "rtl/tile.v.hbs";
    private const string MacroTemplate = "sim/macro.v.hbs";

    /// <summary>Starts what an emission will need while the caller still reads its input.</summary>
    public static void Prepare() => TemplateRenderer.Prepare(LayerTemplate, TileTemplate, MacroTemplate);

    /// <summary>The module of the library that makes outputs of a layer's sums.</summary>
    public static string RequantizerModule(LayerDesign design) => $"rtlgen_{RequantizerBinding.Of(design).Module}";

    /// <summary>
    /// The synthesizable Verilog (<c>rtl/</c>), the macro's black box (<c>macro/</c>), and for simulation the behavioural
    /// crossbar and the top with every tap (<c>sim/</c>).
    /// </summary>
    /// <param name="design">The layer.</param>
    /// <param name="parameters">
    /// Needed for <c>interface.parameters: baked</c>. The behavioural crossbar depends on the range of given cells and on
    /// whether thresholds are given; without them it is for ideal devices.
    /// </param>
    /// <param name="varyingConversions">
    /// True: the behavioural macro draws the time of every conversion of external ADCs, from the seed in
    /// <c>conversion_seed.hex</c>. False: each takes the longest time.
    /// </param>
    public static IReadOnlyList<GeneratedFile> Emit(LayerDesign design, LayerParameters? parameters, bool varyingConversions = false)
    {
        bool baked = design.Configuration.Interface.Parameters == ParameterStorage.Baked;
        if (baked && parameters is null)
        {
            throw new ArgumentException("baked parameters need their tensors", nameof(parameters));
        }

        string name = design.Name;
        LayerView view = new(design, baked ? parameters : null);
        GeneratedFile layer = new($"rtl/{view.Module}.v", TemplateRenderer.Render(LayerTemplate, view));
        IReadOnlyList<GeneratedFile> control = [.. Control(design)];
        GeneratedFile tile = new($"rtl/{name}_tile.v", TemplateRenderer.Render(TileTemplate, new TileView(design)));
        MacroView macro = new(design, new DeviceModel(design, parameters), varyingConversions);
        GeneratedFile behavioural = new($"sim/{name}_macro.v", TemplateRenderer.Render(MacroTemplate, macro));
        return
        [
            .. control,
            layer,
            tile,
            .. RtlLibrary.Needed(name, [.. control.Select(c => c.Content), layer.Content, tile.Content], "rtl/", "rtl/"),
            new($"macro/{name}_macro.v", TemplateRenderer.Render("macro/macro.v.hbs", macro)),
            behavioural,
            .. RtlLibrary.Needed(name, [behavioural.Content], "rtl/sim/", "sim/"),
            new($"sim/{name}_sim.v", TemplateRenderer.Render("sim/sim.v.hbs", new SimulationView(design, !baked))),
        ];
    }

    /// <summary>What a bus adds: the top, the registers, and the commands on single cells and columns.</summary>
    private static IEnumerable<GeneratedFile> Control(LayerDesign design)
    {
        if (!design.HasBus)
        {
            yield break;
        }

        string name = design.Name;
        yield return new GeneratedFile($"rtl/{name}.v", TemplateRenderer.Render(TopTemplate, new TopView(design)));
        yield return RegisterFileEmitter.Emit(design);
        if (ArrayServiceView.IsNeeded(design))
        {
            yield return new GeneratedFile($"rtl/{name}_service.v", TemplateRenderer.Render(ServiceTemplate, new ArrayServiceView(design)));
        }
    }
}
