using System.Globalization;

namespace Renewal.App.Texts;

/// <summary>The reader's language: chosen, else that of the browser, else Chinese.</summary>
public static class Language
{
    public const string Cookie = "lang";

    /// <summary>Asks for a language in the address; every page and every route of the API takes it.</summary>
    public const string Query = "lang";

    /// <summary>For the <c>lang</c> attribute of a page.</summary>
    public static string Current => UiText.InEnglish ? "en" : "zh-CN";

    /// <summary>Sets the language for everything after it. <c>?lang=</c> goes before the cookie, and is remembered for pages.</summary>
    public static void UseLanguage(this WebApplication app) => app.Use(async (context, next) =>
    {
        var asked = Find(context.Request.Query[Query]);
        if (asked is not null && !context.Request.Path.StartsWithSegments("/api")) Remember(context, asked.Name);
        Set(context);
        await next(context);
    });

    /// <summary>Sets the culture for everything called from here on, not for callers.</summary>
    public static void Set(HttpContext context)
    {
        var culture = Find(context.Request.Query[Query]) ?? Find(context.Request.Cookies[Cookie]) ?? Preferred(context.Request)
            ?? UiText.Chinese;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }

    /// <summary>Keeps a choice for a year; an unknown language is ignored.</summary>
    public static void Remember(HttpContext context, string? language)
    {
        if (Find(language) is not { } culture) return;
        context.Response.Cookies.Append(Cookie, culture.Name, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
    }

    private static CultureInfo? Preferred(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(value => value.Quality ?? 1).Select(value => Find(value.Value.Value))
            .FirstOrDefault(culture => culture is not null);

    private static CultureInfo? Find(string? tag) =>
        tag is null ? null
        : tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? UiText.Chinese
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? UiText.English
        : null;
}
