// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace RtlGen.Tools;

/// <summary>
/// What tools said about themselves, so that a process asks each of them once. An answer holds as long as the tool's file is
/// the same: path, size and time of its last change. Failures are not kept.
/// </summary>
public sealed class ToolAnswers
{
    private readonly ConcurrentDictionary<(string Path, string Question, long Size, DateTime Changed), object> _answers = new();

    /// <summary>Those of this process.</summary>
    public static ToolAnswers OfProcess { get; } = new();

    /// <summary>The answer to a question, asked now unless it is known.</summary>
    /// <param name="path">The tool's file.</param>
    /// <param name="question">Tells one question from another.</param>
    /// <param name="ask">Asks the tool; may run twice when two ask at once.</param>
    public async Task<T> GetAsync<T>(string path, string question, Func<Task<T>> ask)
        where T : class
    {
        FileInfo file = new(path);
        (string, string, long, DateTime) key = (path, question, file.Length, file.LastWriteTimeUtc);
        if (_answers.TryGetValue(key, out object? known) && known is T answer)
        {
            return answer;
        }

        T asked = await ask();
        _answers[key] = asked;
        return asked;
    }
}
