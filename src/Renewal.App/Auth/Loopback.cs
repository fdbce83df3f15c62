using System.Net;

namespace Renewal.App.Auth;

/// <summary>Whether a request comes from this machine.</summary>
internal static class Loopback
{
    // What proxies add. X-Original-… remains of headers that were trusted and consumed (TrustedProxies).
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
    /// The connection alone is not enough: a proxy on this machine connects from here for everybody, and a foreign page can point its
    /// own name at 127.0.0.1. So there must be no proxy header, and the host must be this machine. HTTP/1.0 is refused because some
    /// proxies use it without adding a header, and no browser uses it.
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
