// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Tests.Golden;

namespace RtlGen.Tests.Registers;

/// <summary>The map is that of docs/control.md, whatever the design.</summary>
internal sealed partial class RegisterMapTests
{
    [Test]
    public void NamesOffsetsAccessAndBitsAreThoseOfTheText()
    {
        RegisterMap[] maps = [.. RegisterDesigns.Every.Select(RegisterMap.Of)];
        List<string> differences = Differences(File.ReadAllText(RepositoryFolder.Find("docs/control.md")), maps);
        Assert.That(differences, Is.Empty);
    }

    [TestCase("| 0x0CC | PULSE_LIMIT |", "| 0x0CE | PULSE_LIMIT |")]
    [TestCase("| 0x044 | COMMAND | WO", "| 0x044 | COMMAND | RW")]
    [TestCase("| ROW_CODES | RO, protected |", "| ROW_CODES | RO |")]
    [TestCase("row 11:0, word 26:16", "row 11:0, word 25:16")]
    [TestCase("bus_stream 2 (a change", "bus_stream 3 (a change")]
    [TestCase("| 0x0E8 | FAILURE_POP | WO |", "| 0x0E8 | FAILURE_DROP | WO |")]
    [TestCase("| 9 | reset |", "| 10 | reset |")]
    public void AChangedTextIsNoticed(string right, string wrong)
    {
        string text = File.ReadAllText(RepositoryFolder.Find("docs/control.md"));
        Assert.That(text, Does.Contain(right));
        RegisterMap[] maps = [.. RegisterDesigns.Every.Select(RegisterMap.Of)];
        Assert.That(Differences(text.Replace(right, wrong, StringComparison.Ordinal), maps), Is.Not.Empty);
    }

    [Test]
    public void NothingOverlapsAndWindowsAreAligned([ValueSource(typeof(RegisterDesigns), nameof(RegisterDesigns.Every))] LayerDesign design)
    {
        RegisterMap map = RegisterMap.Of(design);
        List<(long Start, long End, string Name)> spans =
        [
            .. map.Registers.Select(r => (r.Offset, r.Offset + 4, r.Name)),
            .. map.Windows.Select(w => (w.Offset, w.Offset + w.Span, w.Name)),
        ];
        spans.Sort();
        Assert.That(spans.Zip(spans.Skip(1)).Where(p => p.First.End > p.Second.Start), Is.Empty);
        Assert.That(map.Windows.Where(w => w.Offset % w.Span != 0 || w.Span < 4L * w.Words || w.Span / 2 >= 4L * w.Words), Is.Empty);
        Assert.That(map.Windows.Where(w => w.Name is not "OUTPUT" && w.Offset < 0x200), Is.Empty);
        Assert.That(spans[^1].End, Is.LessThanOrEqualTo(1L << map.AddressBits));
        Assert.That(map.Registers.Select(r => r.Offset), Is.Ordered);
    }

    [Test]
    public void AnOffsetIsTheSameInEveryDesign()
    {
        RegisterMap all = RegisterMap.Of(RegisterDesigns.All);
        foreach (LayerDesign design in RegisterDesigns.Every)
        {
            foreach (Register register in RegisterMap.Of(design).Registers)
            {
                Assert.That(register.Offset, Is.EqualTo(all.Offset(register.Name)), register.Name);
            }
        }
    }

    [Test]
    public void WindowsAreAsLargeAsTheDesignNeeds()
    {
        RegisterMap all = RegisterMap.Of(RegisterDesigns.All);
        // 17 physical columns of 2 bits; 4 lanes of 4 conversion columns and the reference column.
        Assert.That(all.FindWindow("OUTPUT")!.Words, Is.EqualTo(4));
        Assert.That(all.FindWindow("ROW_TARGETS")!.Words, Is.EqualTo(2));
        Assert.That(all.FindWindow("ROW_CODES")!.Words, Is.EqualTo(17));
        Assert.That(all.FindWindow("OFFSETS")!.Words, Is.EqualTo(17 * RegisterDesigns.All.Grid.Count));
        Assert.That(all.FindWindow("BIAS")!.Words, Is.EqualTo(12));
        Assert.That(all.FindWindow("TABLE")!.Words, Is.EqualTo(64));
        Assert.That(all.FindWindow("THRESHOLDS"), Is.Null);
        RegisterMap thresholds = RegisterMap.Of(RegisterDesigns.Thresholds);
        Assert.That(thresholds.FindWindow("THRESHOLDS")!.Words, Is.EqualTo(70 * 16));
        Assert.That(thresholds.FindWindow("THRESHOLDS_HIGH")!.Words, Is.EqualTo(70 * 16));
        Assert.That(RegisterMap.Of(RegisterDesigns.Calibrated).FindWindow("SHIFT")!.Words, Is.EqualTo(1));
        Assert.That(RegisterMap.Of(RegisterDesigns.None).Windows.Select(w => w.Name), Is.EqualTo(new[] { "OUTPUT" }));
        Assert.That(RegisterMap.Of(RegisterDesigns.None).AddressBits, Is.EqualTo(9));
    }

