// SPDX-License-Identifier: Apache-2.0
using RtlGen.Emission;

namespace RtlGen.CoSimulation;

/// <summary>What is compiled around a Verilated model (class Vsim) to drive it.</summary>
/// <param name="Main">The C++ file that is compiled in one unit with the model.</param>
/// <param name="Files">
/// It and what it includes, side by side in one folder. Files that end in <c>.c</c> are compiled on their own, as strict C99,
/// and linked.
/// </param>
public sealed record HarnessProgram(string Main, IReadOnlyList<GeneratedFile> Files)
{
    /// <summary>Sends vectors and writes down what every tap says.</summary>
    public static HarnessProgram CoSimulation { get; } = new("cosim.cpp", [new("cosim.cpp", Harness.CosimCpp)]);

    /// <summary>What C is compiled with: C99 without a warning.</summary>
    public static IReadOnlyList<string> StrictC { get; } = ["-x", "c", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic"];

    /// <summary>Everything that an executable with it depends on.</summary>
    internal IEnumerable<string> Identity => Files.SelectMany(f => (string[])[f.Path, f.Content]).Prepend(Main);
}
