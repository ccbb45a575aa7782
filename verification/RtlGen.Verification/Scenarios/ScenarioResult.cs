// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.CoSimulation;
using RtlGen.Coverage;

namespace RtlGen.Scenarios;

/// <summary>What an asking line was answered.</summary>
/// <param name="Kind">w, r, p, o, s or i, as verification/harness/scenario.cpp states them.</param>
/// <param name="Flag">Error of w and r, found of p, level of i.</param>
/// <param name="Value">Data of r and p, number of o and s.</param>
/// <param name="Beats">Output beats that had come by then, since the start.</param>
public sealed record ScenarioAnswer(char Kind, bool Flag, uint Value, int Beats);

/// <summary>A beat of the output stream.</summary>
/// <param name="Cycle">In which it was accepted.</param>
/// <param name="IsLast">Its TLAST.</param>
/// <param name="Data">Lowest byte first.</param>
public sealed record ScenarioBeat(long Cycle, bool IsLast, byte[] Data);

/// <summary>All that a scenario said.</summary>
public sealed record ScenarioResult
{
    public required IReadOnlyList<ScenarioAnswer> Answers { get; init; }

    public required IReadOnlyList<ScenarioBeat> Beats { get; init; }

    /// <summary>Breaches of the rules of the bus or of the streams, in words; empty when there are none.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    public required long Cycles { get; init; }

    /// <summary>Cycles since the last reset with a beat offered and not taken, as the pins said.</summary>
    public required long StallsIn { get; init; }

    public required long StallsOut { get; init; }

    /// <summary>Cycles since the last reset with a whole packet inside, as the pins said.</summary>
    public required long CyclesBusy { get; init; }

    /// <summary>Code that it reached; null but in <see cref="BuildProfile.Coverage"/>.</summary>
    public CodeCoverage? Coverage { get; init; }

    internal static ScenarioResult Parse(IEnumerable<string> lines)
    {
        List<ScenarioAnswer> answers = [];
        List<ScenarioBeat> beats = [];
        List<string> faults = [];
        (long cycles, long stallsIn, long stallsOut, long busy) = (-1, 0, 0, 0);
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "b":
                    beats.Add(new ScenarioBeat(Number(words[1]), words[2] is "1", Convert.FromHexString(words[3])));
                    break;
                case "w" or "i":
                    answers.Add(new ScenarioAnswer(words[0][0], words[1] is "1", 0, beats.Count));
                    break;
                case "r" or "p":
                    uint data = uint.Parse(words[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                    answers.Add(new ScenarioAnswer(words[0][0], words[1] is "1", data, beats.Count));
                    break;
                case "o" or "s":
                    answers.Add(new ScenarioAnswer(words[0][0], true, (uint)Number(words[1]), beats.Count));
                    break;
                case "v":
                    faults.Add($"cycle {words[2]}: " + words[1] switch
                    {
                        "0" => "the output stream's valid fell before it was taken",
                        "1" => "the output stream's beat changed before it was taken",
                        _ => "a beat or an answer is on offer under reset",
                    });
                    break;
                case "stalls":
                    (stallsIn, stallsOut) = (Number(words[1]), Number(words[2]));
                    break;
                case "busy":
                    busy = Number(words[1]);
                    break;
                case "end":
                    cycles = Number(words[1]);
                    break;
                default:
                    faults.Add(line);
                    break;
            }
        }

        return cycles < 0
            ? throw new InvalidDataException("the scenario's output has no end")
            : new ScenarioResult
            {
                Answers = answers,
                Beats = beats,
                Faults = faults,
                Cycles = cycles,
                StallsIn = stallsIn,
                StallsOut = stallsOut,
                CyclesBusy = busy,
            };
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
