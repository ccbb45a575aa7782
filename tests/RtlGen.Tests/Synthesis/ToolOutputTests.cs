// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Synthesis;

namespace RtlGen.Tests.Synthesis;

/// <summary>What tools printed for a small design is read; with a piece of it lost or changed it is nothing.</summary>
[TestFixture]
internal sealed class ToolOutputTests
{
    private const string Timing = """
        == period 4
        == register_to_register
        Startpoint: gen_group[0].u_lane.code_first_part_reg
                    (rising edge-triggered flip-flop clocked by clk)
        Endpoint: gen_group[1].u_lane.combined_q[11]_reg
                  (rising edge-triggered flip-flop clocked by clk)
        Path Type: max
        ---------------------------------------------------------
                   -1.40   data arrival time
        ---------------------------------------------------------
                   -0.48   slack (VIOLATED)


        == register_to_macro
        No paths found.
        == end

        """;

    private const string Area = "   Number of cells:                  2\n\n   Chip area for module '\\mapped': 4387.219200\n";

    private const string Cells = """
        {"creator": "Yosys 0.23", "design": {"num_cells": 71, "num_cells_by_type": {"SB_DFF": 33, "SB_DFFSR": 1, "SB_LUT4": 37}}}
        """;

    private const string Report = """
        {"critical_paths": [], "fmax": {"clk$SB_IO_IN_$glb_clk": {"achieved": 465.25, "constraint": 1000}},
         "utilization": {"ICESTORM_LC": {"available": 7680, "used": 39}, "ICESTORM_RAM": {"available": 32, "used": 0}}}
        """;

    [Test]
    public void TimingIsRead()
    {
        (decimal period, IReadOnlyList<TimingPath> paths) = GateDesign.ParseTiming(Timing)!.Value;
        GateDesign design = new("cells", 1, period, paths);
        Assert.Multiple(() =>
        {
            Assert.That(paths, Is.EqualTo([new TimingPath("register_to_register", "gen_group[0].u_lane.code_first_part", "gen_group[1].u_lane.combined_q[11]", -0.48m)]));
            Assert.That(design.Megahertz, Is.EqualTo(1000 / 4.48m));
        });
    }

    [TestCase("== end", "")]
    [TestCase("== period 4", "== period four")]
    [TestCase("-0.48   slack", "-0.4x   slack")]
    [TestCase("Endpoint", "Error: no endpoint")]
    [TestCase("No paths found.", "")]
    [TestCase("No paths found.", "Error: no such pin\nNo paths found.")]
    [TestCase("== register_to_register", "== something")]
    public void BrokenTimingIsNone(string from, string to)
    {
        Assert.That(Timing, Does.Contain(from));
        Assert.That(GateDesign.ParseTiming(Timing.Replace(from, to, StringComparison.Ordinal)), Is.Null);
    }

    [Test]
    public void AreaIsReadUnlessACellHasNone() => Assert.Multiple(() =>
    {
        Assert.That(GateDesign.ParseArea(Area), Is.EqualTo(4387.2192m));
        Assert.That(GateDesign.ParseArea($"{Area}   Area for cell type \\tiny_macro is unknown!\n"), Is.EqualTo(4387.2192m));
        Assert.That(GateDesign.ParseArea($"{Area}   Area for cell type \\NAND9 is unknown!\n"), Is.Null);
        Assert.That(GateDesign.ParseArea("Chip area: much"), Is.Null);
        Assert.That(GateDesign.ParseArea("   Number of cells:                  0\n\n"), Is.Zero);
        Assert.That(GateDesign.ParseArea("   Number of cells:                 10\n\n"), Is.Null);
    });

    [Test]
    public void CellsAreReadIfTheyAddUp() => Assert.Multiple(() =>
    {
        CellCounts cells = CellCounts.Parse(SynthesisTarget.Ice40, Cells)!;
        Assert.That((cells.Luts, cells.FlipFlops, cells.BlockRams), Is.EqualTo((37, 34, 0)));
        Assert.That(CellCounts.Parse(SynthesisTarget.Ice40, Cells.Replace("71", "72", StringComparison.Ordinal)), Is.Null);
        Assert.That(CellCounts.Parse(SynthesisTarget.Ice40, "yes"), Is.Null);
        Assert.That(CellCounts.Parse(SynthesisTarget.Ice40, "{}"), Is.Null);
    });

    [Test]
    public void APlacementIsRead() => Assert.Multiple(() =>
    {
        PlacedDesign placed = PlacedDesign.ParseReport(Report)!;
        Assert.That((placed.Megahertz, placed.Use["ICESTORM_LC"], placed.TooMuch.Count), Is.EqualTo((465.25m, new PlaceUse(39, 7680), 0)));
        Assert.That(PlacedDesign.ParseReport(Report.Replace("ICESTORM_LC", "OTHER", StringComparison.Ordinal)), Is.Null);
        Assert.That(PlacedDesign.ParseReport(Report.Replace("465.25", "\"fast\"", StringComparison.Ordinal)), Is.Null);
        Assert.That(PlacedDesign.ParseLog("Info: Packing constants..\n"), Is.Null);
    });

    [Test]
    public void ALibraryHasAName() => Assert.Multiple(() =>
    {
        Assert.That(GateDesign.LibraryName("/* x */\nlibrary (\"cells\") {\n"), Is.EqualTo("cells"));
        Assert.That(GateDesign.LibraryName("a library of books\n"), Is.Null);
    });
}
