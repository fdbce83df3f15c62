using Renewal.Domain;

namespace Renewal.Features.Accounts;

/// <summary>What was asked for, or the one named reason why not.</summary>
public sealed record AccountResult<T>
{
    private AccountResult(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>There exactly when <see cref="Refusal"/> is not.</summary>
    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator AccountResult<T>(T value) => new(value, null);

    public static implicit operator AccountResult<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>A one-time link for somebody: the code is to be handed over now, it is not stored.</summary>
public sealed record Invitation(Account Account, string Code, DateTimeOffset ExpiresAt);

/// <summary>A new token with its key, which is not stored.</summary>
public sealed record NewToken(AccessToken Token, string Key);
