// SPDX-License-Identifier: Apache-2.0
using RtlGen.CoSimulation;
using RtlGen.Emission;

namespace RtlGen.Regression.Run;

/// <summary>What of this program a result depends on.</summary>
public static class ToolIdentity
{
    /// <summary>Differs between any two builds whose code, templates, library or models differ.</summary>
    public static string Hash { get; } = BuildCache.KeyOf(
    [
        ToolVersion.Text,
        typeof(LayerEmitter).Module.ModuleVersionId.ToString(),
        typeof(ToolIdentity).Module.ModuleVersionId.ToString(),
    ]);
}
