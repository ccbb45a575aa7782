// SPDX-License-Identifier: Apache-2.0
using System.Text;
using NUnit.Framework;
using RtlGen.Configuration;
using RtlGen.Diagnostics;

namespace RtlGen.Tests.Configuration;

/// <summary>The traps of YAML, and text that is none.</summary>
[TestFixture]
internal sealed class TextTests
{
    [TestCase("inputs: {bits: '4', encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: \"4\", encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: 4.0, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: 1e1, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: 04, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: 0o4, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: four, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: , encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: null, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: [4], encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: {a: 4}, encoding: unsigned}", "inputs.bits")]
    [TestCase("inputs: {bits: 4, encoding: true}", "inputs.encoding")]
    [TestCase("adc: {bits: 8, signed: yes}", "adc.signed")]
    [TestCase("adc: {bits: 8, signed: no}", "adc.signed")]
    [TestCase("adc: {bits: 8, signed: on}", "adc.signed")]
    [TestCase("adc: {bits: 8, signed: 'true'}", "adc.signed")]
    [TestCase("adc: {bits: 8, range: {step: 010, zero: 0}}", "adc.range.step")]
    public void TypesAreThoseOfYaml12(string changes, string key) =>
        ConfigurationSample.AssertRefused(changes, DiagnosticCodes.WrongType, key);

    [TestCase("inputs: {bits: 99999999999999999999999999999999999999999999999999, encoding: unsigned}")]
    [TestCase("inputs: {bits: -0x7fffffffffffffffffff, encoding: unsigned}", DiagnosticCodes.WrongType)]
    public void HugeIntegersAreOrdinaryErrors(string changes, string code = DiagnosticCodes.OutOfRange) =>
        ConfigurationSample.AssertRefused(changes, code, "inputs.bits");

    [TestCase("", 1, 1)]
    [TestCase("# nothing\n", 1, 1)]
    [TestCase("---\n...\n", 2, 4)]
    [TestCase("just text\n", 1, 1)]
    [TestCase("- a\n- b\n", 1, 1)]
    [TestCase("name: a: b\n", 1, 8)]
    [TestCase("name: tile\nadc: {bits: 8\n", 3, 1)]
    [TestCase("name: tile\nadc: [1, 2\nx: 3\n", 2, 8)]
    [TestCase("name: 'tile\n", 1, 7)]
    [TestCase("name: \"\\q\"\n", 1, 7)]
    [TestCase("adc:\n\tbits: 8\n", 2, 1)]
    [TestCase("\tname: a\n", 1, 1)]
    [TestCase("name: a\u0000b\n", 1, 8)]
    [TestCase("name: a\n}\n", 2, 1)]
    public void MalformedTextIsOneErrorWithAPosition(string text, int line, int column)
    {
        IReadOnlyList<Diagnostic> errors = [.. ConfigurationSample.Errors(text).Where(e => !string.Equals(e.Code, DiagnosticCodes.MissingKey, StringComparison.Ordinal))];
        Assert.That(errors.Select(e => e.Code), Is.EqualTo(new[] { DiagnosticCodes.Syntax }), string.Join('\n', errors));
        Assert.That((errors[0].Position.Line, errors[0].Position.Column), Is.EqualTo((line, column)), errors[0].ToString());
    }

    [TestCase("weights: &w {bits: 4, encoding: offset}", "2:10", "anchor &w")]
    [TestCase("inputs: {bits: *w, encoding: unsigned}", "3:16", "alias *w")]
    [TestCase("inputs: {bits: !!int 4, encoding: unsigned}", "3:16", "tag")]
    [TestCase("inputs: {bits: 4, encoding: ! unsigned}", "3:29", "tag")]
    public void AnchorsAliasesAndTagsAreRefused(string changes, string place, string what)
    {
        Diagnostic error = ConfigurationSample.Errors(ConfigurationSample.With(changes)).First(e => string.Equals(e.Code, DiagnosticCodes.Syntax, StringComparison.Ordinal));
        Assert.That($"{error.Position.Line}:{error.Position.Column}", Is.EqualTo(place));
        Assert.That(error.Message, Does.Contain(what));
    }

    [Test]
    public void ARecursiveAnchorEnds() =>
        Assert.That(ConfigurationSample.Errors("name: &a [*a, *a]\n").Select(e => e.Code), Does.Contain(DiagnosticCodes.Syntax));

