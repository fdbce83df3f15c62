using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Renewal.App.Pages.Errors;
using Renewal.App.Texts;

namespace Renewal.App.Pages;

/// <summary>The web pages: Blazor rendered on the server, no websocket, working without JavaScript.</summary>
public static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Run from the build's folder there is no wwwroot beside the program; its manifest says where the files lie.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.TryAddSingleton(TimeProvider.System);
    }

    public static void MapPages(this WebApplication app)
    {
        app.UseErrorPages();
        app.UseChosenLanguage();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>();
    }

    // Stands in until the language switch is part of the host.
    private static void UseChosenLanguage(this WebApplication app) => app.Use((http, next) =>
    {
        var culture = http.Request.Cookies["lang"] == "en" ? Words.English : Words.Chinese;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        return next(http);
    });
}
