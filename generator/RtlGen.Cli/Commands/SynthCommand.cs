// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Synthesis;

namespace RtlGen.Cli.Commands;

/// <summary><c>rtlgen synth</c>: what a design costs and how fast it is, by the scripts of its bundle.</summary>
internal static class SynthCommand
{
    /// <summary>Where Debian's package qflow-tech-osu018 puts its library.</summary>
    private const string InstalledLibrary = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

    public static Command Create(IConsole console)
    {
        Argument<string[]> designs = new("DESIGN")
        {
            Description = "Configurations, folders that 'rtlgen bundle' wrote, names of presets.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string[]> target = new("--target") { Description = $"What to map to: {string.Join(", ", SynthesisTargets.Names)}; may be given more than once. Without, ice40.", HelpName = "TARGET" };
        Option<string[]> liberty = new("--liberty") { Description = $"Standard-cell library for the target liberty, which it implies; may be given more than once. Without, {InstalledLibrary}.", HelpName = "FILE" };
        Option<bool> blocks = new("--blocks") { Description = "Each module of the library that a design holds alone, with the parameters that it has there." };
        Option<string[]> block = new("--block") { Description = "This module of a design alone; may be given more than once.", HelpName = "NAME" };
        Option<bool> noPlace = new("--no-place") { Description = "Count the cells of an iCE40, and do not place them." };
        Option<decimal> period = new("--clock-period") { Description = "Clock period in nanoseconds that slacks refer to.", HelpName = "NS", DefaultValueFactory = _ => 4 };
        Option<int> jobs = new("--jobs") { Description = "Modules at a time.", HelpName = "N", DefaultValueFactory = _ => 2 };
        Option<int> timeout = new("--timeout") { Description = "Seconds for one module on one target.", HelpName = "SECONDS", DefaultValueFactory = _ => 1200 };
        Option<string?> table = new("--table") { Description = "Put the table into this Markdown file, between the lines '<!-- NAME -->' and '<!-- end of NAME -->'.", HelpName = "FILE#NAME" };
        Option<string?> jsonFile = new("--json") { Description = "Write the whole result to this file as JSON.", HelpName = "FILE" };
        Option<string?> check = new("--check") { Description = "Compare the cells of what this file lists with what it has recorded.", HelpName = "FILE" };
        Option<bool> update = new("--update") { Description = "Record what --check counts." };
        DocumentedCommand command = new(
            "synth",
            "Synthesise designs with the scripts of their bundles: cells, area, clock frequency.",
            "rtlgen synth fc1.yaml",
            "rtlgen synth build/fc1 --target ice40 --target xc7 --json fc1.json",
            "rtlgen synth fc1.yaml --liberty cells_typ.lib --liberty cells_slow.lib --blocks",
            "rtlgen synth fc1.yaml --block lane --block sequencer",
            "rtlgen synth --check benchmarks/synthesis/recorded.json")
        {
            designs, target, liberty, blocks, block, noPlace, period, jobs, timeout, table, jsonFile, check, update,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] named = parsed.GetValue(designs) ?? [];
            if (parsed.GetValue(check) is { } recorded)
            {
                return named.Length == 0
                    ? await RecordedCellsCheck.RunAsync(console, recorded, parsed.GetValue(update), cancellation)
                    : throw new UsageException("--check takes its designs from its file: give none beside it");
            }

            if (named.Length == 0 || parsed.GetValue(update))
            {
                throw new UsageException(named.Length == 0 ? "name a design, or a file with --check" : "--update goes with --check");
            }

            if (parsed.GetValue(period) < 0.001m || parsed.GetValue(jobs) < 1 || parsed.GetValue(timeout) < 1)
            {
                throw new UsageException("--clock-period is 0.001 at least, --jobs and --timeout 1");
            }

            SynthesisOptions options = OptionsOf(parsed.GetValue(target) ?? [], parsed.GetValue(liberty) ?? []) with
            {
                ByBlock = parsed.GetValue(blocks),
                Blocks = parsed.GetValue(block) ?? [],
                Place = !parsed.GetValue(noPlace),
                ClockPeriod = parsed.GetValue(period),
                Jobs = parsed.GetValue(jobs),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
            };
            SynthesisSource[] sources = [.. named.Select(d => SourceOf(d, parsed.GetValue(period)))];
            List<SynthesisReport> reports = [];
            foreach (SynthesisSource source in sources)
            {
                reports.Add(await Progress.ShowAsync(console, source.Name, progress => SynthesisRun.OfAsync(source, options, progress, cancellation)));
            }

            SynthesisTable found = new(reports);
            await console.Out.WriteAsync(found.ToText());
            if (parsed.GetValue(table) is { } place)
            {
                MarkedTable.Replace(place, found.ToMarkdown());
            }

            if (parsed.GetValue(jsonFile) is { } file)
            {
                await File.WriteAllTextAsync(file, SynthesisJson.Of(reports), cancellation);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static SynthesisOptions OptionsOf(string[] targets, string[] libraries)
    {
        List<SynthesisTarget> chosen = [];
        foreach (string name in targets)
        {
            chosen.Add(SynthesisTargets.Find(name)
                ?? throw new UsageException($"--target is '{name}', but {string.Join(", ", SynthesisTargets.Names)} are known"));
        }

        if (libraries.Length > 0 && !chosen.Contains(SynthesisTarget.Liberty))
        {
            chosen.Add(SynthesisTarget.Liberty);
        }

        return new SynthesisOptions
        {
            Targets = chosen.Count == 0 ? [SynthesisTarget.Ice40] : [.. chosen.Distinct()],
            Libraries = libraries.Length > 0 || !chosen.Contains(SynthesisTarget.Liberty) ? libraries : [InstalledLibrary],
        };
    }

    private static SynthesisSource SourceOf(string design, decimal period)
    {
        if (Directory.Exists(design))
        {
            return SynthesisSource.OfBundle(design);
        }

        bool isPreset = !File.Exists(design) && new PresetCatalog().All.Any(p => p.Name.Equals(design, StringComparison.Ordinal));
        LoadedConfiguration loaded = isPreset
            ? ConfigurationReader.Parse($"name: {design}\nextends: {design}\n", design)
            : ConfigurationReader.ReadFile(design);
        return SynthesisSource.Of(LayerDesign.Derive(loaded), period);
    }
}
