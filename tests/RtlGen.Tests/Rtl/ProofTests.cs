// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Rtl;

/// <summary>The proofs of <c>verification/formal</c>: a sample of them holds and sees the bugs that are planted for it, and no module is forgotten.</summary>
internal sealed class ProofTests
{
    /// <summary>All of them are for <c>make formal</c>. The seed follows from what is proved, so that another part is drawn whenever that changes.</summary>
    [Test]
    public async Task ASampleOfTheProofsHoldsAndSeesBugs()
    {
        ToolResult result = await RunAsync("--sample", Seed());
        TestContext.Out.WriteLine(result.Output);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Match(@"formal: [1-9]\d* proofs .*, 0 not proved; [1-9]\d* planted bugs, 0 not found"));
    }

    [Test]
    public async Task AnUnknownProofIsAnError()
    {
        ToolResult result = await RunAsync("no_such_proof");
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("there is no proof 'no_such_proof'"));
    }

    [Test]
    public void EveryModuleHasAProofThatSeesABugInIt()
    {
        Assert.That(ProofTable.Read().Complaints(ProofTable.Modules()), Is.Empty);
    }

    [Test]
    public void EveryProofHasItsFile()
    {
        IEnumerable<string> files = Directory
            .EnumerateFiles(RepositoryFolder.Find("verification/formal"), "*_formal.v")
            .Select(file => Path.GetFileNameWithoutExtension(file)[..^"_formal".Length]);
        Assert.That(files, Is.EquivalentTo(ProofTable.Read().Proofs));
    }

    /// <summary>Streams and buses are recognised by their ports: these at least.</summary>
    [TestCase("rtlgen_skid_buffer", true)]
    [TestCase("rtlgen_axi4_lite", true)]
    [TestCase("rtlgen_apb", true)]
    [TestCase("rtlgen_assembler", true)]
    [TestCase("rtlgen_readout", true)]
    [TestCase("rtlgen_clamp", false)]
    [TestCase("rtlgen_adc_sar", false)]
    public void StreamsAndBusesAreKnownByTheirPorts(string module, bool expected)
    {
        Assert.That(ProofTable.IsStreamOrBus(ProofTable.Modules()[module]), Is.EqualTo(expected));
    }

    [Test]
    public void AForgottenModuleIsNoticed()
    {
        ProofTable table = ProofTable.Parse(["proof a: p", "  bug m_a: x => y", "proof b: p", "without m_b: reason", "without m_c: reason"]);
        var modules = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["m_a"] = "",
            ["m_b"] = "  input  wire       in_valid,\n",
            ["m_d"] = "",
        };
        Assert.That(table.Complaints(modules), Is.EqualTo(new[]
        {
            "m_b speaks a stream or a bus: it needs a proof, not a reason",
            "m_d has no proof that sees a bug planted in it, and no reason why",
            "m_c is in the table and not in rtl/",
            "b has no planted bug",
        }));
    }

    private static string Seed()
    {
        var text = new StringBuilder(File.ReadAllText(RepositoryFolder.Find("verification/formal/proofs.txt")));
        foreach ((string _, string verilog) in ProofTable.Modules().OrderBy(module => module.Key, StringComparer.Ordinal))
        {
            text.Append(verilog);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[0].ToString(CultureInfo.InvariantCulture);
    }

    private static Task<ToolResult> RunAsync(params string[] arguments) => ToolRunner.RunAsync(
        new ToolInvocation("bash", [RepositoryFolder.Find("scripts/formal.sh"), .. arguments]) { Timeout = TimeSpan.FromMinutes(10) }, CancellationToken.None);
}
