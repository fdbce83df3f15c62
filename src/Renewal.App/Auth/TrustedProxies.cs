using Microsoft.AspNetCore.HttpOverrides;

namespace Renewal.App.Auth;

/// <summary>
/// Behind a proxy the caller's address and https are known from its headers, which anybody can send; so they are believed only from the
/// networks named in <c>Renewal__Proxies</c> (such as <c>172.16.0.0/12,10.1.2.3/32</c>). Without it nobody is believed.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration["Renewal:Proxies"] is not { Length: > 0 } named) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in named.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(options);
    }
}
