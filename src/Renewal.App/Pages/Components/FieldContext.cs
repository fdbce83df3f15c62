namespace Renewal.App.Pages.Components;

/// <summary>Connects an input inside a <see cref="Field"/> with its label, hint and error.</summary>
public sealed record FieldContext(string Id, string Name, string? DescribedBy, bool Invalid)
{
    public IReadOnlyDictionary<string, object?> Attributes => new Dictionary<string, object?>
    {
        ["id"] = Id,
        ["name"] = Name,
        ["aria-describedby"] = DescribedBy,
        ["aria-invalid"] = Invalid ? "true" : null,
    };

    public static string IdOf(string name) => "f-" + name.Replace('.', '-');
}

/// <summary>An error of a form: its field (null: the whole form) and message.</summary>
public sealed record FieldError(string? Field, string Message);
