// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.Configuration;
using RtlGen.CoSimulation;
using RtlGen.Coverage;
using RtlGen.Diagnostics;
using RtlGen.Regression.Cases;
using RtlGen.Regression.Drawing;
using RtlGen.Regression.Failures;
using RtlGen.Tensors;
using RtlGen.Tools;

namespace RtlGen.Regression.Run;

/// <summary>Runs single cases. Whatever a case does, its end is a result; only what concerns every case is thrown.</summary>
/// <param name="options">Cache, timeout, build.</param>
/// <param name="change">Changes the Verilog before it is compiled: for tests, which break it.</param>
public sealed class CaseRunner(CaseRunnerOptions options, Func<SimulationModel, SimulationModel>? change = null)
{
    /// <summary>Draws a case and runs it.</summary>
    /// <exception cref="ToolUnavailableException">A tool is missing or too old: no case can run.</exception>
    /// <exception cref="BadInputException">The disk is full or cannot be written: no case can run.</exception>
    public async Task<CaseResult> RunAsync(PlannedCase planned, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        CaseResult result = new()
        {
            Id = planned.Id,
            Group = planned.Group,
            Seed = planned.Seed,
            Flow = planned.Flow,
            Engine = planned.Engine,
            Verdict = CaseVerdict.Empty,
        };
        RegressionCase? @case;
        try
        {
            @case = planned.Draw();
        }
        catch (WishUnmetException e)
        {
            return result with { Message = e.Message };
        }
        catch (BadInputException e)
        {
            return Failure(result, CaseVerdict.Failed, "case", e.Diagnostics[0].Code, e.Message, start);
        }
        catch (Exception e) when (IsFault(e))
        {
            return Fault(result, e, start);
        }

        return @case is null
            ? result with { Message = "the flow has nothing to do here" }
            : await RunAsync(@case, result, start, planned.MeasuresCode ? options : options with { CoverageDirectory = null }, cancellationToken);
    }

    /// <summary>Runs a case that is there.</summary>
    /// <inheritdoc cref="RunAsync(PlannedCase, CancellationToken)"/>
    public Task<CaseResult> RunAsync(RegressionCase @case, CancellationToken cancellationToken) => RunAsync(
        new PlannedCase(@case.Id, @case.Id.Split('/')[0], @case.Seed, @case.Flow, @case.Engine, () => @case), cancellationToken);

    /// <summary>Runs a case and keeps everything that a look at its failure needs.</summary>
    /// <exception cref="BadInputException">The case itself is at fault.</exception>
    public Task<CaseRun> ExamineAsync(RegressionCase @case, CancellationToken cancellationToken) =>
        CaseFlow.Of(@case, options, change).RunAsync(@case, cancellationToken);

