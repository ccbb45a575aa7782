// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace RtlGen.Tools;

/// <summary>Reads a stream of text to its end and keeps only its last characters, so that a tool gone mad costs no memory.</summary>
internal sealed class OutputTail(int limit)
{
    private readonly StringBuilder _kept = new();
    private readonly Lock _gate = new();
    private bool _cut;

    /// <summary>What has been kept so far; says so when the beginning is missing.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                int start = Math.Max(0, _kept.Length - limit);
                string text = _kept.ToString(start, _kept.Length - start);
                return _cut || start > 0 ? "[earlier output cut]\n" + text : text;
            }
        }
    }

    public async Task DrainAsync(TextReader reader)
    {
        char[] buffer = new char[8192];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (_gate)
            {
                _kept.Append(buffer, 0, count);
                if (_kept.Length > 2 * (long)limit)
                {
                    _kept.Remove(0, _kept.Length - limit);
                    _cut = true;
                }
            }
        }
    }
}
