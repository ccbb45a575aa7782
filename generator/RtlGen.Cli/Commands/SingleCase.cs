// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;

namespace RtlGen.Cli.Commands;

/// <summary>Runs one case from its file and shows what came of it.</summary>
internal static class SingleCase
{
    public static async Task<int> RunAsync(IConsole console, RegressionCase @case, CancellationToken cancellationToken)
    {
        CaseRun run = await Progress.ShowAsync(
            console, @case.Id, _ => new CaseRunner(new CaseRunnerOptions()).ExamineAsync(@case, cancellationToken));
        if (run.Signature is null)
        {
            await console.Out.WriteLineAsync($"{@case.Id} passed: {run.Vectors} vectors, {run.Compared} values compared, {run.Cycles} cycles");
            return ExitCode.Done;
        }

        await console.Out.WriteAsync(Evidence.Of(@case, run));
        return ExitCode.ComparisonFailed;
    }
}
