// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Design;

/// <summary>Direction as seen from the macro.</summary>
public enum PinDirection { Input, Output }

/// <summary>One pin (or bus) of the analog macro: the only description of its interface; every macro view comes from it.</summary>
/// <param name="Name">Name of the port.</param>
/// <param name="Direction">As seen from the macro.</param>
/// <param name="Width">Bits.</param>
/// <param name="Description">What it means and when it is valid.</param>
public sealed record MacroPin(string Name, PinDirection Direction, int Width, string Description);
