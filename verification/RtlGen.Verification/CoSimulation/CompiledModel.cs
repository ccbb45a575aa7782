// SPDX-License-Identifier: Apache-2.0
using RtlGen.Tools;

namespace RtlGen.CoSimulation;

/// <summary>A model that is ready to run.</summary>
/// <param name="File">The executable (Verilator), or what vvp runs (Icarus).</param>
/// <param name="Simulator">The simulator that it was built with.</param>
/// <param name="WasCached">True when it had been built before.</param>
/// <param name="Translate">Time of Verilog to C++, or of iverilog.</param>
/// <param name="Compile">Time of C++ to an executable.</param>
public sealed record CompiledModel(
    string File, InstalledTool Simulator, bool WasCached, TimeSpan Translate, TimeSpan Compile);
