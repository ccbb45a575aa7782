// SPDX-License-Identifier: Apache-2.0
using NUnit.Framework;
using RtlGen.CoSimulation;
using RtlGen.Tools;

namespace RtlGen.Tests.CoSimulation;

[TestFixture]
internal sealed class BuildCacheTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("rtlgen-test-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Builders_of_the_same_key_end_with_one_entry()
    {
        BuildCache cache = BuildCache.Open(_folder);
        using Barrier together = new(4);
        CacheEntry[] entries = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => cache.GetAsync(
            "kind",
            "key",
            async (folder, token) =>
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "a"), $"{i}", token);
                // Nobody is done before everybody has begun.
                together.SignalAndWait(token);
                await File.WriteAllTextAsync(Path.Combine(folder, "b"), $"{i}", token);
            },
            default))));
        Assert.That(entries.Select(e => e.Folder).Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(entries[0].Folder, "a")),
            Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(entries[0].Folder, "b"))),
            "an entry is one builder's, never a mixture");
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_folder, "kind")), Has.Length.EqualTo(1));
        CacheEntry again = await cache.GetAsync("kind", "key", (_, _) => throw new InvalidOperationException("must be there"), default);
        Assert.That(again.WasThere, Is.True);
    }

    [Test]
    public async Task A_build_that_fails_leaves_nothing()
    {
        BuildCache cache = BuildCache.Open(_folder);
        await Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetAsync(
            "kind",
            "key",
            async (folder, token) =>
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "half"), "", token);
                throw new InvalidOperationException();
            },
            default));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_folder, "kind")), Is.Empty);
    }

    [Test]
    public async Task Entries_that_were_not_used_for_longest_make_room()
    {
        BuildCache cache = BuildCache.Open(_folder, bytesKept: 2500);
        string[] keys = ["a", "b", "c"];
        foreach (string key in keys)
        {
            await AddAsync(key);
        }

        // All three still stand: the shelf was looked at within the last minute. Now a is the one used last.
        Assert.That((await cache.GetAsync("kind", "a", (_, _) => throw new InvalidOperationException("must be there"), default)).WasThere, Is.True);
        Directory.SetLastWriteTimeUtc(Path.Combine(_folder, "kind", "b"), DateTime.UtcNow.AddHours(-2));
        Directory.SetLastWriteTimeUtc(Path.Combine(_folder, "kind", "c"), DateTime.UtcNow.AddHours(-1));
        File.SetLastWriteTimeUtc(Path.Combine(_folder, ".pruned-kind"), DateTime.UtcNow.AddMinutes(-2));
        await AddAsync("d");
        Assert.That(Directory.GetDirectories(Path.Combine(_folder, "kind")).Select(Path.GetFileName), Is.EquivalentTo((string[])["a", "d"]));

        Task<CacheEntry> AddAsync(string key) => cache.GetAsync(
            "kind", key, (folder, token) => File.WriteAllBytesAsync(Path.Combine(folder, "file"), new byte[1000], token), default);
    }

    [Test]
    public async Task An_entry_larger_than_all_room_stays_while_it_is_the_last()
    {
        BuildCache cache = BuildCache.Open(_folder, bytesKept: 10);
        await cache.GetAsync("kind", "large", (folder, token) => File.WriteAllBytesAsync(Path.Combine(folder, "file"), new byte[1000], token), default);
        Assert.That(Path.Combine(_folder, "kind", "large"), Does.Exist);
    }

    [Test]
    public async Task Two_builds_of_one_model_at_once_both_give_a_model_that_runs()
    {
        FakeLayer layer = FakeLayer.Create("SEND: if", "SEND  : if");
        CoSimulationOptions options = new() { CacheDirectory = _folder, Passes = [new SimulationPass("one", 1)] };
        LayerVerdict[] verdicts = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() =>
            LayerVerification.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(3, i), options, default))));
        foreach (LayerVerdict verdict in verdicts)
        {
            Assert.That(verdict.Run.ModelWasCached, Is.False);
            Assert.That(verdict.Comparisons[0].Agrees, Is.True);
        }

        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_folder, "verilator")), Has.Length.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_folder, "runtime")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_cancelled_build_leaves_nothing()
    {
        FakeLayer layer = FakeLayer.Create();
        using CancellationTokenSource cancel = new();
        Task<CompiledModel> build = VerilatorBuild.GetAsync(
            layer.Model, BuildCache.Open(_folder), BuildProfile.Optimised, TimeSpan.FromMinutes(5), cancel.Token);
        string shelf = Path.Combine(_folder, "runtime");
        while (!Directory.Exists(shelf) || Directory.GetDirectories(shelf).Length == 0)
        {
            await Task.Delay(10);
        }

        await cancel.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => build);
        Assert.That(Directory.GetFileSystemEntries(shelf), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_folder, "verilator")), Is.Empty);
    }

    [Test]
    public async Task Verilog_that_does_not_compile_shows_the_tools_message()
    {
        FakeLayer layer = FakeLayer.Create("endmodule", "endmodul");
        foreach (SimulationEngine engine in Enum.GetValues<SimulationEngine>())
        {
            CoSimulationOptions options = new() { CacheDirectory = _folder, Engine = engine };
            ToolFailedException? e = await Assert.ThrowsAsync<ToolFailedException>(
                () => CoSimulator.RunAsync(layer.Model, layer.Parameters, FakeLayer.RandomInputs(1), options, default));
            Assert.That(e!.Message, Does.Contain("syntax error").And.Contain("fake_sim.v"));
        }
    }

    [Test]
    public async Task Lint_that_is_not_waived_stops_the_build()
    {
        FakeLayer layer = FakeLayer.Create("lint_off WIDTH", "lint_on WIDTH");
        ToolFailedException? e = await Assert.ThrowsAsync<ToolFailedException>(() => VerilatorBuild.GetAsync(
            layer.Model, BuildCache.Open(_folder), BuildProfile.Optimised, TimeSpan.FromMinutes(5), default));
        Assert.That(e!.Message, Does.Contain("%Warning-WIDTH"));
    }

    [Test]
    public void Keys_tell_where_one_text_ends()
    {
        string[] one = ["ab", "c"];
        string[] other = ["a", "bc"];
        Assert.That(BuildCache.KeyOf(one), Is.Not.EqualTo(BuildCache.KeyOf(other)));
        Assert.That(BuildCache.KeyOf(one), Has.Length.EqualTo(64));
    }
}
