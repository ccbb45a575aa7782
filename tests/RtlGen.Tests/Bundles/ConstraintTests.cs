// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary>OpenSTA reads the constraints with a mapped netlist and the macro's Liberty, and takes the cycles that they state.</summary>
public sealed partial class ConstraintTests : IDisposable
{
    private const string Ramp = """
        name: slow_layer
        layer: {inputs: 6, outputs: 3}
        weights: {bits: 3, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 8, columns: 8, cell_bits: 2}
        dac: {drive_cycles: 2, settle_cycles: 3}
        adc: {kind: ramp, bits: 5, columns_per_adc: 4}
        output: {bias_bits: 8}

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public Task PathsToTheMacroHaveTheirCycles() => Check(Ramp + "interface: {control: port}\n", "-flatten", "row 5, mux 2, convert_bank 2, ramp 1, sample 1");

    [Category("Long")]
    [TestCase("", TestName = "PathsToTheMacroBehindABusHaveTheirCycles(hierarchy)")]
    [TestCase("-flatten", TestName = "PathsToTheMacroBehindABusHaveTheirCycles(flattened)")]
    public Task PathsToTheMacroBehindABusHaveTheirCycles(string flatten) => Check(Ramp, flatten, "row 1, mux 2, convert_bank 2, ramp 1, sample 1");

    private async Task Check(string configuration, string flatten, string expected)
    {
        string cells = SharedData.Require("pdk/sg13g2_stdcell_typ_1p20V_25C.lib");
        string bundle = _folder["slow_layer"];
        BundleWriter.Write(BundleSamples.Of(configuration), bundle, force: true);
        // OpenSTA reads neither parameters of instances nor assignments to concatenations.
        string files = (await File.ReadAllTextAsync(Path.Combine(bundle, "filelist.f"))).Replace('\n', ' ');
        string synthesis =
            $"read_verilog {files}; synth -top slow_layer {flatten}; dfflibmap -liberty {cells}; abc -liberty {cells}; setundef -zero; splitnets; "
            + $"hilomap -hicell sg13g2_tiehi L_HI -locell sg13g2_tielo L_LO; opt_clean; setparam -unset TILE t:*_macro; write_verilog -noattr -noexpr {_folder["netlist.v"]}";
        await ToolRunner.RequireAsync(new ToolInvocation("yosys", "-q", "-p", synthesis) { WorkingDirectory = bundle }, CancellationToken.None);

        string script = _folder.Write("check.tcl", $$"""
            read_liberty {{cells}}
            read_liberty macro/slow_layer_macro.lib
            read_verilog {{_folder["netlist.v"]}}
            link_design slow_layer
            puts BEGIN
            read_sdc constraints/slow_layer.sdc
            puts END
            foreach pin {row mux convert_bank ramp sample} {
              set pins {}
              foreach pattern {u_macro_*/PIN* u_layer/u_macro_*/PIN* u_layer.u_macro_*/PIN*} {
                set pins [concat $pins [get_pins -quiet [string map [list PIN $pin] $pattern]]]
              }
              puts "PIN $pin"
              report_checks -through $pins
            }
            exit

            """);
        ToolResult sta = await ToolRunner.RequireAsync(new ToolInvocation("sta", "-no_splash", "-exit", script) { WorkingDirectory = bundle }, CancellationToken.None);
        string output = sta.Output;
        int begin = output.IndexOf("BEGIN\n", StringComparison.Ordinal) + "BEGIN\n".Length;
        Assert.That(output[begin..output.IndexOf("END\n", StringComparison.Ordinal)], Is.Empty, "what OpenSTA says of the constraints");
        Assert.That(sta.Error, Does.Not.Contain("slow_layer.sdc"));
        Assert.That(
            string.Join(", ", Capture().Matches(output).Select(m => $"{m.Groups["pin"].Value} {decimal.Parse(m.Groups["edge"].Value, CultureInfo.InvariantCulture) / BundleContent.DefaultClockPeriod:0}")),
            Is.EqualTo(expected));
    }

    /// <summary>The edge of the clock that captures: its second mention in a path.</summary>
    [GeneratedRegex(@"PIN (?<pin>\w+)\n.*?clock clk \(rise edge\).*?\s(?<edge>[\d.]+) +clock clk \(rise edge\)", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Capture();
}
