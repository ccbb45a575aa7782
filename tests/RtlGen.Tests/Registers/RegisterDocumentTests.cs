// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Bundles;
using RtlGen.Configuration;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Tests.Bundles;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Registers;

/// <summary>Header, SystemRDL, Markdown, HTML and JSON all say what the map says.</summary>
internal sealed partial class RegisterDocumentTests
{
    private static readonly string[] s_kinds = ["md", "html", "rdl", "json"];

    [Test]
    public void EveryDocumentListsTheWholeMap(
        [ValueSource(typeof(RegisterDesigns), nameof(RegisterDesigns.Every))] LayerDesign design, [ValueSource(nameof(s_kinds))] string kind)
    {
        string text = Document(design, kind);
        Assert.That(Listed(kind, text), Is.EqualTo(Expected(RegisterMap.Of(design), kind)));
        Assert.That(text, Does.Not.Contain("\r").And.EndsWith("\n"));
    }

    [Test]
    public void ADocumentThatSaysOtherwiseIsNoticed([ValueSource(nameof(s_kinds))] string kind)
    {
        string text = Document(RegisterDesigns.All, kind);
        List<string> expected = Expected(RegisterMap.Of(RegisterDesigns.All), kind);
        foreach ((string right, string wrong) in ((string, string)[])[("0x0CC", "0x0CD"), ("map_version", "map_versions"), ("OFFSETS", "OFFSET")])
        {
            Assert.That(Listed(kind, text.Replace(right, wrong, StringComparison.Ordinal)), Is.Not.EqualTo(expected), $"{kind}: {wrong}");
        }
    }

    [TestCase("gcc", "-std=c99")]
    [TestCase("g++", "-std=c++11")]
    public async Task TheHeaderCompilesAndAgreesWithTheMap(string compiler, string standard)
    {
        foreach (LayerDesign design in RegisterDesigns.Every)
        {
            ToolResult result = await CompileAsync(compiler, standard, design, Checks(design));
            Assert.That(result.ExitCode, Is.Zero, result.Output);
        }
    }

    [Test]
    public void NoMacroIsDefinedTwice([ValueSource(typeof(RegisterDesigns), nameof(RegisterDesigns.Every))] LayerDesign design)
    {
        string[] macros = [.. Macro().Matches(Document(design, "h")).Select(m => m.Groups["name"].Value)];
        Assert.That(macros, Is.Unique);
        Assert.That(macros, Has.All.StartsWith($"{design.Name.ToUpperInvariant()}_"));
    }

    [TestCase("PULSE_LIMIT_OFFSET == 204", "PULSE_LIMIT_OFFSET == 208")]
    [TestCase("BIAS_MIN == -2147483648", "BIAS_MIN == -2147483647")]
    [TestCase("SHIFT_MAX == 30", "SHIFT_MAX == 31")]
    public async Task AHeaderThatSaysOtherwiseDoesNotCompile(string right, string wrong)
    {
        string checks = Checks(RegisterDesigns.All).Replace(right, wrong, StringComparison.Ordinal);
        Assert.That(checks, Is.Not.EqualTo(Checks(RegisterDesigns.All)));
        Assert.That((await CompileAsync("gcc", "-std=c99", RegisterDesigns.All, checks)).ExitCode, Is.Not.Zero);
    }

    [Test]
    public void EveryDocumentSaysWhatTheWordsHold(
        [ValueSource(typeof(RegisterDesigns), nameof(RegisterDesigns.Every))] LayerDesign design, [Values("md", "html", "rdl", "json", "h")] string kind)
    {
        string text = Document(design, kind).Replace("\\*", "*", StringComparison.Ordinal).Replace("\\u002B", "+", StringComparison.Ordinal);
        foreach (Window window in RegisterMap.Of(design).Windows)
        {
            WordFormat word = WordFormat.Of(design, window.Name);
            Assert.That(text, Does.Contain(word.Text).And.Contain(word.Place), window.Name);
        }
    }

