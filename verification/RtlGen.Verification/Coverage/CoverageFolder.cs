// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Text;
using RtlGen.CoSimulation;
using RtlGen.Regression.Run;

namespace RtlGen.Coverage;

/// <summary>Code coverage on the disk: a small file for each case, so that a campaign may be stopped, continued and split.</summary>
public static class CoverageFolder
{
    /// <summary>Keeps what a case reached of <c>rtl/</c>; renamed into place, so that no half of it is ever read.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public static void Write(string folder, string caseId, CodeCoverage code)
    {
        Directory.CreateDirectory(folder);
        string file = FileOf(folder, caseId);
        string temporary = $"{file}.{Guid.NewGuid():N}.new";
        using (GZipStream zip = new(File.Create(temporary), CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(code.Library.ToJson()));
        }

        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>What the cases that passed reached together. Files of other cases, and of earlier campaigns, are not looked at.</summary>
    /// <exception cref="InvalidDataException">A file is none of these.</exception>
    public static CodeCoverage Merge(string folder, IEnumerable<CaseResult> results)
    {
        IEnumerable<string> files = results.Where(r => r.Verdict == CaseVerdict.Passed).Select(r => FileOf(folder, r.Id)).Distinct(StringComparer.Ordinal);
        return CodeCoverage.Merge(files.Where(File.Exists).Select(Read));
    }

    private static CodeCoverage Read(string file)
    {
        using GZipStream zip = new(File.OpenRead(file), CompressionMode.Decompress);
        using StreamReader reader = new(zip, Encoding.UTF8);
        return CodeCoverage.FromJson(reader.ReadToEnd());
    }

    /// <summary>Names of cases hold slashes.</summary>
    private static string FileOf(string folder, string caseId) => Path.Combine(folder, BuildCache.KeyOf([caseId])[..16] + ".json.gz");
}
