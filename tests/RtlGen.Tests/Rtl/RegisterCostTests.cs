// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Rtl;

/// <summary>Four registers behind the AXI4-Lite front cost no more than <c>scripts/register_cost.sh</c> allows.</summary>
internal sealed class RegisterCostTests
{
    [Test]
    public async Task FourRegistersStayWithinTheirCost()
    {
        ToolResult result = await MeasureAsync();
        Assert.That(result.Output, Does.Match(@"register_cost: \d+ LUT of 95, \d+ FF of \d+"));
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [TestCase("RTLGEN_MOST_LUTS")]
    [TestCase("RTLGEN_MOST_FLIPFLOPS")]
    public async Task ALimitBelowTheCostFails(string limit)
    {
        ToolResult result = await MeasureAsync((limit, "90"));
        Assert.That(result.Output, Does.Contain("of 90"));
        Assert.That(result.ExitCode, Is.EqualTo(1));
    }

    /// <summary>The limits are the script's own but for <paramref name="limits"/>.</summary>
    private static Task<ToolResult> MeasureAsync(params (string Name, string Value)[] limits)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["RTLGEN_MOST_LUTS"] = null, ["RTLGEN_MOST_FLIPFLOPS"] = null };
        foreach ((string name, string value) in limits)
        {
            environment[name] = value;
        }

        string script = RepositoryFolder.Find("scripts/register_cost.sh");
        return ToolRunner.RunAsync(
            new ToolInvocation("bash", script) { Environment = environment, Timeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);
    }
}
