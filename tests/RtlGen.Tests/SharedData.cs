// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests;

/// <summary>Test data that is shared between projects and lives outside of this repository.</summary>
internal static class SharedData
{
    /// <summary>
    /// The folder <c>shared</c>: the environment variable RTLGEN_SHARED, or the first one beside a folder above the tests
    /// that holds <c>vectors</c>; null when there is none.
    /// </summary>
    public static string? Root { get; } = Find();

    /// <summary>Full path of something in the shared folder. Without it the test is reported as skipped, never as passed.</summary>
    public static string Require(string relative)
    {
        string? path = Root is null ? null : Path.Combine(Root, relative);
        if (path is null || !Path.Exists(path))
        {
            Assert.Ignore($"SKIPPED LOUDLY: shared/{relative} not found; set RTLGEN_SHARED to the folder that holds it");
        }

        return path!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("RTLGEN_SHARED") is { Length: > 0 } given)
        {
            return given;
        }

        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(candidate, "vectors")))
            {
                return candidate;
            }
        }

        return null;
    }
}
