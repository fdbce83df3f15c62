namespace Renewal.Domain.Catalogue;

/// <summary>Which law applies, from when until when. An area keeps the regime of the day it was opened.</summary>
/// <param name="From">First day; null when it reaches back before our records.</param>
/// <param name="Until">Last day; null while in force.</param>
public sealed record Regime(string Code, string Chinese, string English, DateOnly? From, DateOnly? Until, Basis Basis)
{
    public bool AppliesOn(DateOnly day) => (From is not { } from || day >= from) && (Until is not { } until || day <= until);
}
