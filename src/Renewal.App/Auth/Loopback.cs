using System.Net;

namespace Renewal.App.Auth;

/// <summary>Whether somebody sits at this very machine.</summary>
internal static class Loopback
{
    private static readonly string[] Relayed = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <summary>
    /// The connection alone does not say: a proxy on this machine connects from here for the whole world, and a foreign page can point
    /// its own name at 127.0.0.1. So nothing may have been relayed, and the address typed must be this machine's.
    /// </summary>
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !Relayed.Any(context.Request.Headers.ContainsKey)
        && IsLocalName(context.Request.Host.Host);

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
