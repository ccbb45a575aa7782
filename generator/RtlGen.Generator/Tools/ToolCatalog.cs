// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tools;

/// <summary>An external tool that RtlGen uses.</summary>
/// <param name="Name">Name of the executable.</param>
/// <param name="Package">Debian package that holds it.</param>
/// <param name="Purpose">What it is used for.</param>
/// <param name="Tested">Version that the test suite runs with.</param>
/// <param name="Minimum">Oldest version that is accepted.</param>
/// <param name="VersionArgument">Argument that makes it print its version.</param>
public sealed record ToolDescription(
    string Name, string Package, string Purpose, Version Tested, Version Minimum, string VersionArgument);

/// <summary>Every external tool, its Debian package and the versions that are known to work.</summary>
public static class ToolCatalog
{
    public static ToolDescription Verilator { get; } =
        new("verilator", "verilator", "simulation and lint", new(5, 6), new(5, 6), "--version");

    public static ToolDescription Iverilog { get; } =
        new("iverilog", "iverilog", "four-state simulation (compiler)", new(11, 0), new(11, 0), "-V");

    public static ToolDescription Vvp { get; } =
        new("vvp", "iverilog", "four-state simulation (runtime)", new(11, 0), new(11, 0), "-V");

    public static ToolDescription Gxx { get; } =
        new("g++", "g++", "compiles simulation models", new(12, 2, 0), new(10, 0), "-dumpfullversion");

    public static ToolDescription Make { get; } =
        new("make", "make", "runs the Makefile of a bundle", new(4, 3), new(4, 0), "--version");

    public static ToolDescription Yosys { get; } =
        new("yosys", "yosys", "synthesis and formal proofs", new(0, 23), new(0, 23), "-V");

    public static ToolDescription NextpnrIce40 { get; } =
        new("nextpnr-ice40", "nextpnr-ice40", "placement and routing on an iCE40", new(0, 4), new(0, 4), "--version");

    public static ToolDescription Icepack { get; } =
        new("icepack", "fpga-icestorm", "bitstreams for an iCE40", new(0, 0), new(0, 0), "-h");

    public static ToolDescription Sta { get; } =
        new("sta", "opensta", "static timing with a standard-cell library", new(2, 0, 17), new(2, 0), "-version");

    /// <summary>Comes with yosys, which runs it itself when it maps gates.</summary>
    public static ToolDescription Abc { get; } =
        new("yosys-abc", "yosys", "proofs over all sequences of inputs", new(1, 1), new(1, 1), "-h");

    public static ToolDescription Sbatch { get; } = Slurm("sbatch", "submits shards of a campaign to a Slurm cluster");

    public static ToolDescription Squeue { get; } = Slurm("squeue", "looks for them in its queue");

    public static ToolDescription Scancel { get; } = Slurm("scancel", "takes them out of it");

    /// <summary>Those that everybody needs.</summary>
    public static IReadOnlyList<ToolDescription> All { get; } = [Verilator, Iverilog, Vvp, Gxx, Make, Yosys];

    /// <summary>Those that one target of a synthesis needs.</summary>
    public static IReadOnlyList<ToolDescription> Synthesis { get; } = [NextpnrIce40, Icepack, Sta];

    /// <summary>Those that one executor needs.</summary>
    public static IReadOnlyList<ToolDescription> Cluster { get; } = [Sbatch, Squeue, Scancel];

    /// <summary>The description of an executable, by name or path; null when it is not one of RtlGen's tools.</summary>
    public static ToolDescription? Find(string executable)
    {
        string name = Path.GetFileName(executable);
        return All.Append(Abc).Concat(Synthesis).Concat(Cluster).FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));
    }

    /// <summary>Full path of an executable, by name on PATH or by path.</summary>
    /// <exception cref="ToolMissingException">There is none.</exception>
    public static string Locate(string executable)
    {
        IEnumerable<string> candidates = executable.Contains('/', StringComparison.Ordinal)
            ? [Path.GetFullPath(executable)]
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, executable));
        return candidates.FirstOrDefault(IsExecutable)
            ?? throw new ToolMissingException(executable, Find(executable)?.Package);
    }

    private static ToolDescription Slurm(string name, string purpose) => new(name, "slurm-client", purpose, new(22, 5, 8), new(20, 11), "--version");

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None);
}
