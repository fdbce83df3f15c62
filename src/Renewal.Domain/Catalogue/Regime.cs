namespace Renewal.Domain.Catalogue;

/// <summary>The name of the law that governs a kind, from when until when. What it asks for stands in the rows of the kind.</summary>
/// <param name="From">First day; null when it reaches back before our records.</param>
/// <param name="Until">Last day; null while in force.</param>
public sealed record Regime(string Code, string Chinese, string English, DateOnly? From, DateOnly? Until, Basis Basis)
{
    public bool AppliesOn(DateOnly day) => (From is not { } from || day >= from) && (Until is not { } until || day <= until);
}
