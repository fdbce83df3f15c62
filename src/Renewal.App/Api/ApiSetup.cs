using Renewal.App.Api.Areas;
using Renewal.App.Api.Docs;
using Renewal.App.Api.Writing;
using Renewal.App.Hosting;

namespace Renewal.App.Api;

/// <summary>The HTTP API under <c>/api</c>: shapes and codes are published in docs/reference.</summary>
public static class ApiSetup
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(options => options
            .AddPolicy<string, WriteRatePolicy>(WriteRatePolicy.Name).AddPolicy<string, WholeListPolicy>(WholeListPolicy.Name));
        // Only for the description: bodies are read and answers written by our own code.
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.AddApiDocs();
    }

    /// <summary>Before anything else that may fail under /api.</summary>
    public static void UseApiErrors(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseMiddleware<ApiErrors>());

    public static void MapApi(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), elsewhere => elsewhere.Use(ApiFallback.AnswerAsync));
        var api = app.MapGroup("/api").RequireAuthorization();
        api.MapAreas();
        api.MapPortfolio();
        api.MapImports();
        api.MapMe();
        api.MapCatalogue();
        app.MapApiDocs();
    }
}