    [Test]
    public void ASecondDocumentIsRefused()
    {
        Diagnostic error = ConfigurationSample.Errors(ConfigurationSample.With("") + "---\nname: b\n").Single();
        Assert.That((error.Code, error.Position.Line), Is.EqualTo((DiagnosticCodes.Syntax, 6)));
    }

    [Test]
    public void AnotherVersionOfYamlIsRefused() =>
        Assert.That(ConfigurationSample.Errors("%YAML 1.1\n---\n" + ConfigurationSample.With("")).Single().Code, Is.EqualTo(DiagnosticCodes.Syntax));

    [Test]
    public void DuplicateKeysAreRefusedAtTheSecond()
    {
        IReadOnlyList<Diagnostic> errors = ConfigurationSample.Errors(ConfigurationSample.With("adc: {bits: 8, bits: 8}") + "adc: {bits: 4}\n");
        Assert.That(
            errors.Select(e => $"{e.Position.Line}:{e.Position.Column} {e.Code} {e.Key}"),
            Is.EqualTo(new[] { "5:16 RTG003 adc.bits", "6:1 RTG003 adc" }));
    }

    [TestCase("[", "")]
    [TestCase("{a: ", "")]
    [TestCase("[{a: ", "")]
    [TestCase("- ", "")]
    [TestCase("? ", "")]
    [TestCase("a: [", "\n")]
    public void DeepNestingEndsInADiagnostic(string piece, string separator)
    {
        string text = string.Join(separator, Enumerable.Repeat(piece, 100_000));
        Assert.That(ConfigurationSample.Errors(text).Select(e => e.Code), Does.Contain(DiagnosticCodes.Syntax));
    }

    [Test]
    public void EndlessTextEndsInADiagnostic() =>
        Assert.That(ConfigurationSample.Errors(new string('a', 5_000_000)).Single().Code, Is.EqualTo(DiagnosticCodes.Syntax));

    [Test]
    public void ByteOrderMarkAndLineEndsDoNotMatter()
    {
        string text = ConfigurationSample.With("");
        LoadedConfiguration plain = ConfigurationReader.Parse(text, "tile.yaml");
        LoadedConfiguration windows = ConfigurationReader.Parse("\uFEFF" + text.ReplaceLineEndings("\r\n"), "tile.yaml");
        Assert.That(windows.Configuration, Is.EqualTo(plain.Configuration));
        Assert.That(windows.Text, Is.EqualTo(text));
        Assert.That(windows.Positions, Is.EqualTo(plain.Positions));
    }

    [Test]
    public void JsonIsRead()
    {
        const string json = "{\n\t\"name\": \"tile\",\n\t\"weights\": {\"bits\":4,\"encoding\":\"offset\"},\n"
            + "\t\"inputs\": {\"bits\":4,\"encoding\":\"unsigned\"},\n\t\"crossbar\": {\"rows\":64,\"columns\":64,\"cell_bits\":2},\n\t\"adc\": {\"bits\":8}\n}\n";
        Assert.That(ConfigurationReader.Parse(json, "tile.json").Configuration, Is.EqualTo(ConfigurationSample.Load("")));
    }

    [Test]
    public void FilesThatCannotBeReadAreErrors()
    {
        string folder = Directory.CreateTempSubdirectory("rtlgen").FullName;
        try
        {
            string binary = Path.Combine(folder, "binary.yaml");
            File.WriteAllBytes(binary, [.. Encoding.UTF8.GetBytes("name: a\nx: "), 0xff, 0xfe]);
            Assert.Multiple(() =>
            {
                Assert.That(CodeOf(Path.Combine(folder, "missing.yaml")), Is.EqualTo(DiagnosticCodes.FileAccess));
                Assert.That(CodeOf(folder), Is.EqualTo(DiagnosticCodes.FileAccess));
                Assert.That(CodeOf(""), Is.EqualTo(DiagnosticCodes.FileAccess));
                Assert.That(CodeOf(binary), Is.EqualTo(DiagnosticCodes.Syntax));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string CodeOf(string path) =>
        Assert.Throws<BadInputException>(() => ConfigurationReader.ReadFile(path))!.Diagnostics.Single().Code;
}
