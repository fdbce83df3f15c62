namespace Renewal.App.Pages;

/// <summary>What of the chosen moment a page follows.</summary>
public enum Moments
{
    /// <summary>Day and state of knowledge.</summary>
    Both,

    /// <summary>The state of knowledge; the page asks for its days itself.</summary>
    Knowledge,

    /// <summary>Neither: it shows what is, and keeps the moment for the pages its links lead to.</summary>
    Neither,
}

/// <summary>Says of a page what of the chosen moment it follows; both, where nothing is said.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FollowsAttribute(Moments moments) : Attribute
{
    public Moments Moments { get; } = moments;

    public static Moments Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<FollowsAttribute>()?.Moments ?? Moments.Both;
}
