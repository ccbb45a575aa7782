// SPDX-License-Identifier: Apache-2.0
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Registers;

namespace RtlGen.Emission;

/// <summary>The pins of a layer's bus, as the top and the testbenches place them.</summary>
internal static class BusPins
{
    private const string Input = "input ";
    private const string Output = "output";

    public static string NameOf(LayerDesign design) => IsApb(design) ? "APB" : "AXI4-Lite";

    /// <summary>The module of <c>rtl/</c> that speaks it.</summary>
    public static string ModuleOf(LayerDesign design) => IsApb(design) ? "apb" : "axi4_lite";

    public static bool IsApb(LayerDesign design) => design.Configuration.Interface.Control == ControlKind.Apb;

    /// <summary>All of them; none where control is a plain port.</summary>
    public static IReadOnlyList<BusPinView> Of(LayerDesign design)
    {
        if (!design.HasBus)
        {
            return [];
        }

        int address = RegisterMap.Of(design).AddressBits;
        return IsApb(design)
            ?
            [
                Pin(Input, "s_apb_paddr", address), Pin(Input, "s_apb_pprot", 3), Pin(Input, "s_apb_psel"), Pin(Input, "s_apb_penable"),
                Pin(Input, "s_apb_pwrite"), Pin(Input, "s_apb_pwdata", 32), Pin(Input, "s_apb_pstrb", 4),
                Pin(Output, "s_apb_pready"), Pin(Output, "s_apb_prdata", 32), Pin(Output, "s_apb_pslverr"),
            ]
            :
            [
                Pin(Input, "s_axi_awaddr", address), Pin(Input, "s_axi_awprot", 3), Pin(Input, "s_axi_awvalid"), Pin(Output, "s_axi_awready"),
                Pin(Input, "s_axi_wdata", 32), Pin(Input, "s_axi_wstrb", 4), Pin(Input, "s_axi_wvalid"), Pin(Output, "s_axi_wready"),
                Pin(Output, "s_axi_bresp", 2), Pin(Output, "s_axi_bvalid"), Pin(Input, "s_axi_bready"),
                Pin(Input, "s_axi_araddr", address), Pin(Input, "s_axi_arprot", 3), Pin(Input, "s_axi_arvalid"), Pin(Output, "s_axi_arready"),
                Pin(Output, "s_axi_rdata", 32), Pin(Output, "s_axi_rresp", 2), Pin(Output, "s_axi_rvalid"), Pin(Input, "s_axi_rready"),
            ];
    }

    private static BusPinView Pin(string direction, string name, int bits = 1) => new(name, direction, bits);
}
