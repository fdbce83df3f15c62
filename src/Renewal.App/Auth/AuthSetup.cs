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
/// Who is asking: a browser with a session cookie, or a script with a personal token. Everything needs one of the two unless it says
/// <c>AllowAnonymous</c>.
/// </summary>
public static class AuthSetup
{
    /// <summary>Picks one of the other two by the request's header.</summary>
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
        // Forgetting to say who may use a new page or endpoint closes it, instead of opening it to everybody.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "renewal-forms";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Chinese as Chinese, not as a number for each character: pages are read by people and searched by tools. Still escaped for HTML.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            // The server's own reading refuses a header that is not UTF-8 before anything here could say why; read with a mark in place of
            // what is none, it is refused by name where it matters.
            options.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        services.AddHostedService<FirstStart.Service>();
        // The address of a request may hold a one-time code, and this category writes addresses down.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
        services.AddDataProtection().SetApplicationName("renewal");
        // The build has no database to keep keys in.
        if (!settings.WritesCode) services.AddSingleton<IConfigureOptions<KeyManagementOptions>, CookieKeys>();
    }

    /// <summary>Headers, language, who is asking, and where from; before anything that answers.</summary>
    public static void UseRenewalAuth(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseHostCheck();
        app.UsePublicRedirects();
        app.UseHsts();
        // Said here, because the framework would otherwise route first of all. The health endpoints answer at this point: looking up who
        // asks takes the database, and they must be able to say that it is away.
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
