// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tests.CoSimulation;

namespace RtlGen.Tests.Coverage;

[TestFixture]
internal sealed class CodeCoverageTests
{
    private const string Header = "# SystemC::Coverage-3";

    /// <summary>A combinational block with a loop.</summary>
    private const string Ones = """

          reg [7:0] ones;
          integer o;
          always @* begin
            ones = 8'd0;
            for (o = 0; o < 4; o = o + 1) ones = ones + {7'd0, s_tdata[o]};
          end
        """;

    [Test]
    public async Task A_branch_that_is_not_taken_is_named_by_file_and_line()
    {
        FakeLayer layer = FakeLayer.Create();
        string verilog = layer.Verilog.Replace("\nendmodule", Ones + "\nendmodule", StringComparison.Ordinal);
        SimulationModel model = layer.Model with { Sources = [new GeneratedFile("rtl/fake_sim.v", verilog)] };
        CoSimulationOptions options = new() { CacheDirectory = TestCache.Folder, Profile = BuildProfile.Coverage };
        CoSimulationOptions malformed = options with { MalformedPackets = [new MalformedPacket(0, 1)] };
        CodeCoverage clean = await RunAsync(options);
        CodeCoverage all = await RunAsync(malformed);

        string[] lines = verilog.Split('\n');
        int bad = 1 + Array.FindIndex(lines, l => l.Contains("else packet_error <= 1", StringComparison.Ordinal));
        // Verilator gives an arm the place of its if.
        int arm = 1 + Array.FindIndex(lines, l => l.Contains("if (beat == IN_BEATS - 1)", StringComparison.Ordinal));
        Assert.That(bad, Is.GreaterThan(arm));
        Dictionary<string, string> sources = new(StringComparer.Ordinal) { ["generated/fake_sim.v"] = verilog };
        CoverageHole hole = clean.Holes(sources).Single(h => h.Point.Kind == CoverageKind.Branch && h.Point.Line == arm);
        Assert.That($"{hole}", Is.EqualTo($"generated/fake_sim.v:{arm}: branch else: {lines[arm - 1].Trim()}"));
        Assert.That(clean.Holes(sources).Select(h => h.Point.Name), Does.Contain("packet_error"), "and what it would have set never moved");
        Assert.That(all.Counts[hole.Point], Is.GreaterThan(0), "a malformed packet takes it");
        Assert.That(CodeCoverage.Merge([clean, all]).Counts[hole.Point], Is.EqualTo(all.Counts[hole.Point]));

        // 3 passes, 24 + 5 + 5 vectors: each enters the arm of a good packet once, and no count is one of the random start.
        CoveragePoint good = hole.Point with { Name = "if", Column = hole.Point.Column - 1 };
        Assert.That(clean.Counts[good], Is.EqualTo(24 + 5 + 5));
        CoveragePoint reset = clean.Counts.Keys.First(p => p.Name is "rst_n");
        Assert.That(clean.Counts[reset], Is.EqualTo(3), "reset ends once a pass");
        int loop = 1 + Array.FindIndex(lines, l => l.Contains("for (o = 0", StringComparison.Ordinal));
        long[] combinational = [.. clean.Counts.Where(c => c.Key.Kind == CoverageKind.Line && (c.Key.Line == loop || c.Key.Line == loop - 2)).Select(c => c.Value)];
        Assert.That(combinational, Has.Length.EqualTo(2).And.All.GreaterThan(0), "a combinational block runs after reset too");

        async Task<CodeCoverage> RunAsync(CoSimulationOptions how) =>
            (await CoSimulator.RunAsync(model, layer.Parameters, FakeLayer.RandomInputs(5), how, default)).Coverage!;
    }

