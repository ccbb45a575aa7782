// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tools;

/// <summary>What a tool that ran to its end left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output; the end of it where it was longer than allowed.</param>
/// <param name="Error">Standard error, likewise.</param>
/// <param name="Duration">Wall-clock time from start to exit.</param>
public sealed record ToolResult(int ExitCode, string Output, string Error, TimeSpan Duration);
