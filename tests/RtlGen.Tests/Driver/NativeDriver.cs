// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using NUnit.Framework;
using RtlGen.Design;
using RtlGen.Driver;
using RtlGen.Emission;
using RtlGen.Registers;
using RtlGen.Software;
using RtlGen.Tensors;
using RtlGen.Tests.CommandLine;
using RtlGen.Tests.Golden;
using RtlGen.Tools;

namespace RtlGen.Tests.Driver;

/// <summary>The driver of a design, compiled with fake_layer.c for the machine that the tests run on.</summary>
internal sealed class NativeDriver : IDisposable
{
    private static readonly string[] s_strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O1"];

    private readonly TemporaryFolder _folder = new();

    private readonly LayerDesign _design;

    private NativeDriver(LayerDesign design) => _design = design;

    /// <summary>Every file of the driver, its registers' header included.</summary>
    public static IReadOnlyList<GeneratedFile> FilesOf(LayerDesign design, LayerParameters? parameters) =>
        [.. DriverEmitter.Emit(design, parameters), .. RegisterDocuments.Emit(design).Where(f => f.Path.EndsWith(".h", StringComparison.Ordinal))];

    /// <summary>Compiles; with <paramref name="edits"/> after changes of one text of one file each (name ends, right, wrong).</summary>
    public static async Task<NativeDriver> CompileAsync(
        LayerDesign design, LayerParameters? parameters = null, params (string File, string Right, string Wrong)?[] edits)
    {
        NativeDriver driver = new(design);
        List<string> sources = ["fake_layer.c"];
        foreach (GeneratedFile file in FilesOf(design, parameters))
        {
            string name = Path.GetFileName(file.Path);
            string text = file.Content;
            foreach ((string File, string Right, string Wrong)? edit in edits)
            {
                if (edit is var (edited, right, wrong) && name.EndsWith(edited, StringComparison.Ordinal))
                {
                    Assert.That(text, Does.Contain(right));
                    text = text.Replace(right, wrong, StringComparison.Ordinal);
                }
            }

            driver._folder.Write(name, text);
            if (name.EndsWith(".c", StringComparison.Ordinal))
            {
                sources.Add(name);
            }
        }

        driver._folder.Write(DriverSources.DesignHeader, DriverSources.HeaderOf(design, parameters is not null).Content);
        File.Copy(RepositoryFolder.Find("tests/RtlGen.Tests/Driver/fake_layer.c"), driver._folder["fake_layer.c"]);
        driver._folder.Write("identity.txt", string.Concat(Identity(design).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{i.Offset:x} {i.Value:x}\n"))));
        await driver.GccAsync([.. s_strict, "-I.", .. sources, "-o", "driver"]);
        return driver;
    }

    /// <summary>Runs a compiler in the driver's folder.</summary>
    public Task GccAsync(params string[] arguments) => ToolAsync("gcc", arguments);

    /// <summary>Runs a tool, or a program of the folder, there.</summary>
    public Task ToolAsync(string tool, params string[] arguments) => ToolRunner.RequireAsync(
        new ToolInvocation(tool.StartsWith("./", StringComparison.Ordinal) ? _folder[tool[2..]] : tool, arguments) { WorkingDirectory = _folder.Path, Timeout = TimeSpan.FromMinutes(2) }, CancellationToken.None);

    /// <summary>The lines that a case printed.</summary>
    public async Task<string[]> RunAsync(params string[] arguments)
    {
        ToolResult result = await ToolRunner.RunAsync(
            new ToolInvocation(_folder["driver"], arguments) { WorkingDirectory = _folder.Path, Timeout = TimeSpan.FromMinutes(2) },
            CancellationToken.None);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Writes numbers of 32 bits for the program to read.</summary>
    public string Write(string name, IEnumerable<long> numbers)
    {
        File.WriteAllBytes(_folder[name], [.. numbers.SelectMany(n => BitConverter.GetBytes(unchecked((int)n)))]);
        return name;
    }

    /// <summary>Writes any text into the folder.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, Tensor tensor) => Write(name, tensor.Data);

    public void Dispose() => _folder.Dispose();

    /// <summary>What control.md says that the first registers read.</summary>
    private static IEnumerable<(uint Offset, uint Value)> Identity(LayerDesign design)
    {
        string hash = RtlGen.Configuration.ConfigurationWriter.Hash(design.Configuration);
        yield return (0x000, 0x52544C47);
        yield return (0x008, uint.Parse(hash[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        yield return (0x00C, uint.Parse(hash[8..16], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        yield return (0x010, 1 << 8);
        yield return (0x014, (uint)design.Grid.Inputs);
        yield return (0x018, (uint)design.Grid.Outputs);
        yield return (0x01C, (uint)(design.Grid.RowTiles - 1 | (design.Grid.ColumnTiles - 1 << 16)));
        yield return (0x020, (uint)(design.Configuration.Crossbar.Rows | (design.PhysicalColumns << 16)));
        yield return (0x024, (uint)design.InputStream.StreamBits);
        yield return (0x028, (uint)design.InputStream.Beats);
        yield return (0x02C, (uint)design.OutputStream.Beats);
        if (design.HasProgramming)
        {
            // Reset values that the waiting times depend on.
            yield return (0x0C8, 0x0101);
            yield return (0x0CC, 64);
        }
    }
}
