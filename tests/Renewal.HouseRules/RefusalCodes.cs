using System.Reflection;
using System.Text.RegularExpressions;
using Renewal.Domain;
using Renewal.Domain.Calendar;

namespace Renewal.HouseRules;

/// <summary>Every refusal code: those of the rules and those of the channels.</summary>
internal static partial class RefusalCodes
{
    /// <summary>Code and kind of each refusal of the rules.</summary>
    public static IReadOnlyList<Refusal> OfTheRules { get; } =
    [
        .. typeof(Refusals).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Refusal)).Select(property => (Refusal)property.GetValue(null)!),
        .. typeof(Refusals).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => !method.IsSpecialName && method.ReturnType == typeof(Refusal) && method.Name != nameof(Refusals.Conflicts))
            .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(Sample)])!),
    ];

    /// <summary>Codes written anywhere in src together with their kind.</summary>
    public static IEnumerable<(string Code, RefusalKind Kind)> InTheSources =>
        from file in Sources.Code.Where(file => file.IsIn("src"))
        from match in Named().Matches(file.Text)
        select (match.Groups[1].Value, Enum.Parse<RefusalKind>(match.Groups[2].Value));

    /// <summary>Codes that come with the rule that later entries must still hold.</summary>
    public static IEnumerable<(string Code, RefusalKind Kind)> Conflicts =>
        from file in Sources.Code.Where(file => file.IsIn("src"))
        from match in Conflict().Matches(file.Text)
        select (match.Groups[1].Value, RefusalKind.Rule);

    public static ILookup<string, RefusalKind> Kinds { get; } =
        OfTheRules.Select(refusal => (refusal.Code, refusal.Kind)).Concat(InTheSources).Concat(Conflicts).Distinct()
            .ToLookup(row => row.Code, row => row.Kind);

    private static object? Sample(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(string) ? "x"
            : type == typeof(IEnumerable<string>) ? Array.Empty<string>()
            : type == typeof(PeriodCalculation) ? null
            : Nullable.GetUnderlyingType(type) is not null || !type.IsValueType ? null
            : Activator.CreateInstance(type);
    }

    [GeneratedRegex("\"([a-z]+(?:[.-][a-z]+)+)\",\\s*(?:Refusal\\w*\\.)?(Rule|Impossible|Unknown|Forbidden|Stale|VersionMissing|Malformed"
        + "|TooLarge|Unsupported|Unavailable)\\b")]
    private static partial Regex Named();

    [GeneratedRegex("\\bConflicts\\(\\s*\"([a-z.-]+)\"")]
    private static partial Regex Conflict();
}
