using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Accounts;

namespace Renewal.App.Auth;

/// <summary>
/// Authentication: a browser with a session cookie, or a script with a personal token. Everything needs one of the two unless it has
/// <c>AllowAnonymous</c>.
/// </summary>
public static class AuthSetup
{
    /// <summary>Selects one of the other two by the request's header.</summary>
    public const string Scheme = "renewal";

    public const string CookieScheme = "cookie";
    public const string TokenScheme = "token";

    public static void AddRenewalAuth(this WebApplicationBuilder builder, AppSettings settings)
    {
        var services = builder.Services;
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, options =>
                options.ForwardDefaultSelector = context => TokenHandler.IsMeant(context.Request) ? TokenScheme : CookieScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenScheme, null)
            .AddCookie(CookieScheme, Cookie);
        services.AddScoped<SessionCookie>();
        services.AddSingleton(new PublicUrl(PublicAddress.Configured()));
        // A new page or endpoint without an attribute is private, not public.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "renewal-forms";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Chinese is not encoded as numeric entities, so that pages stay readable and searchable. HTML is still escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            // Kestrel would reject a header that is not UTF-8 before this code could give a reason; decoded with replacement
            // characters, it is refused with a code where it matters.
            options.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        services.AddHostedService<FirstStart.Service>();
        // An address may contain a one-time code, and this category logs addresses.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
        services.AddDataProtection().SetApplicationName("renewal");
        // The build has no database to store keys in.
        if (!settings.WritesCode) services.AddSingleton<IConfigureOptions<KeyManagementOptions>, CookieKeys>();
    }

    /// <summary>Headers, language, authentication and proxies; before anything that responds.</summary>
    public static void UseRenewalAuth(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseHostCheck();
        app.UsePublicRedirects();
        app.UseHsts();
        // Explicit, because the framework would otherwise route first. The health endpoints respond at this point: authentication needs
        // the database, and they must respond while it is unreachable.
        app.UseRouting();
        app.UseRequestDeadline();
        app.UseLanguage();
        app.UseAuthentication();
        app.UseCrossSiteGuard();
        app.UseAuthorization();
        // After sign-in: rates are counted for each account.
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapAuth();
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/denied";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = Sessions.Idle;
        options.SlidingExpiration = true;
        options.EventsType = typeof(SessionCookie);
        options.CookieManager = new CookieByScheme();
        options.Cookie.Name = CookieByScheme.Plain;
        options.Cookie.HttpOnly = true;
        options.Cookie.IsEssential = true;
        options.Cookie.Path = "/";
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
