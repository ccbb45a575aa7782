// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tests.CommandLine;

namespace RtlGen.Tests.Bundles;

/// <summary>A generated folder is the old one or the new one, never a mixture, and nobody's own files are lost.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StagedDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Destination => _folder["made/here"];

    public void Dispose() => _folder.Dispose();

    [Test]
    public void AppearsWholeWithItsManifest()
    {
        Write("a.v", "module a;\n");
        Assert.That(FolderContent.Of(_folder["made"]).Keys, Is.EqualTo(new[] { "here/a.v", "here/manifest.json" }), "and no staging folder");
        Assert.That(BundleCheck.Run(Destination).IsIntact);
    }

    [Test]
    public void IsNotThereBeforeTheCommit()
    {
        using (StagedDirectory staged = StagedDirectory.Create(Destination))
        {
            staged.Write("a.v", "module a;\n");
            Assert.That(Directory.Exists(Destination), Is.False);
        }

        Assert.That(FolderContent.Of(_folder["made"]), Is.Empty);
    }

    [Test]
    public void FailureMidwayLeavesTheOldFolder()
    {
        Write("a.v", "old\n");
        SortedDictionary<string, string> before = FolderContent.Of(_folder["made"]);
        Assert.Throws<InvalidOperationException>(() =>
        {
            using StagedDirectory staged = StagedDirectory.Create(Destination);
            staged.Write("a.v", "new\n");
            throw new InvalidOperationException("the emission failed");
        });
        Assert.That(FolderContent.Of(_folder["made"]), Is.EqualTo(before));
    }

    [Test]
    public void ReplacesTheOldFolderAsAWhole()
    {
        Write("old.v", "old\n");
        Write("new.v", "new\n");
        Assert.That(FolderContent.Of(_folder["made"]).Keys, Is.EqualTo(new[] { "here/manifest.json", "here/new.v" }));
    }

    [Test]
    public void DeathBetweenTheTwoRenamesIsMendedByCheckAndByTheNextWrite()
    {
        Write("a.v", "old\n");
        foreach (Action mend in (ReadOnlySpan<Action>)[() => BundleCheck.Run(Destination), () => StagedDirectory.Create(Destination).Dispose()])
        {
            // What the process that died has left: the old folder moved away, the new one not yet in place.
            Directory.Move(Destination, _folder[$"made/.here.{DeadProcess()}.abc.previous"]);
            Directory.CreateDirectory(_folder[$"made/.here.{DeadProcess()}.def.staging"]);
            mend();
            Assert.That(File.ReadAllText(Path.Combine(Destination, "a.v")), Is.EqualTo("old\n"));
            Assert.That(Directory.GetDirectories(_folder["made"]), Has.Length.EqualTo(1));
        }
    }

    [Test]
    public void DeathAfterTheSecondRenameKeepsTheNewFolder()
    {
        Write("a.v", "new\n");
        Directory.CreateDirectory(_folder[$"made/.here.{DeadProcess()}.abc.previous"]);
        Assert.That(BundleCheck.Run(Destination).IsIntact);
        Assert.That(Directory.GetDirectories(_folder["made"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void FoldersOfLivingProcessesAndOtherDestinationsStay()
    {
        string[] others = [$".here.{Environment.ProcessId}.abc.staging", $".here.too.{DeadProcess()}.abc.staging", ".here.notes.abc.staging"];
        foreach (string other in others)
        {
            Directory.CreateDirectory(_folder["made/" + other]);
        }

        Write("a.v", "new\n");
        Assert.That(Directory.GetDirectories(_folder["made"]).Select(Path.GetFileName), Is.SupersetOf(others));
    }

    [Test]
    public void RefusesToReplaceFilesThatItDidNotWrite()
    {
        Write("a.v", "old\n");
        File.WriteAllText(Path.Combine(Destination, "notes.txt"), "mine");
        Assert.That(Refusal(), Does.Contain("'notes.txt', which rtlgen did not write"));
        Assert.That(File.Exists(Path.Combine(Destination, "notes.txt")));
    }

    [Test]
    public void RefusesAFolderWithoutManifest()
    {
        Directory.CreateDirectory(Destination);
        File.WriteAllText(Path.Combine(Destination, "thesis.tex"), "mine");
        Assert.That(Refusal(), Does.Contain("'thesis.tex'"));
    }

    [Test]
    public void ReplacesAFolderInWhichTheTestbenchWasRun()
    {
        Write("a.v", "old\n");
        Directory.CreateDirectory(Path.Combine(Destination, "tb/build"));
        File.WriteAllText(Path.Combine(Destination, "tb/build/run.log"), "PASS");
        Assert.That(BundleCheck.Run(Destination).IsIntact);
        Write("a.v", "new\n");
        Assert.That(File.ReadAllText(Path.Combine(Destination, "a.v")), Is.EqualTo("new\n"));
    }

    [Test]
    public void AcceptsAnEmptyFolder()
    {
        Directory.CreateDirectory(Destination);
        Write("a.v", "new\n");
        Assert.That(BundleCheck.Run(Destination).IsIntact);
    }

    [Test]
    public void FollowsALink()
    {
        Directory.CreateDirectory(_folder["made/real"]);
        Directory.CreateSymbolicLink(Destination, _folder["made/real"]);
        Write("a.v", "new\n");
        Assert.That(File.ReadAllText(_folder["made/real/a.v"]), Is.EqualTo("new\n"));
        Assert.That(new DirectoryInfo(Destination).LinkTarget, Is.Not.Null, "the link is still one");
    }

    [Test]
    public void RefusesTheCurrentFolderAndTheRoot()
    {
        Assert.That(Refusal("."), Does.Contain("current folder"));
        Assert.That(Refusal("/"), Does.Contain("root of the file system"));
    }

    [Test]
    public void RefusesAFileAndAFolderBelowAFile()
    {
        File.WriteAllText(_folder["file"], "");
        Assert.That(Refusal(_folder["file"]), Does.Contain("it is a file"));
        Assert.That(Refusal(_folder["file/below"]), Does.Contain("cannot write the folder"));
    }

    [TestCase("../a.v")]
    [TestCase("/a.v")]
    [TestCase("rtl//a.v")]
    [TestCase("rtl\\a.v")]
    public void RefusesPathsThatLeadOutside(string path)
    {
        using StagedDirectory staged = StagedDirectory.Create(Destination);
        Assert.Throws<ArgumentException>(() => staged.Write(path, ""));
    }

    /// <summary>A number that no process has: beyond the largest that Linux gives.</summary>
    private static int DeadProcess() => int.MaxValue - 1;

    private void Write(string path, string content)
    {
        using StagedDirectory staged = StagedDirectory.Create(Destination);
        staged.Write(path, content);
        staged.Commit("0000");
    }

    private string Refusal(string? destination = null)
    {
        BadInputException? exception = Assert.Throws<BadInputException>(() => StagedDirectory.Create(destination ?? Destination).Dispose());
        Assert.That(exception!.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.FileAccess));
        return exception.Message;
    }
}
