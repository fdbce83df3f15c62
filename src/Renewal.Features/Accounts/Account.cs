using Renewal.Domain.Access;

namespace Renewal.Features.Accounts;

/// <summary>
/// Somebody who may sign in. Kept beside the events, never in them: an event carries the account's name alone, so an account can be
/// changed or erased and history stays as it was written.
/// </summary>
public sealed class Account
{
    public Guid Id { get; set; }

    /// <summary>What the person types to sign in and what events are signed with. Lower case, never reused for somebody else.</summary>
    public string Name { get; set; } = "";

    public string DisplayName { get; set; } = "";

    /// <summary>Code of a <see cref="Role"/>.</summary>
    public string Role { get; set; } = "";

    public List<string> Jurisdictions { get; set; } = [];

    /// <summary>Null until the person has followed the one-time link.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with the password; a session that was opened under another stamp is over.</summary>
    public string SecurityStamp { get; set; } = "";

    public bool Disabled { get; set; }

    /// <summary>Made by the demonstration: no password, and of no use outside it.</summary>
    public bool Demo { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Set by the store at every save; a save based on an older one is refused.</summary>
    public Guid Version { get; set; }

    /// <summary><c>disabled</c>, <c>demo</c>, <c>invited</c> (no password yet) or <c>active</c>.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string State => Disabled ? "disabled" : Demo ? "demo" : PasswordHash is null ? "invited" : "active";

    /// <summary>The account as the rules know it; null when the stored role is not one of ours.</summary>
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

/// <summary>A one-time link with which a person sets the own password.</summary>
public sealed class WelcomeLink
{
    /// <summary>SHA-256 of the code in the link.</summary>
    public string Id { get; set; } = "";

    /// <summary>Null: makes the first administrator, as long as there is no account.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>Using it ends the account's tokens, as making it did: none made in between outlives the reset.</summary>
    public bool EndsTokens { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>One browser that is signed in. Deleted when its person signs out, so that a copied cookie dies with it.</summary>
public sealed class SignInSession
{
    /// <summary>SHA-256 of the secret in the cookie.</summary>
    public string Id { get; set; } = "";

    public Guid AccountId { get; set; }

    public string SecurityStamp { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }
}
