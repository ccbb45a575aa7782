// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;

namespace RtlGen.Tests;

/// <summary>One cache of compiled models for the whole test run, so that no test finds what an earlier run has left.</summary>
[SetUpFixture]
internal sealed class TestCache
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; private set; } = "";

    [OneTimeSetUp]
    public void Create() => Folder = Directory.CreateTempSubdirectory("rtlgen-test-cache-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);
}
