// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using NUnit.Framework;
using RtlGen.Configuration;

namespace RtlGen.Tests.Configuration;

/// <summary>The JSON Schema and the description of the keys tell the same.</summary>
[TestFixture]
internal sealed class SchemaTests
{
    private static JsonObject Schema => JsonNode.Parse(ConfigurationSchema.ToJson())!.AsObject();

    [Test]
    public void ItIsDeterministicWithLineFeeds()
    {
        string text = ConfigurationSchema.ToJson();
        Assert.That(text, Is.EqualTo(ConfigurationSchema.ToJson()));
        Assert.That(text, Does.Not.Contain('\r').And.EndsWith("}\n"));
    }

    [Test]
    public void ItListsExactlyTheKeysThatTheReaderKnows()
    {
        List<string> listed = [];
        Collect(Schema, "", listed);
        Assert.That(
            listed.Except(ConfigurationKeys.Sections.Select(s => s.Name), StringComparer.Ordinal),
            Is.EquivalentTo(ConfigurationKeys.All.Select(k => k.Name)));
    }

    [Test]
    public void EveryObjectIsClosedAndEveryKeyDescribed()
    {
        foreach (KeySection section in ConfigurationKeys.Sections)
        {
            JsonObject closed = section.Name.Split('.').Aggregate(Schema, (schema, name) => schema["properties"]![name]!.AsObject());
            Assert.That((bool)closed["additionalProperties"]!, Is.False, section.Name);
            foreach ((string key, JsonNode? property) in closed["properties"]!.AsObject())
            {
                Assert.That((string)property!["description"]!, Does.EndWith("."), $"{section.Name}.{key}");
            }
        }

        Assert.That((bool)Schema["additionalProperties"]!, Is.False);
    }

    [Test]
    public void TypesRangesWordsAndDefaultsAreThere()
    {
        JsonNode properties = Schema["properties"]!;
        JsonNode stepSchema = properties["adc"]!["properties"]!["range"]!["oneOf"]![1]!["properties"]!["step"]!;
        Assert.Multiple(() =>
        {
            Assert.That((int)properties["adc"]!["properties"]!["bits"]!["maximum"]!, Is.EqualTo(12));
            Assert.That(properties["dac"]!["properties"]!["kind"]!["enum"]!.ToJsonString(), Is.EqualTo("""["pulse","voltage","pwm"]"""));
            Assert.That((string)properties["dac"]!["properties"]!["kind"]!["default"]!, Is.EqualTo("pulse"));
            Assert.That((int)properties["interface"]!["properties"]!["stream_bits"]!["default"]!, Is.EqualTo(32));
            Assert.That((decimal)stepSchema["multipleOf"]!, Is.EqualTo(0.00390625m));
            Assert.That(Schema["then"]!["required"]!.ToJsonString(), Is.EqualTo("""["name","weights","inputs","crossbar"]"""));
        });
    }

    [Test]
    public void EveryKeyOfTheCanonicalFormIsInTheSchema()
    {
        LoadedConfiguration loaded = ConfigurationReader.Parse(
            ConfigurationWriter.ToYaml(ConfigurationSample.Load(
                "dac: {kind: voltage, link: serial} | adc: {kind: external, conversion_cycles: 2, link: serial, bits: 8, range: {step: 1, zero: 0}}")),
            "tile.yaml");
        List<string> listed = ["adc.range.step", "adc.range.zero"];
        Collect(Schema, "", listed);
        Assert.That(loaded.Positions.Keys, Is.SubsetOf(listed));
    }

    [Test]
    public void EveryKeyTellsItsMeaning()
    {
        Assert.Multiple(() =>
        {
            foreach (KeyDescription key in ConfigurationKeys.All)
            {
                Assert.That(key.Documentation, Does.EndWith("."), key.Name);
                Assert.That(key.Allowed, Is.Not.Empty, key.Name);
                Assert.That(key.DefaultText, Is.Not.Empty, key.Name);
                Assert.That(ConfigurationKeys.Find(key.Name), Is.SameAs(key));
            }
        });
    }

    private static void Collect(JsonObject schema, string prefix, List<string> listed)
    {
        foreach ((string name, JsonNode? property) in schema["properties"]!.AsObject())
        {
            listed.Add(prefix + name);
            if (property!["properties"] is not null)
            {
                Collect(property.AsObject(), $"{prefix}{name}.", listed);
            }
        }
    }
}
