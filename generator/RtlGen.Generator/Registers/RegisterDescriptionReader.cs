// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Registers;

/// <summary>Reads the text of a description: known keys and well-formed values.</summary>
internal static class RegisterDescriptionReader
{
    private const string File = "registers.yaml";

    public static RegisterDescription Read(string yaml)
    {
        DiagnosticBag bag = new();
        MappingNode? root = NodeReader.Read(yaml.ReplaceLineEndings("\n"), File, bag);
        if (root is null || bag.HasErrors)
        {
            throw new InvalidDataException(string.Join('\n', bag.Items));
        }

        Keys keys = new(root, "constants", "events", "registers", "windows");
        return new RegisterDescription
        {
            Constants = [.. keys.Items("constants").Select(ReadValue)],
            Events = [.. keys.Items("events").Select(ReadEvent)],
            Registers = WithEvents([.. keys.Items("registers").Select(ReadRegister)], [.. keys.Items("events").Select(ReadEvent)]),
            Windows = [.. keys.Items("windows").Select(ReadWindow)],
        };
    }

    private static Event ReadEvent(MappingNode node)
    {
        Keys keys = new(node, "name", "bit", "condition", "internal", "after_reset", "description");
        return new Event(keys.Text("name"), keys.Number("bit"), keys.Find("condition"), keys.Flag("internal"), keys.Flag("after_reset"), keys.Text("description"));
    }

    private static RegisterEntry ReadRegister(MappingNode node)
    {
        Keys keys = new(node, "name", "offset", "access", "condition", "fixed_when", "protected", "refusal", "interrupt", "description", "fields");
        return new RegisterEntry
        {
            Name = keys.Text("name"),
            Offset = keys.Number("offset"),
            Access = keys.Access(),
            Condition = keys.Find("condition"),
            FixedWhen = keys.Find("fixed_when"),
            IsProtected = keys.Flag("protected"),
            HasRefusal = keys.Flag("refusal"),
            IsInterrupt = keys.Flag("interrupt"),
            Description = keys.Text("description"),
            Fields = [.. keys.Items("fields").Select(ReadField)],
        };
    }

    private static FieldEntry ReadField(MappingNode node)
    {
        Keys keys = new(node, "name", "bits", "condition", "value", "reset", "min", "max", "protected", "sticky", "clear", "values", "description");
        string[] bits = keys.Text("bits").Split(':');
        return new FieldEntry
        {
            Name = keys.Text("name"),
            High = keys.Integer(bits[0]),
            Low = keys.Integer(bits[^1]),
            Condition = keys.Find("condition"),
            Value = keys.Find("value"),
            Reset = keys.Find("reset"),
            Minimum = keys.Find("min"),
            Maximum = keys.Find("max"),
            IsProtected = keys.Flag("protected"),
            IsSticky = keys.Flag("sticky"),
            IsCleared = keys.Flag("clear"),
            Values = [.. keys.Items("values").Select(ReadValue)],
            Description = keys.Text("description"),
        };
    }

    private static ValueEntry ReadValue(MappingNode node)
    {
        Keys keys = new(node, "name", "value", "condition", "description");
        return new ValueEntry(keys.Text("name"), keys.Text("value"), keys.Find("condition"), keys.Text("description"));
    }

    private static WindowEntry ReadWindow(MappingNode node)
    {
        Keys keys = new(node, "name", "offset", "access", "condition", "protected", "words", "description");
        return new WindowEntry
        {
            Name = keys.Text("name"),
            Offset = keys.Find("offset") is null ? null : keys.Number("offset"),
            Access = keys.Access(),
            Condition = keys.Find("condition"),
            IsProtected = keys.Flag("protected"),
            Words = keys.Text("words"),
            Description = keys.Text("description"),
        };
    }

    /// <summary>The interrupt registers get a field for each event.</summary>
    private static List<RegisterEntry> WithEvents(IReadOnlyList<RegisterEntry> registers, IReadOnlyList<Event> events)
    {
        FieldEntry[] fields = [.. events.Select(e => new FieldEntry { Name = e.Name, Low = e.Bit, High = e.Bit, Description = e.Description })];
        return [.. registers.Select(r => r.IsInterrupt && r.Fields.Count == 0 ? r with { Fields = r.Access == RegisterAccess.WriteOneToClear ? Standing(fields, events) : fields } : r)];
    }

    private static FieldEntry[] Standing(FieldEntry[] fields, IReadOnlyList<Event> events) =>
        [.. fields.Zip(events, (f, e) => e.AfterReset ? f with { Reset = "1" } : f)];

    /// <summary>The entries of a mapping, which may have no others.</summary>
    private sealed class Keys
    {
        private readonly MappingNode _node;

        public Keys(MappingNode node, params ReadOnlySpan<string> known)
        {
            _node = node;
            foreach (MappingEntry entry in node.Entries)
            {
                if (!known.Contains(entry.Key.Text))
                {
                    throw Fault(entry.Key, $"'{entry.Key.Text}' is no key here");
                }
            }
        }

        public string? Find(string key) => _node.Find(key)?.Value switch
        {
            null => null,
            ScalarNode { Text.Length: > 0 } scalar => scalar.Text,
            Node other => throw Fault(other, $"'{key}' needs one value"),
        };

        public string Text(string key) => Find(key) ?? throw Fault(_node, $"'{key}' is missing");

        public bool Flag(string key) => Find(key) switch
        {
            null => false,
            "true" => true,
            { } other => throw Fault(_node, $"'{key}: {other}': true, or leave it out"),
        };

        public int Number(string key) => Integer(Text(key));

        public int Integer(string text)
        {
            bool isHex = text.StartsWith("0x", StringComparison.Ordinal);
            return int.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw Fault(_node, $"'{text}' is no number");
        }

        public RegisterAccess Access() => Text("access") switch
        {
            "ro" => RegisterAccess.ReadOnly,
            "rw" => RegisterAccess.ReadWrite,
            "wo" => RegisterAccess.WriteOnly,
            "w1c" => RegisterAccess.WriteOneToClear,
            string other => throw Fault(_node, $"access '{other}' is none of ro, rw, wo, w1c"),
        };

        public IEnumerable<MappingNode> Items(string key) => _node.Find(key)?.Value switch
        {
            null => [],
            ListNode list => list.Items.Select(i => i as MappingNode ?? throw Fault(i, $"'{key}' lists mappings")),
            Node other => throw Fault(other, $"'{key}' is a list"),
        };

        private static InvalidDataException Fault(Node node, string message) => new($"{node.Position}: {message}");
    }
}
