using System.Text;

namespace Renewal.App.Tests.Fuzz;

/// <summary>One request as it goes over the wire.</summary>
/// <param name="Target">Path and query, as they are sent: nothing is tidied up on the way.</param>
/// <param name="Cut">The sender announces more of the body than it sends, and hangs up.</param>
/// <param name="Allowed">The statuses that are an answer to it.</param>
internal sealed record Request(
    string Method, string Target, Sender By, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string? Type, bool Cut,
    IReadOnlySet<int> Allowed)
{
    /// <summary>Bytes of the first line, with its end.</summary>
    public int LineLength => Encoding.UTF8.GetByteCount(FirstLine) + 2;

    private string FirstLine => $"{Method} {Target} HTTP/1.1";

    public byte[] Bytes(Uri home)
    {
        var lines = new List<string> { FirstLine, $"Host: {home.Authority}", "Connection: close" };
        if (Body is not null || Cut) lines.Add($"Content-Length: {(Body?.Length ?? 0) + (Cut ? 100 : 0)}");
        if (Type is { Length: > 0 }) lines.Add($"Content-Type: {Type}");
        lines.AddRange(Headers.Select(header => $"{header.Name}: {header.Value}"));
        return [.. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. Body ?? []];
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600)));
        return $"{By.Name}: {Method} {(Target.Length > 300 ? Target[..300] + "…" : Target)}{(Cut ? " (cut off)" : "")}\n"
            + string.Concat(Headers.Where(h => h.Name is not ("Authorization" or "Cookie")).Select(h => $"{h.Name}: {h.Value}\n"))
            + $"Content-Type: {Type}\n\n{body}";
    }
}
