// SPDX-License-Identifier: Apache-2.0
using System.Text;
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>The programs around a simulation model that come with this library as resources.</summary>
internal static class Harness
{
    /// <summary>Verilog, for Icarus Verilog.</summary>
    public static string TestBench => Read("cosim_tb.v");

    /// <summary>C++: compiled in one unit with a Verilated model.</summary>
    public static string ModelAdapter => Read("model.cpp");

    /// <summary>C++: what the adapter offers.</summary>
    public static string ModelHeader => Read("model.h");

    /// <summary>Headers that every program may include: the model's, masters for its bus, files.</summary>
    public static IReadOnlyList<GeneratedFile> Library => Of("model.h", "bus.h", "files.h");

    /// <summary>Files by their names.</summary>
    public static IReadOnlyList<GeneratedFile> Of(params IEnumerable<string> names) => [.. names.Select(n => new GeneratedFile(n, Read(n)))];

    private static string Read(string name)
    {
        using Stream stream = typeof(Harness).Assembly.GetManifestResourceStream("harness/" + name)
            ?? throw new InvalidOperationException($"the resource harness/{name} is missing from the assembly");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
