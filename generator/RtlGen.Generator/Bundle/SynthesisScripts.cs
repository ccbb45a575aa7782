// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Emission;

namespace RtlGen.Bundles;

/// <summary>The scripts that map a design with open tools: <c>fpga/</c> with Yosys and nextpnr, <c>asic/</c> with Yosys and OpenSTA.</summary>
public static class SynthesisScripts
{
    /// <summary>The scripts, for a design whose files are listed in <c>filelist.f</c> beside their folders.</summary>
    /// <param name="name">Name of the top module.</param>
    /// <param name="clockPeriod">Nanoseconds, above 0.</param>
    public static IEnumerable<GeneratedFile> Of(string name, decimal clockPeriod)
    {
        ScriptView view = new(name, Number(clockPeriod), Number(Math.Round(1000 / clockPeriod, 3)));
        foreach (string file in (string[])
        [
            "asic/Makefile", "asic/abc.script", "asic/driver.awk", "asic/elaborate.tcl", "asic/sta.tcl", "asic/synth.tcl",
            "fpga/Makefile", "fpga/elaborate.tcl", "fpga/synth.tcl",
        ])
        {
            yield return new GeneratedFile(file, TemplateRenderer.Render(file + ".hbs", view));
        }
    }

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>What the templates place.</summary>
    /// <param name="Name">Top module.</param>
    /// <param name="Period">Nanoseconds.</param>
    /// <param name="Frequency">MHz.</param>
    private sealed record ScriptView(string Name, string Period, string Frequency);
}
