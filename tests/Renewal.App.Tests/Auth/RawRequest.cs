using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Renewal.App.Tests.Auth;

/// <summary>Sends raw bytes, which no client library allows.</summary>
internal static class RawRequest
{
    /// <param name="bytes">Each character is one byte. The request must have the connection closed.</param>
    public static async Task<string> SendAsync(WebApplication app, string bytes)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(app.Urls.First()).Port, ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), ct);
        using var answer = new StreamReader(stream, Encoding.UTF8);
        return await answer.ReadToEndAsync(ct);
    }

    public static int StatusOf(string answer) =>
        int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
}