    [Test]
    public async Task Another_profile_counts_nothing()
    {
        FakeLayer layer = FakeLayer.Create();
        CoSimulationOptions options = new() { CacheDirectory = TestCache.Folder, Passes = [new SimulationPass("one", 1)] };
        Assert.That((await CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(1), options, default)).Coverage, Is.Null);
    }

    [Test]
    public void Instances_of_any_design_are_one_place_of_the_library()
    {
        CodeCoverage narrow = Parse("one", Point("verilog/rtl/one_delay.v", 40, 5, "v_branch/one_delay__W1", "if", 0), Point("verilog/rtl/one_delay.v", 30, 5, "v_toggle/one_delay__W1", "data[0]", 2));
        CodeCoverage wide = Parse(
            "two",
            Point("/elsewhere/rtl/two_delay.v", 40, 5, "v_branch/two_delay__W9", "if", 3),
            Point("/elsewhere/rtl/two_delay.v", 40, 5, "v_branch/two_delay__W8", "if", 4),
            Point("/elsewhere/rtl/two_delay.v", 30, 5, "v_toggle/two_delay__W9", "data[0]", 0),
            Point("/elsewhere/rtl/two_delay.v", 30, 5, "v_toggle/two_delay__W9", "data[1]", 0),
            Point("/elsewhere/rtl/two_tile.v", 7, 1, "v_line/two_tile", "block", 1));
        var merged = CodeCoverage.Merge([narrow, wide]);
        Assert.That(merged.ToJson(), Is.EqualTo(CodeCoverage.Merge([wide, narrow]).ToJson()));
        Assert.That(merged.Counts.Select(c => $"{c.Key.File} {c.Key.Line} {c.Key.Kind} {c.Key.Name} {c.Value}"), Is.EqualTo((string[])[
            "generated/two_tile.v 7 Line block 1",
            "rtl/rtlgen_delay.v 30 Toggle data[0] 2",
            "rtl/rtlgen_delay.v 30 Toggle data[1] 0",
            "rtl/rtlgen_delay.v 40 Branch if 7",
        ]));
        Assert.That(merged.Library.Lines, Is.EqualTo(new CoverageShare(1, 1)));
        Assert.That(merged.Library.Toggles, Is.EqualTo(new CoverageShare(1, 2)));
        Assert.That(merged.Files[1].Toggles.Percent, Is.EqualTo(50));
        string text = CoverageExclusions.LibrarySources["rtl/rtlgen_delay.v"].Split('\n')[29].Trim();
        Assert.That(merged.Library.Holes(CoverageExclusions.LibrarySources).Select(h => $"{h}"), Is.EqualTo((string[])[$"rtl/rtlgen_delay.v:30: toggle data[1]: {text}"]));
        Assert.That(merged.WithoutPoints(CoverageExclusions.LibrarySources.Keys), Does.Contain("rtl/rtlgen_lane.v").And.Not.Contain("rtl/rtlgen_delay.v"));
    }

    [Test]
    public void What_was_kept_is_read_again()
    {
        CodeCoverage coverage = Parse("one", Point("rtl/one_lane.v", 40, 5, "v_branch/one_lane", "if", 5), Point("rtl/one.v", 3, 1, "v_toggle/one", "a[1][2]", 0));
        string json = coverage.ToJson();
        Assert.That(CodeCoverage.FromJson(json).ToJson(), Is.EqualTo(json));
        Assert.That(json, Is.EqualTo("""{"format":1,"files":{"generated/one.v":[[2,3,1,"a[1][2]",0]],"rtl/rtlgen_lane.v":[[1,40,5,"if",5]]}}""" + "\n"));
        Assert.Throws<InvalidDataException>(() => CodeCoverage.FromJson(json.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)));
        Assert.Throws<InvalidDataException>(() => CodeCoverage.FromJson("{"));
        Assert.Throws<InvalidDataException>(() => CodeCoverage.FromJson("""{"format":1,"files":{"a":[[1]]}}"""));
    }

    [TestCase("C '\u0001f\u0002rtl/one.v\u0001l\u00023\u0001page\u0002v_line/one\u0001o\u0002block' 1", TestName = "Without a column")]
    [TestCase("C '\u0001f\u0002rtl/one.v\u0001l\u00023\u0001n\u00021\u0001page\u0002v_user/one\u0001o\u0002block' 1", TestName = "Of an unknown kind")]
    [TestCase("C '\u0001f\u0002rtl/one.v\u0001l\u0002x\u0001n\u00021\u0001page\u0002v_line/one\u0001o\u0002block' 1", TestName = "With a bad line")]
    [TestCase("C '\u0001f\u0002rtl/one.v\u0001l\u00023\u0001n\u00021\u0001page\u0002v_line/one\u0001o\u0002block'", TestName = "Without a count")]
    [TestCase("something else", TestName = "No point at all")]
    [TestCase(Header, TestName = "Nothing of the design")]
    public void A_file_that_is_not_understood_is_no_coverage(string line) =>
        Assert.Throws<InvalidDataException>(() => CoverageFile.Parse([Header, line], "one"));

    [Test]
    public void Excluded_lines_do_not_count_and_say_why()
    {
        const string Text = "a\nb // coverage: off (never with one row)\nc\n// coverage: off begin (b is a power of two)\nd\n// coverage: off end\ne\n";
        var exclusions = CoverageExclusions.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["rtl/rtlgen_lane.v"] = Text });
        Assert.That(exclusions.All.Select(e => $"{e.Line} {e.Reason}"), Is.EqualTo((string[])[
            "2 never with one row", "4 b is a power of two", "5 b is a power of two", "6 b is a power of two",
        ]));
        CodeCoverage coverage = Parse("one", [.. Enumerable.Range(1, 7).Select(l => Point("rtl/one_lane.v", l, 1, "v_line/one_lane", "block", 0))]);
        Assert.That(coverage.Without(exclusions).Counts.Keys.Select(p => p.Line), Is.EqualTo((int[])[1, 3, 7]));
    }

    [Test]
    public void Of_a_line_with_excluded_bits_the_others_count()
    {
        const string Text = "input [7:0] a,  // of all  // coverage: off [6:5,3] (never so many)\nreg b;\n";
        var exclusions = CoverageExclusions.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["rtl/rtlgen_lane.v"] = Text });
        Assert.That(exclusions.All.Select(e => $"{e.Place} {e.Reason}"), Is.EqualTo((string[])["rtl/rtlgen_lane.v:1[6:5,3] never so many"]));
        CodeCoverage coverage = Parse("one", [
            .. Enumerable.Range(0, 8).Select(b => Point("rtl/one_lane.v", 1, 1, "v_toggle/one_lane", $"a[2][{b}]", 0)),
            Point("rtl/one_lane.v", 1, 1, "v_toggle/one_lane", "flag", 0), Point("rtl/one_lane.v", 1, 1, "v_line/one_lane", "block", 0),
            Point("rtl/one_lane.v", 2, 1, "v_toggle/one_lane", "b[4]", 0), Point("rtl/one_tile.v", 1, 1, "v_toggle/one_tile", "a[4]", 0),
        ]);
        Assert.That(coverage.Without(exclusions).Counts.Keys.Select(p => p.Name), Is.EquivalentTo((string[])["a[2][0]", "a[2][1]", "a[2][2]", "a[2][4]", "a[2][7]", "flag", "block", "b[4]", "a[4]"]));
        BadInputException? e = Assert.Throws<BadInputException>(() => CoverageExclusions.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rtl/x.v"] = "// coverage: off [9,3:6] (a)\n// coverage: off [6:3]\n// coverage: off [6-3] (b)\n",
        }));
        Assert.That(e!.Diagnostics, Has.Count.EqualTo(3));
    }

    [Test]
    public void Every_exclusion_without_a_reason_is_refused()
    {
        const string Text = "a // coverage: off\n// coverage: off ()\n// coverage: on\n// coverage: off end\n// coverage: off begin\n// coverage: off begin (x)\nq // coverage: off begin (y)\n";
        BadInputException? e = Assert.Throws<BadInputException>(
            () => CoverageExclusions.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["rtl/x.v"] = Text }));
        Assert.That(e!.Diagnostics.Select(d => $"{d}".Split("rtl/x.v:")[1].Split(':')[0]), Is.EqualTo((string[])["1", "2", "3", "4", "5", "7", "6"]));
        Assert.That(e.Diagnostics.Select(d => d.Code), Is.All.EqualTo(DiagnosticCodes.CoverageComment));
        Assert.That(e.Message, Does.Contain("without a reason").And.Contain("never ends").And.Contain("has not begun"));
    }

    [Test]
    public void Exclusions_of_the_library_all_have_reasons() =>
        Assert.That(CoverageExclusions.Read(CoverageExclusions.LibrarySources).All.Select(e => e.Reason), Is.All.Not.Empty);

    private static CodeCoverage Parse(string design, params string[] lines) => CoverageFile.Parse(lines.Prepend(Header), design);

    private static string Point(string file, int line, int column, string page, string name, long count) =>
        $"C '\u0001f\u0002{file}\u0001l\u0002{line}\u0001n\u0002{column}\u0001page\u0002{page}\u0001o\u0002{name}\u0001h\u0002TOP.x' {count}";
}