    private async Task<CaseResult> RunAsync(
        RegressionCase @case, CaseResult empty, long start, CaseRunnerOptions used, CancellationToken cancellationToken)
    {
        CaseResult result = empty with { CaseHash = @case.Hash() };
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.CaseTimeout);
        try
        {
            LoadedConfiguration loaded = ConfigurationReader.Parse(@case.Configuration, @case.Id);
            result = result with
            {
                ConfigurationHash = ConfigurationWriter.Hash(loaded.Configuration),
                Configuration = ConfigurationWriter.Values(loaded.Configuration),
            };
            LayerTensors layer = LayerTensors.Check(loaded, @case.Tensors);
            double drawn = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (options.Passed.TryGetValue(@case.Id, out CaseResult? passed)
                && string.Equals(passed.Key, CaseFlow.Of(@case, used, change).KeyOf(@case, layer, deadline.Token), StringComparison.Ordinal))
            {
                return passed with { ModelWasCached = true, Times = new CaseTimes { Draw = drawn, Total = Stopwatch.GetElapsedTime(start).TotalMilliseconds } };
            }

            CaseRun run = await CaseFlow.Of(@case, used, change).RunAsync(@case, layer, deadline.Token);
            if (used.CoverageDirectory is { } folder && run is { Signature: null, Code: { } code })
            {
                // What failed has verified nothing.
                CoverageFolder.Write(folder, @case.Id, code);
            }

            double total = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            CaseTimes times = run.Times with { Draw = drawn, Total = total };
            return result with
            {
                Verdict = run.Signature is null ? CaseVerdict.Passed : CaseVerdict.Failed,
                Key = run.Key,
                Signature = run.Signature,
                Message = run.Complaints is [var first, ..] ? first : "",
                Details = run.Complaints,
                Vectors = run.Vectors,
                Cycles = run.Cycles,
                Compared = run.Compared,
                Bins = run.Bins,
                ModelWasCached = run.ModelWasCached,
                Times = times with { Compare = Math.Max(0, total - drawn - times.Emit - times.Translate - times.Compile - times.Simulate) },
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(result, CaseVerdict.TimedOut, SignatureOf.Tool, "time", $"the case took longer than {options.CaseTimeout.TotalSeconds:0} s", start);
        }
        catch (Exception e) when (DiskSpace.IsFull(e))
        {
            throw DiskSpace.Full(Path.GetTempPath(), e);
        }
        catch (ToolFailedException e) when (e.TimedOut)
        {
            return Failure(result, CaseVerdict.TimedOut, SignatureOf.Tool, "time", e.Message, start);
        }
        catch (ToolFailedException e)
        {
            return Failure(result, CaseVerdict.Crashed, SignatureOf.Tool, Path.GetFileName(e.Invocation.Executable), e.Message, start);
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException or EndOfStreamException)
        {
            return Failure(result, CaseVerdict.Crashed, SignatureOf.Tool, "records", e.Message, start);
        }
        catch (BadInputException e) when (e.Diagnostics.All(d => !IsFileAccess(d)))
        {
            return Failure(result, CaseVerdict.Failed, "case", e.Diagnostics[0].Code, e.Message, start);
        }
        catch (Exception e) when (IsFault(e))
        {
            return Fault(result, e, start);
        }
    }

    /// <summary>A fault of this program, which is no reason to lose the other cases.</summary>
    private static bool IsFault(Exception e) =>
        e is not (OperationCanceledException or ToolUnavailableException or BadInputException or IOException or UnauthorizedAccessException);

    private static CaseResult Fault(CaseResult result, Exception e, long start) =>
        Failure(result, CaseVerdict.Crashed, "internal", e.GetType().Name, e.ToString(), start);

    private static bool IsFileAccess(Diagnostic diagnostic) => string.Equals(diagnostic.Code, DiagnosticCodes.FileAccess, StringComparison.Ordinal);

    private static CaseResult Failure(CaseResult result, CaseVerdict verdict, string tap, string module, string message, long start) => result with
    {
        Verdict = verdict,
        Signature = new FailureSignature(tap, module, SignatureOf.Shape(message)),
        Message = message.Split('\n')[0],
        Details = message.Split('\n'),
        Times = new CaseTimes { Total = Stopwatch.GetElapsedTime(start).TotalMilliseconds },
    };
}

/// <summary>How cases are run.</summary>
public sealed record CaseRunnerOptions
{
    /// <summary>A case that takes longer has failed.</summary>
    public TimeSpan CaseTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Results, by case, that stand as long as nothing that they depend on has changed: such a case is drawn and its Verilog
    /// is written, but not run again.
    /// </summary>
    public IReadOnlyDictionary<string, CaseResult> Passed { get; init; } = new Dictionary<string, CaseResult>(StringComparer.Ordinal);

    /// <summary>Where compiled models are kept; null: as <see cref="BuildCache.Open"/> says.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Not null: models count the lines and toggles that they reach; a file a case is left in this folder.</summary>
    public string? CoverageDirectory { get; init; }

    /// <summary>What models are built for: cases are small and run for some thousand cycles.</summary>
    public BuildProfile Profile => CoverageDirectory is null ? BuildProfile.Fast : BuildProfile.Coverage;
}
