// SPDX-License-Identifier: Apache-2.0
namespace RtlGen.Tests.CommandLine;

/// <summary>Puts other tools in front of the real ones, with a cache of compiled models of their own; undone when disposed.</summary>
internal sealed class FakeTools : IDisposable
{
    private const string Cache = "RTLGEN_CACHE";
    private readonly TemporaryFolder _folder;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly string? _cache = Environment.GetEnvironmentVariable(Cache);

    public FakeTools(TemporaryFolder folder) => _folder = folder;

    /// <summary>No tool is on PATH.</summary>
    public void Hide() => Use("");

    /// <summary>A verilator that edits one emitted file, then does its work.</summary>
    /// <param name="file">End of the file's name.</param>
    /// <param name="script">A script for sed.</param>
    public void BreakTheRtl(string file, string script) =>
        Replace($"[ \"$1\" = --version ] || [ ! -d verilog ] || sed -i '{script}' verilog/rtl/*{file}\nPATH='{_path}' exec verilator \"$@\"\n");

    /// <summary>A verilator that knows its version and nothing else.</summary>
    public void Fail(string message) =>
        Replace($"[ \"$1\" = --version ] && echo 'Verilator 5.006' && exit 0\necho '{message}' >&2\nexit 3\n");

    /// <summary>A tool that answers with a script of the shell; the real ones are behind it.</summary>
    public void Pretend(string tool, string script) => Replace(script, tool);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable(Cache, _cache);
    }

    private void Replace(string script, string name = "verilator")
    {
        Directory.CreateDirectory(_folder["bin"]);
        string tool = _folder.Write($"bin/{name}", "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Use($"{_folder["bin"]}{Path.PathSeparator}{_path}");
    }

    private void Use(string path)
    {
        Environment.SetEnvironmentVariable("PATH", path);
        Environment.SetEnvironmentVariable(Cache, _folder["cache"]);
    }
}
