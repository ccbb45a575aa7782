// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;
using RtlGen.Diagnostics;
using RtlGen.Emission;
using RtlGen.Tools;

namespace RtlGen.Synthesis;

/// <summary>
/// Runs the scripts of a bundle on a design and reads what they leave. Whatever cannot be read is an error: a figure that
/// nobody measured must not look like one.
/// </summary>
public sealed class SynthesisRun : IDisposable
{
    private const string Fpga = "fpga";
    private const string Asic = "asic";

    private readonly string _root = Directory.CreateTempSubdirectory("rtlgen-synth-").FullName;
    private readonly SynthesisSource _source;
    private readonly SynthesisOptions _options;
    private int _folders;

    private SynthesisRun(SynthesisSource source, SynthesisOptions options)
    {
        _source = source;
        _options = options;
        foreach (GeneratedFile file in source.Files)
        {
            string path = Path.Combine(_root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
        }
    }

    /// <summary>Synthesises a design, or its blocks, for every target.</summary>
    /// <exception cref="ToolUnavailableException">A tool that the targets need is missing or too old.</exception>
    /// <exception cref="ToolFailedException">A tool failed, took too long, or left what is not understood.</exception>
    /// <exception cref="BadInputException">A library is none, or the design has no such block.</exception>
    public static async Task<SynthesisReport> OfAsync(
        SynthesisSource source, SynthesisOptions options, IProgress<string> progress, CancellationToken cancellation)
    {
        await RequireToolsAsync(options, cancellation);
        SynthesisLibrary[] libraries = [.. options.Libraries.Select(SynthesisLibrary.Read)];
        using SynthesisRun run = new(source, options);
        progress.Report($"{source.Name}: reading");
        IReadOnlyList<ElaboratedModule> modules = run.Chosen(await run.ElaborateAsync(cancellation));
        var work = modules
            .SelectMany(m => options.Targets.SelectMany(t => t == SynthesisTarget.Liberty ? libraries.Select(l => (m, t, (SynthesisLibrary?)l)) : [(m, t, null)]))
            .Select((w, i) => (Module: w.m, Target: w.t, Library: w.Item3, Index: i)).ToList();
        ConcurrentDictionary<int, SynthesisResult> results = new();
        await Parallel.ForEachAsync(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation },
            async (item, token) =>
            {
                progress.Report(string.Create(CultureInfo.InvariantCulture, $"{results.Count} of {work.Count}: {item.Module.Name}, {SynthesisTargets.NameOf(item.Target)}"));
                results[item.Index] = await run.MapAsync(item.Module, item.Target, item.Library, token);
            });
        return new SynthesisReport(source, [.. work.Select(w => results[w.Index])]);
    }

    public void Dispose() => Delete(_root);

    private static async Task RequireToolsAsync(SynthesisOptions options, CancellationToken cancellation)
    {
        List<ToolDescription> tools = [ToolCatalog.Make, ToolCatalog.Yosys];
        if (options.Place && options.Targets.Contains(SynthesisTarget.Ice40))
        {
            tools.Add(ToolCatalog.NextpnrIce40);
        }

        if (options.Targets.Contains(SynthesisTarget.Liberty))
        {
            tools.Add(ToolCatalog.Sta);
        }

        foreach (ToolDescription tool in tools)
        {
            await ToolVersions.RequireAsync(tool, cancellation);
        }
    }

