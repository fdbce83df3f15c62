using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Renewal.App.Auth;
using Renewal.App.Hosting;
using Scalar.AspNetCore;

namespace Renewal.App.Api.Docs;

/// <summary>
/// The description of the API, for programs (/openapi/v1.json) and for people (/scalar). The page calls no other site: its script and
/// style come with the program, and features that call elsewhere are off.
/// </summary>
internal static class ApiDocs
{
    private const string DocumentName = "v1";

    public static void AddApiDocs(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(DocumentName, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(DescribeDocument);
        options.AddOperationTransformer(OperationDocs.Describe);
    });

    public static void MapApiDocs(this WebApplication app)
    {
        app.MapOpenApi().Guarded();
        app.MapScalarApiReference("/scalar", options => options
            .WithTitle("Renewal API")
            .AddDocument(DocumentName)
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .HideClientButton()).Guarded();
    }

    // Open on this machine and in the demo; otherwise sign-in is required.
    private static void Guarded(this IEndpointConventionBuilder docs) =>
        docs.RequireAuthorization(policy => policy.RequireAssertion(asked =>
        asked.User.Identity?.IsAuthenticated == true
        || asked.Resource is HttpContext http && (http.RequestServices.GetRequiredService<AppSettings>().Demo || Loopback.Is(http))));

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "片区更新台账 · Renewal",
            Version = "v1",
            Description = "Conventions (versions, keys, problems, days and instants) are in docs/reference/http-api.md.",
        };
        // The server address depends on the installation.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A personal token: renewal token create NAME.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        return Task.CompletedTask;
    }
}
