namespace Renewal.App.Pages;

/// <summary>Which parts of the chosen time a page uses.</summary>
public enum TimeUse
{
    /// <summary>Day and state of knowledge.</summary>
    Both,

    /// <summary>The state of knowledge; the page asks for its days itself.</summary>
    Knowledge,

    /// <summary>Neither: it shows the present, and keeps the chosen time in its links.</summary>
    Neither,
}

/// <summary>Declares which parts of the chosen time a page uses; both by default.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesTimeAttribute(TimeUse moments) : Attribute
{
    public TimeUse TimeUse { get; } = moments;

    public static TimeUse Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<UsesTimeAttribute>()?.TimeUse ?? TimeUse.Both;
}
