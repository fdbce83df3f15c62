using System.Text;
using System.Text.RegularExpressions;

namespace Renewal.App.Tests.Fuzz;

/// <summary>
/// Makes the n-th request of a seed, always the same: valid ones from the OpenAPI description and the forms of the pages, most with one
/// defect.
/// </summary>
internal sealed partial class Generator(int seed, FuzzFixture fixture, IReadOnlyList<Operation> operations)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get"];

    private static readonly string[] Pages =
    [
        "/", "/accounts", "/accounts/{name}", "/areas", "/areas/new", "/areas/{code}", "/areas/{code}/history",
        "/areas/{code}/history/{id}/correct", "/areas/{code}/record/{what}", "/catalogue", "/catalogue/{kind}", "/compare", "/deadlines",
        "/denied", "/imports", "/imports/new", "/imports/{id}", "/me", "/not-found", "/sign-in", "/welcome/{x}", "/app.css", "/{x}",
        "/language", "/health/live", "/health/ready", "/openapi/v1.json", "/scalar", "/areas.csv", "/areas/{code}/history.csv",
    ];

    private static readonly string[] PageQueries =
    [
        "on", "knownAt", "page", "stage", "kind", "label", "q", "light", "status", "from", "to", "lang", "returnUrl", "jurisdiction",
        "late", "until", "type", "regime", "version", "x",
    ];

    // What Kestrel, routing and sign-in may say of anything at all.
    private static readonly int[] Always = [400, 401, 403, 404, 405, 413, 415, 429];

    private static readonly HashSet<int> OfPages = [.. Always, 200, 206, 302, 303, 304, 406, 409, 410, 412, 416, 422];

    private readonly HashSet<int> ofTheApi = [.. Always, .. operations.SelectMany(operation => operation.Statuses)];

    public Request Make(int number)
    {
        var random = new Random(HashCode(seed, number));
        var by = fixture.Senders[random.Next(fixture.Senders.Count)];
        return random.Next(10) switch
        {
            < 5 => OfTheApi(random, by),
            < 8 when by.Forms.Count > 0 => OfAForm(random, by),
            _ => OfAPage(random, by),
        };
    }

    private Request OfTheApi(Random random, Sender by)
    {
        var operation = Pick(random, operations);
        var odd = random.Next(12) == 0;
        var method = odd ? Pick(random, Methods) : operation.Method;
        var target = Fill(random, operation.Path) + Query(random, operation.Queries);
        var (body, type) = operation.Method == "POST" || random.Next(20) == 0 ? Body(random, operation) : (null, null);
        var headers = Headers(random);
        if (by.Authorization is { } token && headers.All(h => h.Name != "Authorization") && random.Next(40) != 0)
            headers.Add(("Authorization", token));
        var cut = body is not null && random.Next(60) == 0;
        // A path that was broken may be another operation's, or none.
        var allowed = odd || !operation.Path.Split('/').Length.Equals(target.Split('?')[0].Split('/').Length) || Dots().IsMatch(target)
            ? ofTheApi : operation.Statuses.Concat(Always.Intersect([400, 404])).ToHashSet();
        return new Request(method, target, by, headers, body, type, cut, allowed);
    }

    private Request OfAPage(Random random, Sender by)
    {
        var method = random.Next(8) == 0 ? Pick(random, Methods) : "GET";
        var body = method is "GET" or "HEAD" ? null : Encoding.UTF8.GetBytes(Pick(random, Samples.InForms));
        var headers = Headers(random);
        if (by.Cookie is { } cookie && headers.All(h => h.Name != "Cookie")) headers.Add(("Cookie", cookie));
        return new Request(method, Fill(random, Pick(random, Pages)) + Query(random, PageQueries), by, headers, body,
            body is null ? null : Pick(random, Samples.Types), false, OfPages);
    }

    private Request OfAForm(Random random, Sender by)
    {
        var form = Pick(random, by.Forms);
        var fields = form.Fields.Select(field => (field.Name, Value: field.Name.StartsWith("__", StringComparison.Ordinal)
            || field.Name == "_handler" || random.Next(4) != 0 ? field.Value : Pick(random, Samples.InForms))).ToList();
        if (random.Next(6) == 0 && fields.Count > 0) fields.RemoveAt(random.Next(fields.Count));
        if (random.Next(6) == 0 && fields.Count > 0) fields.Add(Pick(random, fields));
        if (random.Next(10) == 0) fields.Add((Pick(random, ["labels", "x", "", "version", "a[b]", "override.reason"]), "1"));
        var headers = Headers(random, most: 2);
        if (by.Cookie is { } cookie && headers.All(h => h.Name != "Cookie")) headers.Add(("Cookie", cookie));
        var (body, type) = form.Action.StartsWith("/imports", StringComparison.Ordinal) || random.Next(20) == 0
            ? Multipart(random, fields)
            : (Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{Escape(f.Name)}={Escape(f.Value)}"))),
                "application/x-www-form-urlencoded");
        if (random.Next(15) == 0) body = Bend(random, body);
        if (random.Next(25) == 0) type = Pick(random, Samples.Types);
        return new Request("POST", form.Action, by, headers, body, type, random.Next(60) == 0, OfPages);
    }

    private string Fill(Random random, string path) => Parameters().Replace(path, match =>
        fixture.Known.TryGetValue(match.Groups[1].Value, out var known) && random.Next(5) != 0 ? Pick(random, known)
        : match.Groups[1].Value == "what" ? Pick(random, ["progress", "stage", "plan", "labels", "milestone", "x", "duty", "termination"])
        : match.Groups[1].Value == "name" && random.Next(2) == 0 ? Pick(random, ["zhang", "li", "auditor"])
        : Pick(random, Samples.InAddresses));

    private static string Query(Random random, IReadOnlyList<string> names)
    {
        var count = names.Count == 0 ? 0 : random.Next(4);
        var parts = Enumerable.Range(0, count).Select(_ => $"{Pick(random, names)}={Pick(random, Samples.InAddresses)}").ToList();
        if (random.Next(20) == 0) parts.Add(Pick(random, ["x=1", "=", "&&", "on", "on[]=1", "%FF=%FF", "on=2020-01-01&on=2020-01-02"]));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static List<(string Name, string Value)> Headers(Random random, int most = 4) =>
    [
        .. Enumerable.Range(0, random.Next(2) == 0 ? 0 : random.Next(most)).Select(_ => Pick(random, Samples.Headers))
            .DistinctBy(header => header.Name).Select(header => (header.Name, Pick(random, header.Values))),
    ];

    private static int HashCode(int seed, int number) => unchecked(seed * 486187739 + number * 16777619);

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string Escape(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : $"%{b:X2}"));

    [GeneratedRegex("\\{(\\w+)\\}")]
    private static partial Regex Parameters();

    // Kestrel resolves dots before anybody looks at the address.
    [GeneratedRegex(@"/(\.|%2e){1,2}(/|\?|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Dots();
}
