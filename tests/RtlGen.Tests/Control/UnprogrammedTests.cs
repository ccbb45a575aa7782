// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Scenarios;

namespace RtlGen.Tests.Control;

/// <summary>A layer whose cells were programmed in part says so with every vector that it computes (docs/control.md §4).</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class UnprogrammedTests
{
    private const uint Event = 1 << 10;
    private const uint Flag = 1 << 9;  // of STATUS

    /// <summary>Tiles of 6 and 3 rows beside each other in two columns; the last column tile is in use in part.</summary>
    private const string Layer = """
        name: partly
        layer: {inputs: 9, outputs: 14}
        weights: {bits: 4, encoding: offset}
        inputs: {bits: 2, encoding: unsigned}
        crossbar: {rows: 6, columns: 20, cell_bits: 2}
        adc: {kind: sar, bits: 6, columns_per_adc: 4}
        output: {requantize: none, bias_bits: 6}

        """;

    private const string Axi = "interface: {control: axi4_lite}\n";
    private const string Apb = "interface: {control: apb}\n";

    /// <summary>One row is left out, then programmed; the cells hold their weights all the time, so that every number is right.</summary>
    [TestCase(Axi, 0, 0)]
    [TestCase(Axi, 3, 2)]
    [TestCase(Apb, 1, 5)]
    [TestCase(Apb, 2, 0)]
    public async Task EveryVectorRaisesTheEventUntilAllRowsAreProgrammed(string bus, int leftTile, int leftRow)
    {
        ControlledLayer layer = Layers.Of(Layer + bus);
        ScenarioCheck check = Begin(layer);
        for (int tile = 0; tile < layer.Design.Grid.Count; tile++)
        {
            for (int row = 0; row < layer.Design.Grid.InputsOf(tile / layer.Design.Grid.ColumnTiles); row++)
            {
                _ = (tile, row) == (leftTile, leftRow) ? check : Program(check, layer, tile, row);
            }
        }

        check.Read("STATUS", Flag, Flag).Write("INTERRUPT_ENABLE", Event).Write("CONTROL", 1);
        for (int vector = 0; vector < 3; vector++)
        {
            check.Do(s => s.Idle(4)).Irq(false).Vectors(vector, 1).Wait(vector + 1).Irq(true).Read("INTERRUPT_STATUS", Event, Event).Write("INTERRUPT_STATUS", Event);
        }

        Program(check.Stop(), layer, leftTile, leftRow).Read("STATUS", 0, Flag).Write("CONTROL", 1)
            .Vectors(3, 2).Wait(5).Read("INTERRUPT_STATUS", 0, Event).Irq(false);
        await MustHoldAsync(layer, check);
    }

    [TestCase(Axi)]
    [TestCase(Apb)]
    public async Task CellsThatAreKeptNeedNoProgramming(string bus)
    {
        ControlledLayer layer = Layers.Of(Layer + bus);
        await MustHoldAsync(layer, Begin(layer)
            .Read("STATUS", Flag, Flag).Write("CONTROL", 9).Read("STATUS", 0, Flag).Vectors(0, 4).Wait(4).Read("INTERRUPT_STATUS", 0, Event)
            .Write("CONTROL", 1).Read("STATUS", Flag, Flag).Vectors(4, 1).Wait(5).Read("INTERRUPT_STATUS", Event, Event)
            .Do(s => s.Reset()).Cut().Read("CONTROL", 0).Read("STATUS", Flag, Flag).Start().Read("CONTROL", 9).Vectors(0, 2).Wait(2).Read("INTERRUPT_STATUS", 0, Event));
    }

    /// <summary>What every harness and testbench writes first says so of cells that are preloaded, and of no others.</summary>
    [Test]
    public void OnlyPreloadedCellsAreKept()
    {
        ControlledLayer layer = Layers.Of(Layer + Axi);
        Assert.That(ControlWrites.Of(layer.Design, layer.Parameters)[^1].Data, Is.EqualTo(9));
        Assert.That(ControlWrites.Of(layer.Design, layer.Parameters with { Programming = new CellProgramming { Blank = true } })[^1].Data, Is.EqualTo(1));
        ControlledLayer fixedCells = Layers.Of(Layer + "interface: {control: apb, programming: false}\n");
        Assert.That(ControlWrites.Of(fixedCells.Design, fixedCells.Parameters)[^1].Data, Is.EqualTo(1));
    }

    /// <summary>Parameters in, events cleared, not enabled; nothing is said about the cells.</summary>
    private static ScenarioCheck Begin(ControlledLayer layer) => new ScenarioCheck(layer).Load().Write("INTERRUPT_STATUS", 0x7FF);

    /// <summary>Programs a row with what it holds.</summary>
    private static ScenarioCheck Program(ScenarioCheck check, ControlledLayer layer, int tile, int row)
    {
        uint[] words = RowWords.Of(layer, tile, row);
        for (int word = 0; word < words.Length; word++)
        {
            check.Write("ROW_TARGETS", words[word], word);
        }

        return check.Write("TILE", (uint)tile).Write("CELLS", (uint)row).Write("COMMAND", 1).Poll("STATUS", 8, 0);
    }

    private static async Task MustHoldAsync(ControlledLayer layer, ScenarioCheck check) =>
        Assert.That(await layer.ComplaintsAsync(check), Is.Empty);
}
