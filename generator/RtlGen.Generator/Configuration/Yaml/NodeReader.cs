// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RtlGen.Configuration;

/// <summary>
/// Builds the tree of one document from YamlDotNet's events. The library's own document model is not used: it stops
/// at the first duplicate key and follows recursive anchors. Here every fault but malformed text is collected.
/// </summary>
public sealed class NodeReader
{
    /// <summary>Deeper text is refused; a configuration needs three levels.</summary>
    public const int MaximumDepth = 16;

    /// <summary>Longer text is refused unless the caller expects it, in characters.</summary>
    public const int MaximumLength = 1 << 20;

    private readonly Parser _parser;
    private readonly TextLines _lines;
    private readonly DiagnosticBag _bag;

    private NodeReader(string text, TextLines lines, DiagnosticBag bag)
    {
        _parser = new Parser(new StringReader(text));
        _lines = lines;
        _bag = bag;
    }

    /// <summary>
    /// The mapping of a document with LF line ends and without byte order mark; null when there is none, and then the bag
    /// says why.
    /// </summary>
    public static MappingNode? Read(string text, string file, DiagnosticBag bag, int maximumLength = MaximumLength)
    {
        if (text.Length > maximumLength)
        {
            bag.Add(Fault(new SourcePosition(file, 1, 1), $"the text is longer than {maximumLength} characters", null));
            return null;
        }

        var lines = new TextLines(text, file);
        if (lines.FindControlCharacter() is { } control)
        {
            bag.Add(Fault(control, "the text holds a control character", "remove it"));
            return null;
        }

        var reader = new NodeReader(text, lines, bag);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            // Tabs are reported at 1:1 or at the value before them.
            bool isTab = e.Message.Contains(" tab ", StringComparison.Ordinal);
            SourcePosition position = (isTab ? lines.FindIndentingTab() : null) ?? lines.At(e.Start);
            bag.Add(Fault(position, $"malformed YAML: {Sentence(e.Message)}", isTab ? "indent with spaces" : null));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser raises whatever it stumbles over on some unbalanced brackets, without a position.
            SourcePosition position = reader._parser.Current is { } last ? lines.At(last.End) : new SourcePosition(file, 1, 1);
            bag.Add(Fault(position, "malformed YAML near here", "look for a missing bracket, quote or colon"));
        }

        return null;
    }

    private MappingNode? ReadDocument()
    {
        Next<StreamStart>();
        if (_parser.MoveNext() && _parser.Current is StreamEnd)
        {
            _bag.Add(Fault(new SourcePosition(_lines.File, 1, 1), "the document is empty", "write a mapping of keys to values"));
            return null;
        }

        var start = (DocumentStart)_parser.Current!;
        if (start.Version is { Version: not { Major: 1, Minor: 2 } } other)
        {
            _bag.Add(Fault(_lines.At(other.Start), $"YAML {other.Version.Major}.{other.Version.Minor} is not read", "write YAML 1.2"));
        }

        _parser.MoveNext();
        Node root = ReadNode("", 1);
        Next<DocumentEnd>();
        _parser.MoveNext();
        if (_parser.Current is DocumentStart second)
        {
            _bag.Add(Fault(_lines.At(second.Start), "a second document begins here", "write one document to a file"));
        }

        if (root is not MappingNode)
        {
            string what = root is ScalarNode { Kind: ScalarKind.Null } ? "empty" : root.Described;
            _bag.Add(Fault(root.Position, $"the document is {what}", "write a mapping of keys to values"));
        }

        return root as MappingNode;
    }

    /// <summary>Reads the node at a dotted key whose first event is current, and leaves its last event current.</summary>
    private Node ReadNode(string path, int depth)
    {
        ParsingEvent current = _parser.Current!;
        if (depth > MaximumDepth)
        {
            throw new SemanticErrorException(current.Start, current.End, $"nested deeper than {MaximumDepth} levels");
        }

        RefuseDecoration(current);
        return current switch
        {
            Scalar scalar => new ScalarNode(_lines.At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart list => ReadList(list, path, depth),
            MappingStart mapping => ReadMapping(mapping, path, depth),
            _ => new ScalarNode(_lines.At(current.Start), "", true),
        };
    }

    private ListNode ReadList(SequenceStart start, string path, int depth)
    {
        List<Node> items = [];
        for (_parser.MoveNext(); _parser.Current is not SequenceEnd; _parser.MoveNext())
        {
            items.Add(ReadNode(path, depth + 1));
        }

        return new ListNode(_lines.At(start.Start), items);
    }

    private MappingNode ReadMapping(MappingStart start, string path, int depth)
    {
        SourcePosition position = _lines.At(start.Start);
        if (start.Style == MappingStyle.Block && _lines.IsAfterTab(position))
        {
            // YamlDotNet lets a tab indent the first line; YAML does not.
            _bag.Add(Fault(position with { Column = 1 }, "a tab indents this line", "indent with spaces"));
        }

        Dictionary<string, ScalarNode> seen = new(StringComparer.Ordinal);
        List<MappingEntry> entries = [];
        for (_parser.MoveNext(); _parser.Current is not MappingEnd; _parser.MoveNext())
        {
            Node key = ReadNode(path, depth + 1);
            _parser.MoveNext();
            string name = (key as ScalarNode)?.Text ?? "";
            string dotted = path.Length == 0 ? name : $"{path}.{name}";
            Node value = ReadNode(dotted, depth + 1);
            if (key is not ScalarNode scalar)
            {
                _bag.Add(Fault(key.Position, $"{key.Described} stands where a key is expected", "write a name"));
            }
            else if (seen.TryGetValue(scalar.Text, out ScalarNode? first))
            {
                _bag.Add(new Diagnostic(
                    DiagnosticCodes.DuplicateKey, scalar.Position, dotted, value.Written,
                    $"'{dotted}' was already given in line {first.Position.Line}", "remove one of the two"));
            }
            else
            {
                seen.Add(scalar.Text, scalar);
                entries.Add(new MappingEntry(scalar, value));
            }
        }

        return new MappingNode(position, entries);
    }

    /// <summary>Anchors, aliases and tags would make a value come from elsewhere than where it is read.</summary>
    private void RefuseDecoration(ParsingEvent current)
    {
        if (current is AnchorAlias alias)
        {
            _bag.Add(Fault(_lines.At(alias.Start), $"the alias *{alias.Value} is not read", "write the value itself"));
        }
        else if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _bag.Add(Fault(_lines.At(anchored.Start), $"the anchor &{anchored.Anchor.Value} is not read", "remove it"));
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            _bag.Add(Fault(_lines.At(tagged.Start), $"the tag {tagged.Tag} is not read", "remove it"));
        }
    }

    private void Next<T>()
    {
        if (!_parser.MoveNext() || _parser.Current is not T)
        {
            throw new InvalidOperationException("an event of another kind was expected");
        }
    }

    private static string Sentence(string message)
    {
        string trimmed = message.Trim().TrimEnd('.').ReplaceLineEndings(" ");
        return trimmed.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(trimmed[0]) + trimmed[1..];
    }

    private static Diagnostic Fault(SourcePosition position, string message, string? remedy) =>
        new(DiagnosticCodes.Syntax, position, null, null, message, remedy);
}
