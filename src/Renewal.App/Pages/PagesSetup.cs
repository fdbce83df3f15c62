using Microsoft.Extensions.DependencyInjection.Extensions;
using Renewal.App.Hosting;
using Renewal.App.Pages.Ledger;

namespace Renewal.App.Pages;

/// <summary>The web pages: Blazor rendered on the server, no websocket, no script at all.</summary>
public static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // In the build folder there is no wwwroot; the manifest says where the files are.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents();
        builder.Services.AddScoped<Recording.AreaCommandSender>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        // Error pages note a lost database there.
        builder.Services.TryAddSingleton<DatabaseOutage>();
    }

    public static void MapPages(this WebApplication app)
    {
        // The sign-in page needs the style sheet too.
        app.MapStaticAssets().AllowAnonymous();
        app.MapLedgerFiles();
        app.MapRazorComponents<App>();
    }
}
