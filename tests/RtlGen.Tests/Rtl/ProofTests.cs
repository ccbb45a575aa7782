// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Rtl;

/// <summary>The proofs of <c>verification/formal</c> hold, and each sees the bugs that are planted for it.</summary>
internal sealed class ProofTests
{
    [TestCase]
    [TestCase("--break")]
    public async Task TheProofsHoldAndCanFail(params string[] arguments)
    {
        string script = RepositoryFolder.Find("scripts/formal.sh");
        ToolResult result = await ToolRunner.RequireAsync(
            new ToolInvocation("bash", [script, .. arguments]) { Timeout = TimeSpan.FromMinutes(5) }, CancellationToken.None);
        Assert.That(result.Output, Does.Match(arguments.Length == 0 ? @"\d+ proofs, 0 not proved" : @"\d+ planted bugs, 0 not found"));
    }
}
