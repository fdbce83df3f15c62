namespace Renewal.App.Pages;

/// <summary>What of the chosen moment a page follows.</summary>
public enum TimeUse
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
public sealed class UsesTimeAttribute(TimeUse moments) : Attribute
{
    public TimeUse TimeUse { get; } = moments;

    public static TimeUse Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<UsesTimeAttribute>()?.TimeUse ?? TimeUse.Both;
}
