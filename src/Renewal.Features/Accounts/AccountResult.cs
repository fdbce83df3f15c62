using Renewal.Domain;

namespace Renewal.Features.Accounts;

/// <summary>The requested value, or a refusal.</summary>
public sealed record AccountResult<T>
{
    private AccountResult(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>Null exactly when there is a <see cref="Refusal"/>.</summary>
    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator AccountResult<T>(T value) => new(value, null);

    public static implicit operator AccountResult<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>A one-time code for an account; hand it over now, because it is not stored.</summary>
public sealed record Invitation(Account Account, string Code, DateTimeOffset ExpiresAt);

/// <summary>A new token with its key, which is not stored.</summary>
public sealed record NewToken(AccessToken Token, string Key);
