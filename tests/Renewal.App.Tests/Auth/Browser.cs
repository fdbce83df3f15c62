using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Renewal.App.Tests.Auth;

/// <summary>A browser without scripts: keeps cookies, submits the forms of pages, follows no redirects.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(Uri address)
    {
        Cookies = new CookieContainer();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    public Uri Address => _client.BaseAddress!;

    public string? SessionCookie => Cookies.GetCookies(Address)["renewal"]?.Value;

    /// <summary>Headers of every request from here on.</summary>
    public Browser With(string header, string value)
    {
        _client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        return this;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request);
    }

    /// <summary>Opens a page and submits one of its forms with the hidden fields.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] typed) =>
        await SendFormAsync(path, await (await GetAsync(path)).Content.ReadAsStringAsync(), form, typed);

    public async Task<HttpResponseMessage> SendFormAsync(string path, string page, string form, params (string Name, string Value)[] typed)
    {
        var markup = Form().Matches(page).Select(match => match.Value)
            .FirstOrDefault(text => text.Contains($"name=\"_handler\" value=\"{form}\"", StringComparison.Ordinal)
                || text.Contains($"action=\"{form}\"", StringComparison.Ordinal));
        Assert.True(markup is not null, $"no form {form} in {path}: {page}");
        var fields = Hidden().Matches(markup)
            .Select(m => new KeyValuePair<string, string>(Attribute("name", m.Value), WebUtility.HtmlDecode(Attribute("value", m.Value))))
            .Where(field => field.Key.Length > 0)
            .Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value)));
        using var content = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(form.StartsWith('/') ? form : path, UriKind.Relative), content);
    }

    public void Dispose() => _client.Dispose();

    private static string Attribute(string name, string tag) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}

/// <summary>Everything the host writes to its log.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Writer(_lines);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
