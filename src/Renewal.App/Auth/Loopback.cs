using System.Net;

namespace Renewal.App.Auth;

/// <summary>Whether somebody sits at this very machine.</summary>
internal static class Loopback
{
    // What proxies add. X-Original-… is what is left of headers that were believed and used up (TrustedProxies).
    private static readonly string[] RelayedPrefixes =
    [
        "X-Forwarded", "X-Original-", "X-Envoy-", "X-Azure-", "X-Amzn-", "X-Amz-Cf-", "X-ARR-", "X-Rewrite-", "X-Cloud-Trace", "CF-",
        "Fastly-", "Ali-Cdn-", "X-Proxy",
    ];

    private static readonly string[] Relayed =
    [
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "Client-IP", "True-Client-IP", "X-Cluster-Client-IP", "X-Host", "X-Scheme",
        "X-Varnish", "X-Via", "X-Remote-IP", "X-Remote-Addr", "WL-Proxy-Client-IP", "CDN-Loop", "CDN-Src-IP",
        "Proxy-Connection", "Proxy-Client-IP", "Front-End-Https",
    ];

    /// <summary>
    /// The connection alone does not say: a proxy on this machine connects from here for the whole world, and a foreign page can point
    /// its own name at 127.0.0.1. So nothing may have been relayed, and the address typed must be this machine's. HTTP/1.0 is what some
    /// proxies speak that say nothing else of themselves, and what no browser speaks.
    /// </summary>
    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && !HttpProtocol.IsHttp10(context.Request.Protocol)
        && !context.Request.Headers.Keys.Any(IsOfAProxy)
        && IsLocalName(context.Request.Host.Host);

    private static bool IsOfAProxy(string header) =>
        Relayed.Contains(header, StringComparer.OrdinalIgnoreCase)
        || RelayedPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
