// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;

namespace RtlGen.Cli;

/// <summary>The process's own streams; the only file that touches <see cref="Console"/>.</summary>
internal sealed class SystemConsole : IConsole, IDisposable
{
    private readonly CancellationTokenSource _interrupted = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public SystemConsole()
    {
        Out = Writer(Console.OpenStandardOutput(), autoFlush: false);
        Error = Writer(Console.OpenStandardError(), autoFlush: true);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <inheritdoc />
    public TextWriter Out { get; }

    /// <inheritdoc />
    public TextWriter Error { get; }

    /// <inheritdoc />
    public bool IsWatched => !Console.IsErrorRedirected;

    /// <summary>Cancelled by the first Ctrl-C; the second one ends the process at once.</summary>
    public CancellationToken Interrupted => _interrupted.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        Close(Out);
        Close(Error);
        _interrupted.Dispose();
    }

    // Writes to a closed pipe are dropped by the runtime's console stream, so `rtlgen schema | head` ends quietly.
    private static StreamWriter Writer(Stream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16384)
        {
            AutoFlush = autoFlush,
            NewLine = "\n",
        };

    /// <summary>What could not be written was reported when it was flushed; closing must not end the process in its place.</summary>
    private static void Close(TextWriter writer)
    {
        try
        {
            writer.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Reported before.
        }
    }

    private void Cancel(PosixSignalContext context)
    {
        if (!_interrupted.IsCancellationRequested)
        {
            context.Cancel = true;
            _interrupted.Cancel();
        }
    }
}
