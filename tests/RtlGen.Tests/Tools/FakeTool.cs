// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests.Tools;

/// <summary>An executable script in a folder of its own.</summary>
internal sealed class FakeTool : IDisposable
{
    public FakeTool(string script, string name = "fake-tool")
    {
        Folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;
        Path = System.IO.Path.Combine(Folder, name);
        File.WriteAllText(Path, "#!/bin/sh\n" + script + "\n");
        if (OperatingSystem.IsWindows())
        {
            // There is no /bin/sh to run it.
            Assert.Ignore("the fake tools are shell scripts");
        }
        else
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Folder { get; }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
