using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Renewal.App.Api.Writing;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Api.Docs;

/// <summary>Adds query parameters and common headers to each operation.</summary>
internal static class OperationDocs
{
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["on"] = "As of which day (yyyy-MM-dd). Today in the office when left out.",
        ["knownAt"] = "As known at which instant (RFC 3339): only what was recorded by then. Everything recorded when left out.",
        ["stage"] = "preparation, listing, completion or completed; unknown: before the day of the opening position.",
        ["kind"] = "Code of a kind, see /api/catalogue.",
        ["label"] = "Areas with this label.",
        ["jurisdiction"] = "Administrative-division code; includes the codes below it.",
        ["light"] = "red, yellow or green.",
        ["status"] = "active, suspended or terminated.",
        ["q"] = "Words in code, name, label, unit or progress text.",
        ["page"] = "From 1.",
        ["pageSize"] = "1 to 500; 50 when left out.",
        ["from"] = "First of the two days. Needed.",
        ["to"] = "Second of the two days; the day of `on` when left out.",
        ["regime"] = "Code of a regime; the one of the day asked for when left out.",
        ["version"] = "Version of the table; the newest when left out.",
        ["layout"] = "area-ledger; recognised by its headings when left out.",
        ["areas"] = "false: counts alone, without the areas.",
        ["contradiction"] = "period-short, out-of-order, step-missing, stage-ahead or stage-behind.",
        ["late"] = "true: only what is late; false: only what is not.",
        ["until"] = "Due by that day, late ones included.",
        ["type"] = "clock (a legal period) or plan (a planned day).",
        ["fileName"] = "Name of the file, where the body is the file itself.",
    };

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RouteDescription>().FirstOrDefault() is not { } described) return Task.CompletedTask;
        // The summary of the route, not the doc comment of the method.
        operation.Summary = metadata.OfType<IEndpointSummaryMetadata>().Last().Summary;
        operation.Description = null;
        operation.Parameters ??= [];
        // A route whose handler is one for all commands does not name its parameters.
        foreach (var segment in (context.Description.RelativePath ?? "").Split('/').Where(segment => segment.StartsWith('{')))
            if (operation.Parameters.All(parameter => parameter.Name != segment[1..^1])) operation.Parameters.Add(Path(segment[1..^1]));
        foreach (var name in described.AllQueries) operation.Parameters.Add(Query(name));
        if (metadata.OfType<HasETag>().Any())
            operation.Parameters.Add(Header("If-None-Match", "A tag from before: 304 when nothing has changed.", false));
        if (described.IsWrite)
        {
            var needed = metadata.OfType<RequiresIfMatch>().Any();
            operation.Parameters.Add(Header("If-Match", "The version this was decided on, such as \"7\", or the whole ETag.", needed));
            operation.Parameters.Add(
                Header(WriteFilter.KeyHeader, "The same key and body again: the first answer again. Kept for two days.", false));
        }

        if (metadata.OfType<LargeBody>().Any()) operation.RequestBody = Upload();
        else if (metadata.OfType<AreaCommandDescriptor>().FirstOrDefault()?.Example is { } example)
            foreach (var content in operation.RequestBody?.Content?.Values ?? []) content.Example = JsonNode.Parse(example);
        foreach (var (_, response) in operation.Responses ?? [])
            if (response is OpenApiResponse said) said.Description = string.IsNullOrEmpty(said.Description) ? "Refused" : said.Description;
        return Task.CompletedTask;
    }

    private static OpenApiParameter Path(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Query(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Required = name == "from",
        Description = Meanings[name],
        Schema = name switch
        {
            "page" or "pageSize" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
            "on" or "from" or "to" or "until" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
            "late" or "areas" => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            "knownAt" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static OpenApiParameter Header(string name, string meaning, bool needed) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = needed,
        Description = meaning,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiRequestBody Upload()
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file },
        };
        return new OpenApiRequestBody
        {
            Required = true,
            Description = "A ledger (.xlsx, .xls, .csv), 20 MB at most.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new OpenApiMediaType { Schema = form },
                ["application/octet-stream"] = new OpenApiMediaType { Schema = file },
            },
        };
    }
}
