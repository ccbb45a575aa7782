// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Bundles;

/// <summary>
/// Scripts and constraints for tools that are not here run in a Tcl interpreter (Yosys has one) in which every command of
/// the tool writes down what it is called with.
/// </summary>
public sealed class ProjectFileTests : IDisposable
{
    private const string Commands = """
        proc unknown {args} { puts "CALL $args"; return "" }
        proc package {args} { puts "CALL package $args"; return "" }

        """;

    private readonly TemporaryFolder _folder = new();

    private string Bundle => _folder["a bundle"];

    public void Dispose() => _folder.Dispose();

    [OneTimeSetUp]
    public void WriteBundle() => BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), Bundle);

    [Test]
    public async Task VivadoReadsEveryFileAndStopsAtTheBlackBox([Values] bool hasTwin)
    {
        string[] calls = await Run("fpga/vivado.tcl", "set argv {xc7a35tcpg236-1}", hasTwin);
        Assert.That(Files(calls, "read_verilog "), Is.EqualTo(Sources(hasTwin)));
        Assert.That(Files(calls, "read_xdc "), Is.EqualTo(new[] { "constraints/sample_layer.xdc" }));
        Assert.That(calls, Does.Contain("synth_design -top sample_layer -part xc7a35tcpg236-1 -mode out_of_context"));
        Assert.That(calls.Contains("route_design", StringComparer.Ordinal), Is.EqualTo(hasTwin));
    }

    [Test]
    public async Task VivadoTakesAMacroInPlaceOfTheBlackBox()
    {
        string macro = _folder.Write("my macro.v", "");
        string[] calls = await Run("fpga/vivado.tcl", $"set argv [list part {{{macro}}}]");
        Assert.That(Files(calls, "read_verilog "), Is.EqualTo(FileList("filelist.f").Select(f => f.Equals("macro/sample_layer_macro.v", StringComparison.Ordinal) ? "../my macro.v" : f)));
        Assert.That(calls, Does.Contain("route_design"));
    }

    [Test]
    public async Task QuartusReadsEveryFile([Values] bool hasTwin)
    {
        string[] calls = await Run("fpga/quartus.tcl", "set argv {10M50DAF484C7G}", hasTwin);
        Assert.That(Files(calls, "set_global_assignment -name VERILOG_FILE "), Is.EqualTo(Sources(hasTwin)));
        Assert.That(Files(calls, "set_global_assignment -name SDC_FILE "), Is.EqualTo(new[] { "constraints/sample_layer_fpga.sdc" }));
        Assert.That(calls, Does.Contain("set_global_assignment -name DEVICE 10M50DAF484C7G").And.Contain(hasTwin ? "execute_flow -compile" : "execute_module -tool map"));
        Assert.That(calls, Does.Not.Contain(hasTwin ? "execute_module -tool map" : "execute_flow -compile"));
    }

    [TestCase("constraints/sample_layer.xdc")]
    [TestCase("constraints/sample_layer_fpga.sdc")]
    [TestCase("constraints/sample_layer.sdc")]
    public async Task ConstraintsNameEveryPort(string file)
    {
        string[] calls = await Run(file, "");
        IReadOnlyList<string> ports = TopPorts.Of(await File.ReadAllTextAsync(Path.Combine(Bundle, "rtl/sample_layer.v")));
        string[] Names(string direction) => [.. ports.Where(p => p.StartsWith(direction, StringComparison.Ordinal)).Select(p => p.Split(' ')[1].Replace("[31:0]", "[*]", StringComparison.Ordinal))];
        Assert.That(calls, Does.Contain("create_clock -name clk -period 4 {}"));
        string[][] called = [.. calls.Where(c => c.StartsWith("get_ports ", StringComparison.Ordinal)).Select(c => c["get_ports ".Length..].Trim('{', '}', ' ').Split(' ').Select(Wide).ToArray())];
        Assert.That(called[0], Is.EqualTo(new[] { "clk" }));
        Assert.That(called[1], Is.EqualTo(Names("input").Select(Wide).Where(n => !n.Equals("clk", StringComparison.Ordinal))));
        Assert.That(called[2], Is.EqualTo(Names("output").Select(Wide)));

        static string Wide(string name) => name.Split('[')[0];
    }

    [Test]
    public void ThePcfListsEveryBitOfEveryPort()
    {
        string[] lines = [.. File.ReadLines(Path.Combine(Bundle, "constraints/sample_layer.pcf")).Where(l => l.StartsWith("# set_io ", StringComparison.Ordinal))];
        IReadOnlyList<string> ports = TopPorts.Of(File.ReadAllText(Path.Combine(Bundle, "rtl/sample_layer.v")));
        Assert.That(lines.Select(l => l.Split(' ')[2]), Is.EqualTo(ports.SelectMany(TopPorts.Bits)));
    }

    [Test]
    public async Task OpenRoadAndOpenLaneNameFilesThatAreThere()
    {
        // Make cannot name paths with spaces: nor can the flow that reads this file.
        string plain = _folder["plain"];
        BundleWriter.Write(BundleSamples.Of(BundleSamples.Bias), plain);
        string makefile = _folder.Write("print.mk", "include plain/asic/config.mk\nall:\n\t@echo $(VERILOG_FILES) $(SDC_FILE) $(ADDITIONAL_LEFS) $(ADDITIONAL_LIBS)\n");
        ToolResult make = await ToolRunner.RequireAsync(new ToolInvocation("make", "-f", makefile) { WorkingDirectory = _folder.Path }, CancellationToken.None);
        string[] named = [.. make.Output.Trim().Split(' ').Select(f => Path.GetRelativePath(plain, f))];
        string[] others = ["constraints/sample_layer.sdc", "macro/sample_layer_macro.lef", "macro/sample_layer_macro.lib"];
        Assert.That(named, Is.EqualTo(FileList("filelist.f").Concat(others)));

        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(plain, "asic/config.json")));
        string[] files =
        [
            .. json.RootElement.EnumerateObject()
                .SelectMany(p => p.Value.ValueKind == JsonValueKind.Array ? p.Value.EnumerateArray().ToArray() : [p.Value])
                .Where(v => v.ValueKind == JsonValueKind.String && v.GetString()!.StartsWith("dir::", StringComparison.Ordinal)).Select(v => v.GetString()!["dir::".Length..]),
        ];
        Assert.That(files.Where(f => !File.Exists(Path.Combine(plain, "asic", f))), Is.Empty);
        Assert.That(files.Select(f => f["../".Length..]), Is.SupersetOf(FileList("filelist.f").Concat(others)));
    }

    [TestCase("filelist.f")]
    [TestCase("sim/filelist.f")]
    public void AModuleComesAfterThoseThatItInstantiates(string list)
    {
        string[] files = FileList(list);
        string[] modules = [.. files.Select(f => Path.GetFileNameWithoutExtension(f))];
        for (int i = 0; i < files.Length; i++)
        {
            string text = File.ReadAllText(Path.Combine(Bundle, files[i]));
            foreach (string later in modules[(i + 1)..])
            {
                Assert.That(text, Does.Not.Match($@"(?m)^\s*{later}\s+(#\(|u_)"), $"{files[i]} comes before {later}");
            }
        }
    }

    /// <summary>The list of files, with the digital twin in the black box's place where there is one.</summary>
    private IEnumerable<string> Sources(bool hasTwin) => FileList("filelist.f").SelectMany(
        f => hasTwin && f.Equals("macro/sample_layer_macro.v", StringComparison.Ordinal) ? Twin.Select(t => $"macro/{t}") : [f]);

    private string[] Twin =>
        [.. Directory.EnumerateFiles(Path.Combine(Bundle, "macro"), "sample_layer_twin*.v").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private async Task<string[]> Run(string script, string before, bool hasTwin)
    {
        if (hasTwin)
        {
            return await Run(script, before);
        }

        string aside = Directory.CreateDirectory(_folder["aside"]).FullName;
        string[] twin = Twin;
        Assert.That(twin, Is.Not.Empty);
        foreach (string file in twin)
        {
            File.Move(Path.Combine(Bundle, "macro", file), Path.Combine(aside, file));
        }

        try
        {
            return await Run(script, before);
        }
        finally
        {
            foreach (string file in twin)
            {
                File.Move(Path.Combine(aside, file), Path.Combine(Bundle, "macro", file));
            }
        }
    }

    private async Task<string[]> Run(string script, string before)
    {
        string wrapper = _folder.Write("run.tcl", $"{Commands}{before}\nsource {{{Path.Combine(Bundle, script)}}}\n");
        ToolResult result = await ToolRunner.RequireAsync(new ToolInvocation("yosys", "-Q", "-c", wrapper) { WorkingDirectory = _folder.Path }, CancellationToken.None);
        return [.. result.Output.Split('\n').Where(l => l.StartsWith("CALL ", StringComparison.Ordinal)).Select(l => l["CALL ".Length..])];
    }

    private string[] Files(string[] calls, string command) =>
        [.. calls.Where(c => c.StartsWith(command, StringComparison.Ordinal)).Select(c => Path.GetRelativePath(Bundle, c[command.Length..].Trim('{', '}')))];

    private string[] FileList(string list) => File.ReadAllLines(Path.Combine(Bundle, list));
}
