// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tools;

namespace RtlGen.Tests.Campaigns;

/// <summary>Campaigns on a disk of their own that is full, or may not be written.</summary>
internal sealed class FullDiskTests
{
    [Test]
    public async Task AFullDiskStopsTheCampaignAndRoomContinuesIt()
    {
        using TinyCampaign campaign = new(6);
        string disk = await MountAsync(campaign, "disk", "2m");
        try
        {
            await campaign.ExpectAsync(0, campaign["undisturbed"]);
            string output = Path.Combine(disk, "out");
            string filler = Path.Combine(disk, "filler");
            // Three pages: one each for who holds the folder and what the campaign is, one for the first two results.
            await File.WriteAllBytesAsync(filler, new byte[509 * 4096]);
            ToolResult full = await campaign.ExpectAsync(3, output);
            Assert.That(full.Error, Does.Contain("is full").And.Contain("make room and give the same command again").And.EndWith("\n1 error\n"));
            Assert.That(TinyCampaign.Lines(output), Has.Length.LessThan(campaign.Count));
            File.Delete(filler);
            await campaign.ExpectAsync(0, output);
            Assert.That(TinyCampaign.Faults(TinyCampaign.Lines(output), TinyCampaign.Lines(campaign["undisturbed"])), Is.Empty);

            await File.WriteAllBytesAsync(filler, new byte[16]);
            await RequireAsync("mount", "-o", "remount,ro", disk);
            ToolResult fixedDisk = await campaign.ExpectAsync(3, Path.Combine(disk, "other"));
            Assert.That(fixedDisk.Error, Does.Contain("cannot be written").And.Contain("--output"));
        }
        finally
        {
            await RequireAsync("umount", disk);
        }
    }

    [Test]
    public async Task AFullTemporaryFolderIsNoFailureOfACase()
    {
        using TinyCampaign campaign = new(3);
        string output = campaign["out"];
        string disk = await MountAsync(campaign, "tmp", "128k");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(disk, "filler"), new byte[64 * 1024]);
            ToolResult full = await campaign.ExpectAsync(3, output);
            Assert.That(full.Error, Does.Contain("is full").And.Contain("TMPDIR"));
            Assert.That(TinyCampaign.Lines(output), Is.Empty, "no case is blamed");
        }
        finally
        {
            await RequireAsync("umount", disk);
        }

        await campaign.ExpectAsync(0, output);
        Assert.That(TinyCampaign.Lines(output), Has.Length.EqualTo(campaign.Count));
    }

    /// <summary>A small disk in memory; only the superuser may have one.</summary>
    private static async Task<string> MountAsync(TinyCampaign campaign, string name, string size)
    {
        string folder = Directory.CreateDirectory(campaign[name]).FullName;
        ToolResult result = await ToolRunner.RunAsync(new ToolInvocation("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder), CancellationToken.None);
        if (result.ExitCode != 0)
        {
            Assert.Ignore($"a disk of a fixed size cannot be mounted here: {result.Error.Trim()}");
        }

        return folder;
    }

    private static Task<ToolResult> RequireAsync(string tool, params string[] arguments) =>
        ToolRunner.RequireAsync(new ToolInvocation(tool, arguments), CancellationToken.None);
}
