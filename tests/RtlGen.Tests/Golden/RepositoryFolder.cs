// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests.Golden;

/// <summary>Files of this repository that tests read.</summary>
internal static class RepositoryFolder
{
    /// <summary>Full path of something in the repository: beside the solution file above the tests.</summary>
    public static string Find(string relative)
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RtlGen.sln")))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }

        throw new DirectoryNotFoundException("RtlGen.sln is in no folder above the tests");
    }
}
