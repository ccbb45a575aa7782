// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Design;

/// <summary>A width of the hardware with the bound that it comes from.</summary>
/// <param name="Name">What is that wide, in the field's words.</param>
/// <param name="Bits">Bits, two's complement where the range has negative numbers.</param>
/// <param name="Range">Every value that can occur.</param>
/// <param name="Reason">Where the range comes from.</param>
public sealed record Width(string Name, int Bits, IntegerRange Range, string Reason);
