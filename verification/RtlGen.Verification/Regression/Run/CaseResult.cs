// SPDX-License-Identifier: Apache-2.0
using RtlGen.Regression.Cases;
using RtlGen.Regression.Failures;

namespace RtlGen.Regression.Run;

/// <summary>How a case ended.</summary>
public enum CaseVerdict
{
    /// <summary>Everything was compared and is as it must be.</summary>
    Passed,

    /// <summary>Something is not as it must be.</summary>
    Failed,

    /// <summary>A tool failed or the simulation died: a failure like any other.</summary>
    Crashed,

    /// <summary>It took longer than a case may.</summary>
    TimedOut,

    /// <summary>There was nothing to run: the flow does not apply, or no configuration meets the wishes.</summary>
    Empty,
}

/// <summary>What a case came to: one line of the campaign's results.</summary>
public sealed record CaseResult
{
    public required string Id { get; init; }

    public required string Group { get; init; }

    public required ulong Seed { get; init; }

    public required string Flow { get; init; }

    public required CaseEngine Engine { get; init; }

    public required CaseVerdict Verdict { get; init; }

    /// <summary>Hash of the case; empty where it could not be drawn.</summary>
    public string CaseHash { get; init; } = "";

    /// <summary>Hash of everything that the result depends on, the RTL included; empty where it is not known.</summary>
    public string Key { get; init; } = "";

    /// <summary>Hash of the configuration in its canonical form; empty where it could not be drawn.</summary>
    public string ConfigurationHash { get; init; } = "";

    /// <summary>Every key that applies with its value.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What failures with one cause have in common; null when it passed.</summary>
    public FailureSignature? Signature { get; init; }

    /// <summary>The first divergence, or the first other thing that is wrong; empty when it passed.</summary>
    public string Message { get; init; } = "";

    /// <summary>Everything that is wrong, a line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Vectors sent, over all passes.</summary>
    public long Vectors { get; init; }

    /// <summary>Cycles simulated, over all passes.</summary>
    public long Cycles { get; init; }

    /// <summary>Values compared.</summary>
    public long Compared { get; init; }

    /// <summary>Bins of functional coverage that it reached.</summary>
    public IReadOnlyList<string> Bins { get; init; } = [];

    /// <summary>True when this very RTL had been compiled before.</summary>
    public bool ModelWasCached { get; init; }

    public CaseTimes Times { get; init; } = new();
}

/// <summary>Where a case's time went, in milliseconds of the clock.</summary>
public sealed record CaseTimes
{
    /// <summary>Drawing configuration and tensors, checking them.</summary>
    public double Draw { get; init; }

    /// <summary>Writing the Verilog.</summary>
    public double Emit { get; init; }

    /// <summary>Verilog to C++, or to what Icarus runs.</summary>
    public double Translate { get; init; }

    /// <summary>The C++ compiler.</summary>
    public double Compile { get; init; }

    /// <summary>The simulation's process.</summary>
    public double Simulate { get; init; }

    /// <summary>Golden model, reading of the records, comparison: what is left of the total.</summary>
    public double Compare { get; init; }

    /// <summary>From its beginning to its end.</summary>
    public double Total { get; init; }
}
