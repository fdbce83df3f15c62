namespace Renewal.App.Pages;

/// <summary>The web pages: Blazor rendered on the server, no websocket, working without JavaScript.</summary>
public static class PagesSetup
{
    public static void AddPages(this WebApplicationBuilder builder) => builder.Services.AddRazorComponents();

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>();
    }
}
