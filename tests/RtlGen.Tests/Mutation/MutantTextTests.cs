// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Emission;
using RtlGen.Mutation;

namespace RtlGen.Tests.Mutation;

/// <summary>What can be changed in a module, and how it is written down.</summary>
internal sealed partial class MutantTextTests
{
    private const string Module = """
        module rtlgen_small #(
          parameter BITS = 4
        ) (
          input  wire            clk,
          input  wire            load,
          input  wire [BITS-1:0] in,
          output wire [BITS-1:0] out
        );

          reg [BITS-1:0] out_q;
          wire unused = &{1'b0, load};
          assign out = out_q;

          always @(posedge clk) begin
            if (load) out_q <= in + 1'b1;
          end

          generate
            if (BITS == 1) begin : gen_one
              wire top = in[0];
            end
          endgenerate

        endmodule

        """;

    [Test]
    public void EveryModuleOfTheLibraryIsRead()
    {
        var library = MutantLibrary.Load();
        Dictionary<string, int> counts = library.Mutants.GroupBy(m => m.Module, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        Assert.That(library.Modules, Is.EquivalentTo(RtlLibrary.Sources.Keys.Select(Path.GetFileNameWithoutExtension)));
        Assert.That(library.Modules.Where(m => !counts.ContainsKey(m)), Is.Empty, "each has something to change");
        Assert.That(library.Mutants.Select(m => m.Number), Is.EqualTo(Enumerable.Range(1, library.Mutants.Count)));
        Assert.That(library.Mutants.Select(m => m.Id).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(library.Mutants.Count));
        TestContext.Out.WriteLine($"{library.Mutants.Count} mutants of {counts.Count} modules");
    }

    [Test]
    public void AMutantStandsWhereItSays()
    {
        var library = MutantLibrary.Load();
        Dictionary<string, string[]> sources = library.Modules.ToDictionary(m => m, m => library.Source(m).Split('\n'), StringComparer.Ordinal);
        foreach (Mutant mutant in library.Mutants)
        {
            string line = sources[mutant.Module][mutant.Line - 1];
            Assert.That(line, Has.Length.GreaterThanOrEqualTo(mutant.Column), mutant.Id);
            Assert.That(line[mutant.Column - 1], Is.Not.EqualTo(' '), mutant.Id);
            Assert.That(line.IndexOf("//", StringComparison.Ordinal), Is.Not.InRange(0, mutant.Column - 1), mutant.Id);
        }
    }

    /// <summary>Everything that was written remains, in its order, and no line moves.</summary>
    [Test]
    public void WhatIsAddedLeavesTheRestInPlace()
    {
        var library = MutantLibrary.Load();
        foreach (string module in library.Modules)
        {
            string text = library.Fixed(module, 0);
            Assert.That(Words(text, library.Source(module)), Is.True, module);
        }
    }

    [Test]
    public void EveryKindOfChangeOfASmallModule()
    {
        MutantLibrary library = Small();
        string[] found = [.. library.Mutants.Select(m => $"{m.Line}:{m.Column} {m.Operator}: {m.Original} -> {m.Changed}")];
        Assert.That(found, Is.EqualTo(new[]
        {
            "12:16 tied to 0: out_q -> 1'b0",
            "12:16 top bit cut: out_q -> (out_q) & {1'b0, {(BITS-1) {1'b1}}}",
            "15:9 condition false: load -> 1'b0",
            "15:9 condition negated: load -> !(load)",
            "15:9 condition true: load -> 1'b1",
            "15:15 dropped: out_q <= in + 1'b1; -> (nothing)",
            "15:24 top bit cut: in + 1'b1 -> (in + 1'b1) & {1'b0, {(BITS-1) {1'b1}}}",
            "15:27 + becomes -: in + 1'b1 -> in - 1'b1",
            "15:29 becomes 1'b0: 1'b1 -> 1'b0",
            "20:18 tied to 0: in[0] -> 1'b0",
            "20:18 tied to 1: in[0] -> 1'b1",
        }));
        Assert.That(library.Mutants.Select(m => m.Scope), Is.EqualTo(Enumerable.Repeat(0, 9).Append(1).Append(1)));
    }

    [Test]
    public void ANumberChoosesOneOfThem()
    {
        string text = Small().Fixed("rtlgen_small", 8);
        Assert.That(text, Does.Contain("(32'd8 == 32'd8) ? (in - 1'b1) : (in + ((32'd8 == 32'd9) ? (1'b0) : (1'b1)))"));
        Assert.That(text, Does.Contain("begin if (32'd8 != 32'd6) out_q <= "));
    }

    [TestCase("assign out = out_q;", "assign out = ?out_q;")]
    [TestCase("if (load) out_q", "while (load) out_q")]
    [TestCase("endgenerate", "initial out_q = 0;")]
    public void AnotherStyleIsRefusedWithItsPlace(string right, string wrong)
    {
        VerilogFormatException e = Assert.Throws<VerilogFormatException>(
            () => MutantLibrary.Of([new GeneratedFile("rtl/rtlgen_small.v", Module.Replace(right, wrong, StringComparison.Ordinal))]))!;
        Assert.That(e.Message, Does.Match(@"^rtl/rtlgen_small\.v:\d+:\d+: '.*' stands where .* is expected$"));
    }

    private static MutantLibrary Small() => MutantLibrary.Of([new GeneratedFile("rtl/rtlgen_small.v", Module)]);

    /// <summary>True when the words and numbers of the short text are in the long one, line by line and in their order.</summary>
    private static bool Words(string text, string original)
    {
        string[] lines = text.Split('\n');
        string[] originals = original.Split('\n');
        return lines.Length == originals.Length && lines.Zip(originals).All(pair =>
        {
            Queue<string> wanted = new(Word().Matches(pair.Second).Select(m => m.Value));
            foreach (Match word in Word().Matches(pair.First))
            {
                if (wanted.TryPeek(out string? next) && string.Equals(next, word.Value, StringComparison.Ordinal))
                {
                    wanted.Dequeue();
                }
            }

            return wanted.Count == 0;
        });
    }

    [GeneratedRegex(@"[\w$']+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
