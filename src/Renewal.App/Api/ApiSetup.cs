namespace Renewal.App.Api;

/// <summary>The HTTP API under <c>/api</c>: shapes and codes are published in docs/reference.</summary>
public static class ApiSetup
{
    public static void AddApi(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails();

    public static void MapApi(this WebApplication app) => app.MapGroup("/api");
}
