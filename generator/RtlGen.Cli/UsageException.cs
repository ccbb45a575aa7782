// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Cli;

/// <summary>Options that do not go together: exit code 2. The message says which and what to do.</summary>
public sealed class UsageException(string message) : Exception(message);
