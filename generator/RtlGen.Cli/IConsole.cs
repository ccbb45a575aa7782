// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Cli;

/// <summary>Everything that a command shows goes through here, so that tests run commands in process.</summary>
public interface IConsole
{
    /// <summary>Results.</summary>
    TextWriter Out { get; }

    /// <summary>Everything else: diagnostics, progress, notes.</summary>
    TextWriter Error { get; }

    /// <summary>True when somebody watches <see cref="Error"/> on a terminal; a pipe gets no progress.</summary>
    bool IsWatched { get; }
}
