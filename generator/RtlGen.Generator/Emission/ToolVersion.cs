// SPDX-License-Identifier: Apache-2.0

namespace RtlGen.Emission;

/// <summary>The version that emitted files name.</summary>
public static class ToolVersion
{
    /// <summary>Major, minor and patch.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
