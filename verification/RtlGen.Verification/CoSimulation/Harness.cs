// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace RtlGen.CoSimulation;

/// <summary>The drivers that come with this library as resources.</summary>
internal static class Harness
{
    /// <summary>C++, for Verilator.</summary>
    public static string CosimCpp => Read("cosim.cpp");

    /// <summary>Verilog, for Icarus Verilog.</summary>
    public static string TestBench => Read("cosim_tb.v");

    /// <summary>C++, for Verilator: runs the driver of a bundle.</summary>
    public static string DriverRunCpp => Read("driver_run.cpp");

    /// <summary>C++, for Verilator: masters for the bus of a layer.</summary>
    public static string BusHeader => Read("bus.h");

    /// <summary>C++, for Verilator: plays a scenario on the pins of a layer behind a bus.</summary>
    public static string ScenarioCpp => Read("scenario.cpp");

    private static string Read(string name)
    {
        using Stream stream = typeof(Harness).Assembly.GetManifestResourceStream("harness/" + name)
            ?? throw new InvalidOperationException($"the resource harness/{name} is missing from the assembly");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