    [Test]
    public void ValuesAreResolved()
    {
        RegisterMap all = RegisterMap.Of(RegisterDesigns.All);
        Assert.That(all.Find("ID")!.Reset, Is.EqualTo(0x52544C47u));
        Assert.That(all.Find("CAPABILITIES")!.Reset, Is.EqualTo(0x11Fu));
        Assert.That(all.Find("INPUTS")!.Reset, Is.EqualTo(40u));
        Assert.That(all.Find("ARRAY")!.Reset, Is.EqualTo(16u | (17u << 16)));
        Assert.That(all.Find("DRIVE_CYCLES")!.Fields[0].Maximum, Is.EqualTo(5u));
        Assert.That(all.Find("INTERRUPT_STATUS")!.Reset, Is.EqualTo(1u << 9));
        RegisterMap none = RegisterMap.Of(RegisterDesigns.None);
        Assert.That(none.Find("CAPABILITIES")!.Reset, Is.EqualTo(0x100u));
        Assert.That(none.Find("DRIVE_CYCLES")!.Access, Is.EqualTo(RegisterAccess.ReadOnly));
        Assert.That(none.Find("PULSE_WIDTH"), Is.Null);
        Assert.That(RegisterMap.Of(RegisterDesigns.Thresholds).Find("SAMPLE_CYCLES")!.Access, Is.EqualTo(RegisterAccess.ReadOnly));
        Assert.Throws<ArgumentException>(() => none.Offset("PULSE_WIDTH"));
    }

    [TestCase("offset: 0x00C", "offset: 0x008", "overlaps")]
    [TestCase("offset: 0x00C", "offset: 0x00E", "not that of a word")]
    [TestCase("offset: 0x128", "offset: 0x200", "where the windows are")]
    [TestCase("name: HASH_LOW", "name: HASH_HIGH", "a second register or window")]
    [TestCase("name: HASH_LOW", "name: hash_low", "no name")]
    [TestCase("bits: \"26:16\"", "bits: \"26:11\"", "overlaps the field")]
    [TestCase("bits: \"28:16\"", "bits: \"32:16\"", "not within 31:0")]
    [TestCase("value: inputs, description: inputs of the layer}\n  - name: OUTPUTS", "value: inputz, description: inputs of the layer}\n  - name: OUTPUTS", "no known value")]
    [TestCase("condition: readback\n    words", "condition: readbak\n    words", "no known condition")]
    [TestCase("access: w1c", "access: rc", "none of ro, rw, wo, w1c")]
    [TestCase("fixed_when: pwm", "fixed_if: pwm", "no key here")]
    [TestCase("reset: 64, min", "reset: 65536, min", "does not fit")]
    [TestCase("{name: reset, bit: 9", "{name: reset, bit: 8", "same bit")]
    [TestCase("sticky: true", "sticky: yes", "true, or leave it out")]
    public void WhatCannotBeIsRefused(string right, string wrong, string message)
    {
        string yaml = LibraryFiles.Read("registers.yaml");
        Assert.That(yaml, Does.Contain(right));
        Assert.DoesNotThrow(() => RegisterDescription.Parse(yaml));
        int place = yaml.IndexOf(right, StringComparison.Ordinal);
        string broken = yaml[..place] + wrong + yaml[(place + right.Length)..];
        Assert.That(Assert.Throws<InvalidDataException>(() => RegisterDescription.Parse(broken))!.Message, Does.Contain(message));
    }

    [TestCase("reset: 64, min: 1", "reset: 0, min: 1")]
    [TestCase("offset: 0x140", "offset: 0x144")]
    public void WhatADesignCannotHoldIsRefused(string right, string wrong)
    {
        string yaml = LibraryFiles.Read("registers.yaml").Replace(right, wrong, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => RegisterMap.Of(RegisterDesigns.All, RegisterDescription.Parse(yaml)));
    }

