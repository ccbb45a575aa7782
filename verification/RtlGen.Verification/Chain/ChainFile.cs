// SPDX-License-Identifier: Apache-2.0
using RtlGen.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RtlGen.Chain;

/// <summary>One mapping of a chain's YAML; errors name file, line and key.</summary>
internal sealed class ChainFile(string file, YamlMappingNode node)
{
    /// <summary>The mapping at the root of a file.</summary>
    /// <exception cref="BadInputException">It cannot be read or is no mapping.</exception>
    public static ChainFile Read(string path)
    {
        try
        {
            YamlStream stream = new();
            using StreamReader reader = new(path);
            stream.Load(reader);
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? new ChainFile(path, root)
                : throw Error(path, Mark.Empty, null, "the file is not one mapping");
        }
        catch (YamlException e)
        {
            throw Error(path, e.Start, null, $"malformed YAML: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(new Diagnostic(
                DiagnosticCodes.FileAccess, new SourcePosition(path, 0, 0), null, path, $"the file cannot be read: {e.Message.TrimEnd('.')}", "name a folder with a network.yaml"));
        }
    }

    /// <summary>Refuses every other key.</summary>
    public void Allow(params string[] keys)
    {
        foreach (YamlScalarNode key in node.Children.Keys.OfType<YamlScalarNode>())
        {
            if (!keys.Contains(key.Value, StringComparer.Ordinal))
            {
                throw Error(file, key.Start, key.Value, $"the key '{key.Value}' is not known", DiagnosticCodes.UnknownKey, $"allowed: {string.Join(", ", keys)}");
            }
        }
    }

    /// <summary>A text; null when the key is absent.</summary>
    public string? Text(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        YamlNode other => throw Error(file, other.Start, key, $"'{key}' must be a text", DiagnosticCodes.WrongType),
    };

    /// <summary>A text that must be there.</summary>
    public string Required(string key) =>
        Text(key) ?? throw Error(file, node.Start, key, $"the key '{key}' is missing", DiagnosticCodes.MissingKey);

    /// <summary>A file beside this one; null when the key is absent.</summary>
    public string? Path(string key) =>
        Text(key) is string text ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file) ?? "", text) : null;

    /// <summary>A file beside this one that must be named.</summary>
    public string RequiredPath(string key)
    {
        Required(key);
        return Path(key)!;
    }

    /// <summary>A whole number; null when the key is absent.</summary>
    public int? Number(string key) => Text(key) is not string text
        ? null
        : int.TryParse(text, out int value)
            ? value
            : throw Error(file, Child(key)!.Start, key, $"'{key}' must be a whole number, not '{text}'", DiagnosticCodes.WrongType);

    /// <summary>A mapping; null when the key is absent.</summary>
    public ChainFile? Mapping(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode mapping => new ChainFile(file, mapping),
        YamlNode other => throw Error(file, other.Start, key, $"'{key}' must be a mapping", DiagnosticCodes.WrongType),
    };

    /// <summary>A list of mappings with at least one element.</summary>
    public IReadOnlyList<ChainFile> Mappings(string key) =>
        Child(key) is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(c => c is YamlMappingNode)
            ? [.. list.Children.Cast<YamlMappingNode>().Select(m => new ChainFile(file, m))]
            : throw Error(file, Child(key)?.Start ?? node.Start, key, $"'{key}' must be a list of mappings", DiagnosticCodes.WrongType);

    private YamlNode? Child(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;

    private static BadInputException Error(
        string file, Mark mark, string? key, string message, string code = DiagnosticCodes.Syntax, string? remedy = null) =>
        new(new Diagnostic(code, new SourcePosition(file, (int)mark.Line, (int)mark.Column), key, null, message.TrimEnd('.'), remedy));
}
