// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.Tools;

namespace RtlGen.Tests.Tools;

[TestFixture]
internal sealed class ToolAnswersTests
{
    [Test]
    public async Task A_tool_is_asked_again_when_its_file_changed_and_after_a_failure()
    {
        string tool = Path.GetTempFileName();
        try
        {
            ToolAnswers answers = new();
            int asked = 0;
            await Assert.ThrowsAsync<InvalidOperationException>(() => answers.GetAsync<string>(tool, "version", () => throw new InvalidOperationException()));
            Assert.That(await AskAsync("version"), Is.EqualTo("1"));
            Assert.That(await AskAsync("version"), Is.EqualTo("1"));
            Assert.That(await AskAsync("root"), Is.EqualTo("2"));
            await File.WriteAllTextAsync(tool, "another");
            Assert.That(await AskAsync("version"), Is.EqualTo("3"));

            Task<string> AskAsync(string question) => answers.GetAsync(tool, question, () => Task.FromResult($"{++asked}"));
        }
        finally
        {
            File.Delete(tool);
        }
    }
}
