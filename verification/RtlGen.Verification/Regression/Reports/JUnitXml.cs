// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml;
using RtlGen.Regression.Failures;
using RtlGen.Regression.Run;

namespace RtlGen.Regression.Reports;

/// <summary>A campaign as JUnit XML: a suite a group, a test a case.</summary>
/// <remarks>
/// The schema is Jenkins's (junit-10): <c>testsuites</c> has no count of skipped tests there, a suite has one. Tools that
/// show one message drop the attribute as often as the text: both hold the divergence.
/// </remarks>
public static class JUnitXml
{
    private const int HashShown = 12;

    /// <summary>The document; UTF-8, LF line ends. The same results give the same text.</summary>
    public static string Of(CampaignReport report)
    {
        StringBuilder text = new();
        using (Utf8Text target = new(text))
        using (XmlWriter xml = XmlWriter.Create(target, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            Dictionary<string, CaseResult> results = report.Results.ToDictionary(r => r.Id, StringComparer.Ordinal);
            Dictionary<string, ReportedBucket> buckets = report.Buckets
                .SelectMany(b => b.Bucket.Cases.Select(c => (c.Id, Bucket: b)))
                .ToDictionary(b => b.Id, b => b.Bucket, StringComparer.Ordinal);
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Clean(report.Heading.Name));
            Counts(xml, report.Heading.Cases.Count, report.Results);
            foreach (IGrouping<string, PlannedName> group in report.Heading.Cases.GroupBy(c => c.Group, StringComparer.Ordinal))
            {
                CaseResult[] ended = [.. group.Where(c => results.ContainsKey(c.Id)).Select(c => results[c.Id])];
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", Clean($"{report.Heading.Name}.{group.Key}"));
                Counts(xml, group.Count(), ended);
                xml.WriteAttributeString("skipped", $"{group.Count() - ended.Length + ended.Count(r => r.Verdict == CaseVerdict.Empty)}");
                Properties(xml, report.Heading);
                foreach (PlannedName planned in group)
                {
                    Case(xml, report, planned, results.GetValueOrDefault(planned.Id), buckets.GetValueOrDefault(planned.Id));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    /// <summary>What XML cannot hold becomes U+FFFD: messages of tools may hold anything.</summary>
    internal static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private static void Counts(XmlWriter xml, int tests, IReadOnlyList<CaseResult> ended)
    {
        xml.WriteAttributeString("tests", $"{tests}");
        xml.WriteAttributeString("failures", $"{ended.Count(r => r.Verdict == CaseVerdict.Failed)}");
        xml.WriteAttributeString("errors", $"{ended.Count(r => r.Verdict is CaseVerdict.Crashed or CaseVerdict.TimedOut)}");
        xml.WriteAttributeString("time", Seconds(ended.Sum(r => r.Times.Total)));
    }

    private static void Properties(XmlWriter xml, CampaignHeading heading)
    {
        xml.WriteStartElement("properties");
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[("specification", heading.Specification), ("seed", $"{heading.Seed}"), ("rtlgen", heading.Tool)])
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, CampaignReport report, PlannedName planned, CaseResult? result, ReportedBucket? bucket)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean($"{report.Heading.Name}.{planned.Group}"));
        xml.WriteAttributeString("name", Clean(NameOf(planned, result)));
        xml.WriteAttributeString("time", Seconds(result?.Times.Total ?? 0));
        if (result is null)
        {
            Outcome(xml, "skipped", null, "not run: the campaign's time was over, or it was stopped", "");
        }
        else if (result.Verdict == CaseVerdict.Empty)
        {
            Outcome(xml, "skipped", null, result.Message, "");
        }
        else if (FailureBuckets.IsFailure(result))
        {
            IEnumerable<string> lines =
            [
                result.Message,
                .. result.Details.Where(d => !string.Equals(d, result.Message, StringComparison.Ordinal)),
                $"bucket {bucket?.Bucket.Number}: {bucket?.Bucket.Signature}",
                .. result.ConfigurationHash.Length == 0 ? (string[])[] : [$"configuration {result.ConfigurationHash}"],
                $"reproduce: {report.Heading.CommandOf(result.Id)}",
            ];
            Outcome(xml, result.Verdict == CaseVerdict.Failed ? "failure" : "error", $"{bucket?.Bucket.Signature}", result.Message, string.Join('\n', lines));
        }

        xml.WriteEndElement();
    }

    private static void Outcome(XmlWriter xml, string element, string? type, string message, string text)
    {
        xml.WriteStartElement(element);
        if (type is not null)
        {
            xml.WriteAttributeString("type", Clean(type));
        }

        xml.WriteAttributeString("message", Clean(message));
        xml.WriteString(Clean(text.Length > 0 ? text : message));
        xml.WriteEndElement();
    }

    /// <summary>Unique by the case's name; the rest tells CI tools that a case of the same name has another content.</summary>
    private static string NameOf(PlannedName planned, CaseResult? result) =>
        result is { ConfigurationHash: { Length: >= HashShown } hash }
            ? $"{planned.Id} [{hash[..HashShown]} seed {planned.Seed}]"
            : $"{planned.Id} [seed {planned.Seed}]";

    private static string Seconds(double milliseconds) => $"{milliseconds / 1000:F3}";

    /// <summary>A writer into a text whose declaration says UTF-8.</summary>
    private sealed class Utf8Text(StringBuilder text) : StringWriter(text)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
