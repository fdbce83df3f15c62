using Renewal.Domain.Access;

namespace Renewal.Features.Accounts;

/// <summary>
/// A user account. A document of its own, never part of an event: an event holds the account's name only, so an account can be changed
/// or erased while history stays as written.
/// </summary>
public sealed class Account
{
    public Guid Id { get; set; }

    /// <summary>The sign-in name, also recorded with each event. Lower case, never reused for somebody else.</summary>
    public string Name { get; set; } = "";

    public string DisplayName { get; set; } = "";

    /// <summary>Code of a <see cref="Role"/>.</summary>
    public string Role { get; set; } = "";

    public List<string> Jurisdictions { get; set; } = [];

    /// <summary>Null until the person has used the one-time code.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password; a session with another stamp is invalid.</summary>
    public string SecurityStamp { get; set; } = "";

    public bool Disabled { get; set; }

    /// <summary>Created by the demo: no password, and rejected outside it.</summary>
    public bool Demo { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Set by Marten at every save; a save based on an older one fails.</summary>
    public Guid Version { get; set; }

    /// <summary><c>disabled</c>, <c>demo</c>, <c>invited</c> (no password yet) or <c>active</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string State => Disabled ? "disabled" : Demo ? "demo" : PasswordHash is null ? "invited" : "active";

    /// <summary>The account as the rules know it; null when the stored role is unknown.</summary>
    public Actor? ToActor() =>
        Domain.Access.Role.Find(Role) is { } role ? new Actor(Name, role, [.. Jurisdictions]) : null;
}

/// <summary>A personal key for scripts. The key itself is shown once and never stored.</summary>
public sealed class AccessToken
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key, in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>To the minute: written at most once in that time.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Where that use came from (see <see cref="AddressPrefix"/>); null when it is not known.</summary>
    public string? LastUsedFrom { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public Guid Version { get; set; }

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>A one-time code with which a person sets a password.</summary>
public sealed class WelcomeLink
{
    /// <summary>SHA-256 of the code in the link.</summary>
    public string Id { get; set; } = "";

    /// <summary>Null: makes the first administrator, as long as there is no account.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Using it ends the account's tokens, as creating it did, so that tokens created in between end too.</summary>
    public bool EndsTokens { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>One browser that is signed in. Deleted on sign-out, which also invalidates copies of the cookie.</summary>
public sealed class SignInSession
{
    /// <summary>SHA-256 of the secret in the cookie.</summary>
    public string Id { get; set; } = "";

    public Guid AccountId { get; set; }

    public string SecurityStamp { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }
}