    [Test]
    public void TheRulesOfProtectionAndStrobesAreThere([Values("md", "html")] string kind)
    {
        string text = Document(RegisterDesigns.All, kind).ReplaceLineEndings(" ");
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("Bytes without strobe keep their value, in registers and in windows;"));
            Assert.That(text, Does.Contain("A write without any strobe is judged as a whole write"));
            Assert.That(text, Does.Contain("those of a register with a single field hold for the whole word that is written"));
            Assert.That(text, Does.Contain("is read while"));
            Assert.That(Document(RegisterDesigns.Calibrated, kind), Does.Not.Contain("ROW_CODES"));
        });
    }

    [Test]
    public void ThePageNeedsNothingElse()
    {
        string page = Document(RegisterDesigns.All, "html");
        Assert.That(page, Does.Not.Contain("http").And.Not.Contain("<script").And.Not.Contain("src="));
        string[] targets = [.. Link().Matches(page).Select(m => m.Groups["name"].Value)];
        Assert.That(targets, Is.Not.Empty);
        Assert.That(targets.Where(t => !page.Contains($"id=\"{t}\"", StringComparison.Ordinal)), Is.Empty, "links to nowhere");
    }

    [Test]
    public void ADesignWithoutABusHasNoDocuments()
    {
        LayerDesign design = RegisterDesigns.None;
        design = design with
        {
            Configuration = design.Configuration with
            {
                Interface = design.Configuration.Interface with { Control = ControlKind.Port },
            },
        };
        Assert.That(RegisterDocuments.Emit(design), Is.Empty);
    }

    [Test]
    public void ABundleHasThem()
    {
        BundleContent content = BundleSamples.Of(BundleSamples.Bias);
        IReadOnlyList<GeneratedFile> documents = RegisterDocuments.Emit(content.Design);
        Assert.That(documents, Has.Count.EqualTo(5));
        Assert.That(BundleFiles.Of(content), Is.SupersetOf(documents));
    }

    private static string Document(LayerDesign design, string kind) =>
        RegisterDocuments.Emit(design).Single(f => f.Path.EndsWith($".{kind}", StringComparison.Ordinal)).Content;

    private static async Task<ToolResult> CompileAsync(string compiler, string standard, LayerDesign design, string checks)
    {
        using TemporaryFolder folder = new();
        GeneratedFile header = RegisterDocuments.Emit(design).Single(f => f.Path.EndsWith(".h", StringComparison.Ordinal));
        folder.Write(Path.GetFileName(header.Path), header.Content);
        string language = compiler.Equals("gcc", StringComparison.Ordinal) ? "c" : "c++";
        folder.Write("checks.c", checks);
        return await ToolRunner.RunAsync(
            new ToolInvocation(compiler, [standard, "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-x", language, "checks.c"])
            {
                WorkingDirectory = folder.Path,
                Timeout = TimeSpan.FromMinutes(1),
            },
            CancellationToken.None);
    }

    /// <summary>C that compiles only where each macro has the value that the map gives.</summary>
    private static string Checks(LayerDesign design)
    {
        RegisterMap map = RegisterMap.Of(design);
        string name = design.Name.ToUpperInvariant();
        StringBuilder text = new($"#include \"{design.Name}_regs.h\"\n");
        foreach (Register register in map.Registers)
        {
            Check($"{register.Name}_OFFSET", register.Offset);
            foreach (Field field in register.Fields)
            {
                string macro = $"{register.Name}_{field.Name.ToUpperInvariant()}";
                Check($"{macro}_SHIFT", field.Low);
                Check($"{macro}_MASK", field.Mask);
                Check($"{macro}_BITS", field.Bits);
                field.Values.ToList().ForEach(v => Check($"{macro}_{v.Name.ToUpperInvariant()}", v.Value));
            }
        }

        foreach (Window window in map.Windows)
        {
            Check($"{window.Name}_OFFSET", window.Offset);
            Check($"{window.Name}_WORDS", window.Words);
            WordFormat word = WordFormat.Of(design, window.Name);
            Check($"{window.Name}_BITS", word.Bits);
            Check($"{window.Name}_SIGNED", word.IsSigned ? 1 : 0);
            Check($"{window.Name}_MIN", (long)word.Range.Min);
            Check($"{window.Name}_MAX", (long)word.Range.Max);
        }

        map.Events.ToList().ForEach(e => Check($"INTERRUPT_{e.Name.ToUpperInvariant()}", 1L << e.Bit));
        map.Constants.ToList().ForEach(c => Check(c.Name, c.Value));
        Check("ADDRESS_BITS", map.AddressBits);
        return text.ToString();

        void Check(string macro, long value) =>
            text.Append($"extern char check_{macro}[({name}_{macro} == {value}) ? 1 : -1];\n");
    }

    /// <summary>Registers with their fields, then windows, as every document can say it.</summary>
    private static List<string> Expected(RegisterMap map, string kind)
    {
        bool hasWords = kind is not "html";
        return
        [
            .. map.Registers.SelectMany(r => (string[])[$"{r.Name} 0x{r.Offset:X3}", .. r.Fields.Select(f => $"{f.Name} {f.High}:{f.Low}")]),
            .. map.Windows.Select(w => $"window {w.Name} 0x{w.Offset:X3}" + (hasWords ? $" {w.Words}" : "")),
        ];
    }

    private static List<string> Listed(string kind, string text) => kind switch
    {
        "json" => ListedInJson(text),
        "rdl" => ListedInRdl(text),
        "md" =>
        [
            .. MarkdownField().Matches(text[text.IndexOf("## Fields", StringComparison.Ordinal)..]).Select(Entry),
            .. MarkdownWindow().Matches(text[text.IndexOf("## Windows", StringComparison.Ordinal)..text.IndexOf("## Events", StringComparison.Ordinal)])
                .Select(m => $"window {m.Groups["name"].Value} {m.Groups["offset"].Value} {m.Groups["words"].Value}"),
        ],
        _ =>
        [
            .. PageField().Matches(text[..text.IndexOf("<h2>Windows</h2>\n<h3", StringComparison.Ordinal)]).Select(Entry),
            .. PageField().Matches(text[text.IndexOf("<h2>Windows</h2>\n<h3", StringComparison.Ordinal)..text.IndexOf("<h2 id=\"events\">", StringComparison.Ordinal)])
                .Select(m => $"window {Entry(m)}"),
        ],
    };

    private static List<string> ListedInRdl(string text)
    {
        List<string> listed = [];
        List<string> fields = [];
        foreach (Match match in RdlItem().Matches(text))
        {
            if (match.Groups["bits"].Success)
            {
                fields.Add(Entry(match));
            }
            else if (match.Groups["words"].Success)
            {
                listed.Add($"window {match.Groups["name"].Value} {match.Groups["offset"].Value} {match.Groups["words"].Value}");
            }
            else
            {
                listed.AddRange([Entry(match), .. fields]);
                fields.Clear();
            }
        }

        return listed;
    }

    private static List<string> ListedInJson(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        List<string> listed = [];
        foreach (JsonElement register in document.RootElement.GetProperty("registers").EnumerateArray())
        {
            listed.Add($"{register.GetProperty("name").GetString()} {register.GetProperty("offset").GetString()}");
            foreach (JsonElement field in register.GetProperty("fields").EnumerateArray())
            {
                int low = field.GetProperty("low").GetInt32();
                listed.Add($"{field.GetProperty("name").GetString()} {low + field.GetProperty("bits").GetInt32() - 1}:{low}");
            }
        }

        listed.AddRange(document.RootElement.GetProperty("windows").EnumerateArray().Select(w =>
            $"window {w.GetProperty("name").GetString()} {w.GetProperty("offset").GetString()} {w.GetProperty("words").GetInt32()}"));
        return listed;
    }

    private static string Entry(Match match)
    {
        string bits = match.Groups["bits"].Value;
        return !match.Groups["bits"].Success ? $"{match.Groups["name"].Value} {match.Groups["offset"].Value}"
            : bits.Contains(':', StringComparison.Ordinal) ? $"{match.Groups["name"].Value} {bits}"
            : $"{match.Groups["name"].Value} {bits}:{bits}";
    }

    [GeneratedRegex(@"^#define (?<name>\w+)(?= )", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Macro();

    [GeneratedRegex("href=\"#(?<name>[^\"]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^### <a id=""\w+""></a>(?<name>\w+) \((?<offset>0x\w+),|^\| (?<bits>\d+(:\d+)?) \| (?<name>\w+) \|", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkdownField();

    [GeneratedRegex(@"^\| (?<offset>0x\w+) \| 0x\w+ \| (?<name>\w+) \| (?<words>\d+) \|", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MarkdownWindow();

    [GeneratedRegex(@"<h3 id=""\w+"">(?<name>\w+)<small>(?<offset>0x\w+)|<tr><td class=""code"">(?<bits>\d+(:\d+)?)</td><td class=""code"">(?<name>\w+)</td>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageField();

    [GeneratedRegex(@"\} (?<name>\w+)\[(?<bits>\d+:\d+)\]|(mementries = (?<words>\d+);[^}]*)?\} (?<name>\w+) @ (?<offset>0x\w+);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RdlItem();
}
