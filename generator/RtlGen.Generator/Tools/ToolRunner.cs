// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;
using Medallion.Shell;

namespace RtlGen.Tools;

/// <summary>Starts external tools; the only class that knows how processes are run.</summary>
public static class ToolRunner
{
    /// <summary>How long the output of a process that has ended may still take to arrive (a grandchild may hold the pipe).</summary>
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(5);

    /// <summary>Runs a tool and returns whatever its exit code is.</summary>
    /// <exception cref="ToolMissingException">There is no such executable.</exception>
    /// <exception cref="ToolFailedException">It did not finish in time; it and its children were killed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; it and its children were killed.</exception>
    public static async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string path = ToolCatalog.Locate(invocation.Executable);
        long start = Stopwatch.GetTimestamp();
        using Command command = Start(invocation, path);
        Process process = command.Process;
        command.StandardInput.Close();
        OutputTail output = new(invocation.OutputLimit);
        OutputTail error = new(invocation.OutputLimit);
        Task drained = Task.WhenAll(output.DrainAsync(command.StandardOutput), error.DrainAsync(command.StandardError));
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(invocation.Timeout);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await Task.WhenAny(drained, Task.Delay(s_drainTime, CancellationToken.None));
            cancellationToken.ThrowIfCancellationRequested();
            throw ToolFailedException.FromTimeout(invocation, output.Text, error.Text);
        }

        await Task.WhenAny(drained, Task.Delay(s_drainTime, cancellationToken));
        return new ToolResult(process.ExitCode, output.Text, error.Text, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Runs a tool that must succeed.</summary>
    /// <exception cref="ToolFailedException">Also for any exit code but 0.</exception>
    public static async Task<ToolResult> RequireAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        ToolResult result = await RunAsync(invocation, cancellationToken);
        return result.ExitCode == 0 ? result : throw ToolFailedException.FromResult(invocation, result);
    }

    private static Command Start(ToolInvocation invocation, string path)
    {
        try
        {
            // The argument list is filled in by hand: the runtime passes it on untouched, nothing needs quoting.
            return Command.Run(path, [], options => options
                .ThrowOnError(false)
                .DisposeOnExit(false)
                .StartInfo(info =>
                {
                    info.Arguments = "";
                    foreach (string argument in invocation.Arguments)
                    {
                        info.ArgumentList.Add(argument);
                    }

                    info.WorkingDirectory = invocation.WorkingDirectory ?? "";
                    foreach ((string name, string? value) in invocation.Environment)
                    {
                        info.Environment[name] = value;
                    }
                }));
        }
        catch (Win32Exception e)
        {
            throw new ToolMissingException(
                invocation.Executable, ToolCatalog.Find(invocation.Executable)?.Package, $"could not be started ({e.Message})");
        }
    }
}
