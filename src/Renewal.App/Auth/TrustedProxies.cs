using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Renewal.App.Hosting;

namespace Renewal.App.Auth;

/// <summary>
/// Behind a proxy the caller's address and https are known from its headers, which any client can send; so they are trusted only from
/// the networks and addresses in <c>Renewal__Proxies</c> (such as <c>172.16.0.0/12,10.1.2.3</c>). Without it none are trusted.
/// </summary>
internal static class TrustedProxies
{
    private const string Setting = "Renewal:Proxies";

    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = Read(app.Configuration);
        if (networks.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <exception cref="InvalidSettingException">One of them is neither an address nor a network; the message names it.</exception>
    public static IReadOnlyList<System.Net.IPNetwork> Read(IConfiguration configuration) =>
        [.. (configuration[Setting] ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    private static System.Net.IPNetwork Parse(string named)
    {
        if (IPAddress.TryParse(named, out var one)) return new(one, one.GetAddressBytes().Length * 8);
        return System.Net.IPNetwork.TryParse(named, out var network)
            ? network : throw new InvalidSettingException("proxies.invalid", named);
    }
}