    /// <summary>What the tables of §3 and §5 say otherwise than the maps.</summary>
    private static List<string> Differences(string text, RegisterMap[] maps)
    {
        List<string> differences = [];
        Dictionary<string, Register> registers = new(StringComparer.Ordinal);
        Dictionary<string, Window> windows = new(StringComparer.Ordinal);
        foreach (RegisterMap map in maps)
        {
            // The text tells of every capability: the register with all its fields.
            map.Registers.Where(r => !registers.TryGetValue(r.Name, out Register? known) || (r.IsWritable && r.Fields.Count >= known.Fields.Count)).ToList().ForEach(r => registers[r.Name] = r);
            map.Windows.ToList().ForEach(w => windows[w.Name] = w);
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        string section = text[text.IndexOf("## 3.", StringComparison.Ordinal)..text.IndexOf("## 4.", StringComparison.Ordinal)];
        foreach (string[] row in section.Split('\n').Where(l => l.StartsWith("| 0x", StringComparison.Ordinal) || l.StartsWith("| window", StringComparison.Ordinal)).Select(Cells))
        {
            string[] offsets = row[0].Split(", ");
            string[] names = Names(row[1]);
            string access = row[2].Split(' ', ',')[0];
            bool isProtected = row[2].Contains("protected", StringComparison.Ordinal);
            for (int i = 0; i < names.Length; i++)
            {
                seen.Add(names[i]);
                if (windows.TryGetValue(names[i], out Window? window))
                {
                    Compare(names[i], Code(window.Access), access, "access");
                    Compare(names[i], window.IsProtected, isProtected, "protected");
                }
                else if (registers.TryGetValue(names[i], out Register? register))
                {
                    Compare(names[i], $"0x{register.Offset:X3}", offsets[i], "offset");
                    Compare(names[i], Code(register.Access), access, "access");
                    Compare(names[i], register.IsProtected, isProtected, "protected");
                    CompareBits(register, row[3]);
                }
                else
                {
                    differences.Add($"{names[i]} is in no map");
                }
            }
        }

        differences.AddRange(registers.Keys.Concat(windows.Keys).Where(n => !seen.Contains(n)).Select(n => $"{n} is not in the text"));
        string events = text[text.IndexOf("## 5.", StringComparison.Ordinal)..text.IndexOf("## 6.", StringComparison.Ordinal)];
        string described = string.Join(' ', EventRow().Matches(events).Select(m => $"{m.Groups["bit"].Value}:{m.Groups["name"].Value}"));
        Compare("events", string.Join(' ', maps[0].Events.Select(e => $"{e.Bit}:{e.Name}")), described, "bits");
        return differences;

        void Compare<T>(string name, T actual, T expected, string what)
        {
            if (!EqualityComparer<T>.Default.Equals(actual, expected))
            {
                differences.Add($"{name}: {what} {actual}, in the text {expected}");
            }
        }

        void CompareBits(Register register, string cell)
        {
            string[] ranges = [.. BitRange().Matches(cell).Select(m => m.Value)];
            if (ranges.Length > 0)
            {
                string[] actual = [.. register.Fields.Where(f => f.Bits > 1).Select(f => $"{f.High}:{f.Low}")];
                Compare(register.Name, string.Join(' ', actual.Order(StringComparer.Ordinal)), string.Join(' ', ranges.Order(StringComparer.Ordinal)), "bits");
            }

            if (register.Name is "CONTROL" or "CAPABILITIES" or "STATUS")
            {
                string[] actual = [.. register.Fields.Where(f => f.Bits == 1).Select(f => $"{f.Name} {f.Low}")];
                string[] expected = [.. NamedBit().Matches(cell).Select(m => m.Value).Where(m => !m.StartsWith("reset ", StringComparison.Ordinal) && !m.StartsWith("a ", StringComparison.Ordinal))];
                Compare(register.Name, string.Join(", ", actual), string.Join(", ", expected), "bits");
            }
        }
    }

    private static string[] Cells(string row) => [.. row.Trim('|').Split(" | ").Select(c => c.Trim(' ', '|'))];

    /// <summary><c>A_LOW, _HIGH</c> means A_LOW and A_HIGH.</summary>
    private static string[] Names(string cell)
    {
        string[] names = cell.Split(", ");
        for (int i = 1; i < names.Length; i++)
        {
            names[i] = names[i].StartsWith('_') ? names[0][..names[0].LastIndexOf('_')] + names[i] : names[i];
        }

        return names;
    }

    private static string Code(RegisterAccess access) => access switch
    {
        RegisterAccess.ReadOnly => "RO",
        RegisterAccess.ReadWrite => "RW",
        RegisterAccess.WriteOnly => "WO",
        RegisterAccess.WriteOneToClear => "W1C",
        _ => access.ToString(),
    };

    [GeneratedRegex(@"\b\d+:\d+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BitRange();

    [GeneratedRegex(@"[a-z_]+ \d+\b(?!:)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedBit();

    [GeneratedRegex(@"^\| (?<bit>\d+) \| (?<name>\w+) \|", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventRow();
}
