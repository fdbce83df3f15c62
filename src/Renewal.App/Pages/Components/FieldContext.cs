namespace Renewal.App.Pages.Components;

/// <summary>What an input inside a <see cref="Field"/> needs to belong to its label, hint and mistake.</summary>
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

/// <summary>A mistake in a form: at which field (null: the whole form) and what is wrong with it.</summary>
public sealed record FieldError(string? Field, string Message);
