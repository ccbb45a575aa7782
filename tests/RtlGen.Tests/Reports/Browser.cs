// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using RtlGen.Tests.CommandLine;
using RtlGen.Tools;

namespace RtlGen.Tests.Reports;

/// <summary>One page in headless Chromium, driven over its DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    public const string Executable = "chromium";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _profile = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _requests = [];
    private readonly List<string> _faults = [];
    private Task? _process;
    private string? _session;
    private int _commands;

    private Browser()
    {
    }

    /// <summary>Everything that the page asked for, itself included.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Exceptions and errors of its scripts.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Opens a page of a given size, in pixels, and waits until it is loaded.</summary>
    public static async Task<Browser> OpenAsync(string file, int width, int height, CancellationToken cancellationToken)
    {
        Browser browser = new();
        try
        {
            await browser.StartAsync(file, width, height, cancellationToken);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression; promises are waited for.</summary>
    public async Task<string> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new { expression = $"String({expression})", returnByValue = true, awaitPromise = true }, cancellationToken);
        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException($"{expression}: {fault}") : answer["result"]!["value"]!.GetValue<string>();
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task WaitForAsync(string expression, CancellationToken cancellationToken)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        while (!string.Equals(await EvaluateAsync($"Boolean({expression})", cancellationToken), "true", StringComparison.Ordinal))
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"never true: {expression}; faults: {string.Join("; ", _faults)}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>A click of the mouse in the middle of an element, wherever on the page it is.</summary>
    public async Task ClickAsync(string selector, CancellationToken cancellationToken)
    {
        string place = await EvaluateAsync(
            $"(() => {{ const e = document.querySelector({JsonSerializer.Serialize(selector)}); e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2].join(' '); }})()",
            cancellationToken);
        double[] at = [.. place.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        foreach (string type in (string[])["mousePressed", "mouseReleased"])
        {
            await SendAsync("Input.dispatchMouseEvent", new { type, x = at[0], y = at[1], button = "left", clickCount = 1 }, cancellationToken);
        }
    }

    /// <summary>What the window shows, as PNG.</summary>
    public async Task<byte[]> ScreenshotAsync(CancellationToken cancellationToken) =>
        Convert.FromBase64String((await SendAsync("Page.captureScreenshot", new { format = "png" }, cancellationToken))["data"]!.GetValue<string>());

    /// <summary>Colours as another scheme has them: <c>light</c> or <c>dark</c>.</summary>
    public Task PreferAsync(string scheme, CancellationToken cancellationToken) =>
        SendAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        if (_process is not null)
        {
            // It was told to go: how it went is no matter.
            await _process.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        _end.Dispose();
        _profile.Dispose();
    }

    private async Task StartAsync(string file, int width, int height, CancellationToken cancellationToken)
    {
        _process = ToolRunner.RunAsync(
            new ToolInvocation(
                Executable, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0",
                $"--user-data-dir={_profile.Path}", "about:blank"),
            _end.Token);
        await _socket.ConnectAsync(await AddressAsync(cancellationToken), cancellationToken);
        JsonNode target = await SendAsync("Target.createTarget", new { url = "about:blank" }, cancellationToken);
        JsonNode attached = await SendAsync("Target.attachToTarget", new { targetId = target["targetId"]!.GetValue<string>(), flatten = true }, cancellationToken);
        _session = attached["sessionId"]!.GetValue<string>();
        foreach (string domain in (string[])["Page", "Runtime", "Network", "Log"])
        {
            await SendAsync($"{domain}.enable", new { }, cancellationToken);
        }

        await SendAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false }, cancellationToken);
        await SendAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri }, cancellationToken);
        await WaitForAsync("location.protocol === 'file:' && document.readyState === 'complete'", cancellationToken);
    }

    /// <summary>Chromium writes the port that it took into its profile.</summary>
    private async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        while (DateTime.UtcNow < end)
        {
            if (_process!.IsCompleted)
            {
                // Throws what went wrong, or says that it ended at once.
                ToolResult result = await (Task<ToolResult>)_process;
                throw new InvalidOperationException($"{Executable} ended with {result.ExitCode}: {result.Error}");
            }

            string file = _profile["DevToolsActivePort"];
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, cancellationToken) is [var port, var path, ..])
            {
                return new Uri($"ws://127.0.0.1:{port}{path}");
            }

            await Task.Delay(50, cancellationToken);
        }

        throw new TimeoutException($"{Executable} did not open its port");
    }

    private async Task<JsonNode> SendAsync(string method, object parameters, CancellationToken cancellationToken)
    {
        int id = ++_commands;
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(_session is null ? new { id, method, @params = parameters } : (object)new { id, method, @params = parameters, sessionId = _session }),
            WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        while (true)
        {
            JsonNode message = await ReceiveAsync(cancellationToken);
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message["error"]}");
            }

            Note(message);
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using MemoryStream text = new();
        byte[] part = new byte[1 << 16];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part, cancellationToken);
            text.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(text.ToArray())!;
    }

    private void Note(JsonNode message)
    {
        JsonNode? parameters = message["params"];
        switch (message["method"]?.GetValue<string>())
        {
            case "Network.requestWillBeSent":
                _requests.Add(parameters!["request"]!["url"]!.GetValue<string>());
                break;
            case "Runtime.exceptionThrown":
                _faults.Add($"{parameters!["exceptionDetails"]}");
                break;
            case "Log.entryAdded" when parameters!["entry"]!["level"]!.GetValue<string>() is "error":
                _faults.Add($"{parameters["entry"]}");
                break;
        }
    }
}
