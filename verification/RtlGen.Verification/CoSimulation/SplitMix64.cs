// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.CoSimulation;

/// <summary>
/// The SplitMix64 generator: a seed that is printed today draws the same numbers with every later version of the
/// runtime, which the runtime's own generator does not promise.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Uniform in <paramref name="least"/> … <paramref name="greatest"/>, both included.</summary>
    public long Between(long least, long greatest)
    {
        ulong width = unchecked((ulong)greatest - (ulong)least + 1);
        ulong offset = width == 0 ? Next() : Math.BigMul(Next(), width, out _);
        return unchecked(least + (long)offset);
    }

    /// <summary>True once in <paramref name="count"/> calls on average.</summary>
    public bool OnceIn(int count) => Below(count) == 0;
}
