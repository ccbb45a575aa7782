// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Emission;

/// <summary>One emitted text file.</summary>
/// <param name="Path">Relative path with forward slashes.</param>
/// <param name="Content">Text with LF line ends, ending in one.</param>
public sealed record GeneratedFile(string Path, string Content);
