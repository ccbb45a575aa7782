// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tools;

namespace RtlGen.Tests.Tools;

[TestFixture]
internal sealed class ToolVersionsTests
{
    [TestCase("Verilator 5.006 2023-01-22 rev (Debian 5.006-3)", "5.6")]
    [TestCase("Icarus Verilog version 11.0 (stable) ()", "11.0")]
    [TestCase("12.2.0", "12.2.0")]
    [TestCase("GNU Make 4.3", "4.3")]
    [TestCase("Yosys 0.23 (git sha1 7ce5011c24b)", "0.23")]
    public void A_banner_holds_its_version(string banner, string version) =>
        Assert.That(ToolVersions.Parse(banner), Is.EqualTo(Version.Parse(version)));

    [Test]
    public void A_banner_without_a_number_has_none() => Assert.That(ToolVersions.Parse("no version here"), Is.Null);

    [Test]
    public async Task A_tool_that_is_too_old_says_what_is_needed()
    {
        ToolDescription future = ToolCatalog.Make with { Minimum = new Version(999, 0) };
        ToolTooOldException? e = await Assert.ThrowsAsync<ToolTooOldException>(() => ToolVersions.RequireAsync(future, default));
        Assert.That(e!.Message, Does.Contain("'make' is version").And.Contain("at least 999.0"));
        Assert.That(e, Is.InstanceOf<ToolUnavailableException>());
    }

    [Test]
    public async Task A_tool_that_is_there_is_found_with_its_version()
    {
        InstalledTool tool = await ToolVersions.RequireAsync(ToolCatalog.Gxx, default);
        Assert.That(tool.Version, Is.GreaterThanOrEqualTo(ToolCatalog.Gxx.Minimum));
        Assert.That(File.Exists(tool.Path), Is.True);
    }

    [Test]
    public void Every_tool_has_a_package_and_a_tested_version()
    {
        Assert.That(ToolCatalog.All.Select(t => t.Name), Is.Unique);
        Assert.That(ToolCatalog.All.Where(t => t.Package.Length == 0 || t.Tested < t.Minimum), Is.Empty);
    }
}
