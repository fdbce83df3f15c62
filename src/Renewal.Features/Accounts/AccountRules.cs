using System.Text.RegularExpressions;
using Renewal.Domain;
using Renewal.Domain.Access;

namespace Renewal.Features.Accounts;

/// <summary>Rules for the members of an account.</summary>
public static partial class AccountRules
{
    public const int LongestDisplayName = 60;
    public const int MostJurisdictions = 50;
    public const int LongestTokenName = 60;

    /// <summary>A token expires after a year at most.</summary>
    public static readonly TimeSpan LongestToken = TimeSpan.FromDays(366);

    /// <summary>Names ignore case and surrounding blanks.</summary>
    public static string Normalise(string? name) => (name ?? "").Trim().ToLowerInvariant();

    public static bool IsName(string name) => Name().IsMatch(name);

    public static Refusal? Check(string name, string displayName, Role role, IReadOnlyCollection<string> jurisdictions) =>
        !IsName(name) ? Refusals.AccountNameInvalid(name)
        : CheckDisplayName(displayName) ?? CheckRights(role, jurisdictions);

    public static Refusal? CheckDisplayName(string displayName) =>
        string.IsNullOrWhiteSpace(displayName) ? Refusals.TextMissing("displayName")
        : displayName.Length > LongestDisplayName ? Refusals.TextTooLong("displayName", LongestDisplayName)
        : displayName.Any(char.IsControl) ? Refusals.TextControlCharacters("displayName")
        : null;

    /// <summary>Roles that record need jurisdictions; auditors and administrators read everything.</summary>
    public static Refusal? CheckRights(Role role, IReadOnlyCollection<string> jurisdictions) =>
        jurisdictions.Count > MostJurisdictions ? Refusals.ListTooLong("jurisdictions", MostJurisdictions)
        : jurisdictions.FirstOrDefault(code => !Jurisdiction.IsWellFormed(code)) is { } wrong ? Refusals.JurisdictionUnknown(wrong)
        : jurisdictions.Count == 0 && (role == Role.Officer || role == Role.Manager) ? Refusals.AccountNeedsJurisdiction(role.Code)
        : null;

    public static Refusal? CheckTokenName(string name) =>
        string.IsNullOrWhiteSpace(name) ? Refusals.TextMissing("tokenName")
        : name.Length > LongestTokenName ? Refusals.TextTooLong("tokenName", LongestTokenName)
        : name.Any(char.IsControl) ? Refusals.TextControlCharacters("tokenName")
        : null;

    // \z, not $: the latter would let a line break through at the end.
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{1,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