    private async Task<IReadOnlyList<ElaboratedModule>> ElaborateAsync(CancellationToken cancellation)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal) { ["TOP"] = null, ["MODULE"] = null, ["PARAMETERS"] = null };
        if (_source.Parameters.Count > 0)
        {
            environment["PARAMETERS"] = string.Join(' ', _source.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Value}")));
        }

        ToolInvocation make = Make(_root, Fpga, environment, "elaborate");
        ToolResult printed = await ToolRunner.RequireAsync(make, cancellation);
        return ElaboratedModule.Parse(Left(_root, Fpga, "design.json"))
            ?? throw ToolFailedException.NotUnderstood(make, printed, "yosys", "design.json lists no modules with a top among them");
    }

    private IReadOnlyList<ElaboratedModule> Chosen(IReadOnlyList<ElaboratedModule> modules)
    {
        if (_options.Blocks.Count > 0)
        {
            string[] missing = [.. _options.Blocks.Where(b => !modules.Any(m => IsCalled(m, b)))];
            return missing.Length == 0
                ? [.. modules.Where(m => _options.Blocks.Any(b => IsCalled(m, b)))]
                : throw new BadInputException([.. missing.Select(b => new Diagnostic(
                    DiagnosticCodes.FileAccess, SourcePosition.None, null, b, $"{_source.Name} holds no module '{b}'", $"it holds {string.Join(", ", modules.Where(m => !m.IsTop).Select(ShortName).Distinct(StringComparer.Ordinal))}"))]);
        }

        HashSet<string> library = [.. RtlLibrary.Sources.Keys.Select(k => Path.GetFileNameWithoutExtension(k)["rtlgen_".Length..])];
        return [.. modules.Where(m => _options.ByBlock ? library.Contains(ShortName(m)) && !m.IsTop : m.IsTop)];
    }

    private bool IsCalled(ElaboratedModule module, string name) =>
        module.Name.Equals(name, StringComparison.Ordinal) || ShortName(module).Equals(name, StringComparison.Ordinal);

    private string ShortName(ElaboratedModule module) => module.ShortName(_source.Name);

    private async Task<SynthesisResult> MapAsync(ElaboratedModule module, SynthesisTarget target, SynthesisLibrary? library, CancellationToken cancellation)
    {
        string kind = target == SynthesisTarget.Liberty ? Asic : Fpga;
        string folder = Prepare(kind);
        try
        {
            return library is null
                ? await MapToFpgaAsync(folder, module, target, cancellation)
                : await MapToGatesAsync(folder, module, library, cancellation);
        }
        finally
        {
            Delete(folder);
        }
    }

    private async Task<SynthesisResult> MapToFpgaAsync(string folder, ElaboratedModule module, SynthesisTarget target, CancellationToken cancellation)
    {
        string name = SynthesisTargets.NameOf(target);
        bool place = target == SynthesisTarget.Ice40 && _options.Place;
        ToolInvocation make = Make(folder, Fpga, Of(module), place || target != SynthesisTarget.Ice40 ? $"{name}-mapped" : "ice40-cells");
        ToolResult printed = await ToolRunner.RunAsync(make, cancellation);
        PlacedDesign? tooMuch = place && printed.ExitCode != 0 ? PlacedDesign.ParseLog(Left(folder, Fpga, "ice40.place.log")) : null;
        if (printed.ExitCode != 0 && tooMuch is not { TooMuch.Count: > 0 })
        {
            throw ToolFailedException.FromResult(make, printed);
        }

        CellCounts cells = CellCounts.Parse(target, Left(folder, Fpga, $"{name}.cells.json"))
            ?? throw ToolFailedException.NotUnderstood(make, printed, "yosys", $"{name}.cells.json does not count cells");
        PlacedDesign? placed = place
            ? tooMuch ?? PlacedDesign.ParseReport(Left(folder, Fpga, "ice40.report.json"))
                ?? throw ToolFailedException.NotUnderstood(make, printed, "nextpnr-ice40", "ice40.report.json says neither what is used nor how fast it is")
            : null;
        return new SynthesisResult(module, cells, placed, null);
    }

    private async Task<SynthesisResult> MapToGatesAsync(string folder, ElaboratedModule module, SynthesisLibrary library, CancellationToken cancellation)
    {
        ToolInvocation make = Make(
            folder, Asic, Of(module), "liberty-mapped", $"LIBERTY={library.Path}", string.Create(CultureInfo.InvariantCulture, $"PERIOD={_options.ClockPeriod}"));
        ToolResult printed = await ToolRunner.RequireAsync(make, cancellation);
        CellCounts cells = CellCounts.Parse(SynthesisTarget.Generic, Left(folder, Asic, "generic.json"))
            ?? throw ToolFailedException.NotUnderstood(make, printed, "yosys", "generic.json does not count cells");
        decimal area = GateDesign.ParseArea(Left(folder, Asic, "area.txt"))
            ?? throw ToolFailedException.NotUnderstood(make, printed, "yosys", "area.txt does not say the area, or not of every cell");
        string timing = Left(folder, Asic, "timing.txt");
        (decimal period, IReadOnlyList<TimingPath> paths) = GateDesign.ParseTiming(timing)
            ?? throw ToolFailedException.NotUnderstood(make, printed with { Output = timing }, "sta", "a section of timing.txt is missing, or holds neither a path nor the word that there is none");
        return new SynthesisResult(module, cells with { Target = SynthesisTarget.Generic }, null, new GateDesign(library.Name, area, period, paths));
    }

    // A folder with the scripts and the elaborated design: modules are mapped at the same time.
    private string Prepare(string kind)
    {
        string folder = Path.Combine(_root, "work", Interlocked.Increment(ref _folders).ToString(CultureInfo.InvariantCulture));
        string build = Path.Combine(folder, kind, GeneratedFolder.BuildFolder);
        Directory.CreateDirectory(build);
        foreach (string script in Directory.EnumerateFiles(Path.Combine(_root, kind)))
        {
            File.Copy(script, Path.Combine(folder, kind, Path.GetFileName(script)));
        }

        File.Copy(Path.Combine(_root, Fpga, GeneratedFolder.BuildFolder, "design.il"), Path.Combine(build, "design.il"));
        return folder;
    }

    private ToolInvocation Make(string folder, string kind, IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        new("make", ["--no-print-directory", "-s", "-C", kind, .. arguments])
        {
            WorkingDirectory = folder,
            Environment = environment,
            Timeout = _options.Timeout,
        };

    // Variables of the caller's would change what is measured.
    private static Dictionary<string, string?> Of(ElaboratedModule module) => new(StringComparer.Ordinal)
    {
        ["MODULE"] = module.Id,
        ["PINS"] = null,
        ["DEVICE"] = null,
        ["PACKAGE"] = null,
        ["FREQUENCY"] = null,
        ["SEED"] = null,
        ["DRIVER"] = null,
        ["LOAD"] = null,
        ["MAKEFLAGS"] = null,
        ["MAKELEVEL"] = null,
    };

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A temporary folder that stays is a nuisance and no failure.
        }
    }

    private static string Left(string folder, string kind, string file) =>
        Path.Combine(folder, kind, GeneratedFolder.BuildFolder, file) is var path && File.Exists(path) ? File.ReadAllText(path) : "";
}
