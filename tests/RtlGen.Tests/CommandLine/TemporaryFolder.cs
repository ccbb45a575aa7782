// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tensors;

namespace RtlGen.Tests.CommandLine;

/// <summary>A folder of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Write(string name, Tensor tensor)
    {
        NpyFile.Write(this[name], NpyArray.OfIntegers(tensor, name));
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
