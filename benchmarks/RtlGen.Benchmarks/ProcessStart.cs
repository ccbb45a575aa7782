// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using RtlGen.Tools;

namespace RtlGen.Benchmarks;

/// <summary><c>rtlgen generate</c> as a process, against <c>rtlgen --version</c>, which starts and does nothing.</summary>
internal static class ProcessStart
{
    private const int Runs = 7;

    public static async Task MeasureAsync(string rtlgen, string configuration, string folder)
    {
        List<double> generate = [];
        List<double> start = [];
        for (int run = 0; run < Runs; run++)
        {
            generate.Add(await TimeAsync(rtlgen, ["generate", configuration, "-o", Path.Combine(folder, $"generated_{run}")]));
            start.Add(await TimeAsync(rtlgen, ["--version"]));
        }

        double ours = generate.Order().ElementAt(Runs / 2);
        double bare = start.Order().ElementAt(Runs / 2);
        Console.WriteLine($"rtlgen generate   {ours:0.00} s as a process (goal 0.5 s), start alone {bare:0.00} s: {ours / bare:0.0} times");
    }

    private static async Task<double> TimeAsync(string rtlgen, IReadOnlyList<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        await ToolRunner.RequireAsync(new ToolInvocation(rtlgen, arguments), CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }
}
