// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using NUnit.Framework;
using RtlGen.Tools;

namespace RtlGen.Tests.Tools;

[TestFixture]
internal sealed class ToolRunnerTests
{
    [Test]
    public async Task Output_error_and_exit_code_come_back()
    {
        using FakeTool tool = new("echo out; echo err >&2; exit 7");
        ToolResult result = await ToolRunner.RunAsync(new ToolInvocation(tool.Path), default);
        Assert.That((result.ExitCode, result.Output, result.Error), Is.EqualTo((7, "out\n", "err\n")));
        Assert.That(result.Duration, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Arguments_reach_the_tool_untouched()
    {
        using FakeTool tool = new("for a in \"$@\"; do printf '[%s]' \"$a\"; done");
        string[] arguments = ["", "two words", "$HOME", "`id`", "a'b\"c", "back\\slash\\", "*", ";rm", "ünï", "--x=\n"];
        ToolResult result = await ToolRunner.RequireAsync(new ToolInvocation(tool.Path, arguments), default);
        Assert.That(result.Output, Is.EqualTo(string.Concat(arguments.Select(a => $"[{a}]"))));
    }

    [Test]
    public async Task Directory_and_environment_are_those_asked_for()
    {
        using FakeTool tool = new("pwd; echo \"$GIVEN\"; echo \"${REMOVED-gone}\"");
        ToolInvocation invocation = new(tool.Path)
        {
            WorkingDirectory = tool.Folder,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIVEN"] = "a b", ["REMOVED"] = null },
        };
        ToolResult result = await ToolRunner.RequireAsync(invocation, default);
        Assert.That(result.Output, Is.EqualTo($"{tool.Folder}\na b\ngone\n"));
    }

    [Test]
    public async Task A_failure_shows_command_exit_code_and_last_lines()
    {
        using FakeTool tool = new("i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done; echo 'the reason' >&2; exit 3");
        ToolFailedException? e = await Assert.ThrowsAsync<ToolFailedException>(
            () => ToolRunner.RequireAsync(new ToolInvocation(tool.Path, "--flag", "two words"), default));
        Assert.That(e!.Message, Does.Contain("exit code 3").And.Contain("--flag 'two words'").And.Contain("the reason").And.Contain("line 99"));
        Assert.That(e.Message, Does.Not.Contain("line 10\n"));
        Assert.That(e.TimedOut, Is.False);
    }

    [Test]
    public async Task A_timeout_kills_the_tool_and_its_children()
    {
        using FakeTool tool = new("echo started; sleep 300 & echo $! > child; wait");
        ToolInvocation invocation = new(tool.Path) { Timeout = TimeSpan.FromMilliseconds(500), WorkingDirectory = tool.Folder };
        long start = Stopwatch.GetTimestamp();
        ToolFailedException? e = await Assert.ThrowsAsync<ToolFailedException>(() => ToolRunner.RunAsync(invocation, default));
        Assert.That(e!.TimedOut, Is.True);
        Assert.That(e.Message, Does.Contain("did not finish within 0.5 s").And.Contain("started"));
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(60)));
        await AssertChildIsGoneAsync(tool);
    }

    [Test]
    public async Task A_cancellation_kills_the_tool_and_its_children()
    {
        using FakeTool tool = new("sleep 300 & echo $! > child.new; mv child.new child; wait");
        using CancellationTokenSource cancel = new();
        Task<ToolResult> run = ToolRunner.RunAsync(new ToolInvocation(tool.Path) { WorkingDirectory = tool.Folder }, cancel.Token);
        string child = Path.Combine(tool.Folder, "child");
        while (!File.Exists(child))
        {
            await Task.Delay(10);
        }

        await cancel.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => run);
        await AssertChildIsGoneAsync(tool);
    }

    [Test]
    public async Task A_cancelled_token_starts_nothing()
    {
        using FakeTool tool = new("echo x > ran");
        await Assert.CatchAsync<OperationCanceledException>(
            () => ToolRunner.RunAsync(new ToolInvocation(tool.Path) { WorkingDirectory = tool.Folder }, new CancellationToken(true)));
        Assert.That(File.Exists(Path.Combine(tool.Folder, "ran")), Is.False);
    }

    [Test]
    public async Task Endless_output_keeps_its_end_only()
    {
        using FakeTool tool = new("yes 0123456789 | head -c 3000000; echo; echo the end");
        ToolInvocation invocation = new(tool.Path) { OutputLimit = 5000 };
        ToolResult result = await ToolRunner.RequireAsync(invocation, default);
        Assert.That(result.Output, Does.StartWith("[earlier output cut]").And.EndWith("the end\n"));
        Assert.That(result.Output.Length, Is.LessThan(5100));
    }

    [Test]
    public async Task A_tool_that_reads_standard_input_finds_its_end()
    {
        using FakeTool tool = new("cat; echo done");
        ToolResult result = await ToolRunner.RequireAsync(new ToolInvocation(tool.Path) { Timeout = TimeSpan.FromSeconds(30) }, default);
        Assert.That(result.Output, Is.EqualTo("done\n"));
    }

    [Test]
    public async Task A_missing_tool_names_its_package()
    {
        ToolMissingException? unknown = await Assert.ThrowsAsync<ToolMissingException>(
            () => ToolRunner.RunAsync(new ToolInvocation("no-such-tool-of-rtlgen"), default));
        Assert.That(unknown!.Message, Does.Contain("'no-such-tool-of-rtlgen' was not found on PATH"));
        ToolMissingException? known = await Assert.ThrowsAsync<ToolMissingException>(
            () => ToolRunner.RunAsync(new ToolInvocation("/nowhere/iverilog"), default));
        Assert.That(known!.Message, Does.Contain("apt-get install iverilog"));
        Assert.That(known.Package, Is.EqualTo("iverilog"));
    }

    [Test]
    public async Task A_file_that_is_no_program_is_a_missing_tool()
    {
        using FakeTool tool = new("exit 0");
        await File.WriteAllTextAsync(tool.Path, "\u0001\u0002 no program");
        ToolMissingException? e = await Assert.ThrowsAsync<ToolMissingException>(() => ToolRunner.RunAsync(new ToolInvocation(tool.Path), default));
        Assert.That(e!.Message, Does.Contain("could not be started"));
    }

    private static async Task AssertChildIsGoneAsync(FakeTool tool)
    {
        int id = int.Parse(await File.ReadAllTextAsync(Path.Combine(tool.Folder, "child")), System.Globalization.CultureInfo.InvariantCulture);
        for (int i = 0; i < 100 && IsRunning(id); i++)
        {
            await Task.Delay(50);
        }

        Assert.That(IsRunning(id), Is.False, "the child must be killed too");
    }

    /// <summary>A killed process that nobody has waited for yet is a zombie, and counts as gone.</summary>
    private static bool IsRunning(int id)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            return status[(status.LastIndexOf(')') + 2)] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
