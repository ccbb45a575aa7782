// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Design;

/// <summary>The format of q: width, sign, and the range after the activation (contract §7).</summary>
/// <param name="Bits">Bo, resolved.</param>
/// <param name="IsSigned">Two's complement.</param>
/// <param name="IsBipolar">−1 and +1.</param>
/// <param name="FormatMin">Least value of the format.</param>
/// <param name="FormatMax">Greatest value of the format.</param>
/// <param name="Lo">Lower clamp: the format's, narrowed by the activation.</param>
/// <param name="Hi">Upper clamp.</param>
public sealed record OutputFormat(int Bits, bool IsSigned, bool IsBipolar, long FormatMin, long FormatMax, long Lo, long Hi);
