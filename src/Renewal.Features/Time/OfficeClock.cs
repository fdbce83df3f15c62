namespace Renewal.Features.Time;

/// <summary>The current day in the office's time zone (Asia/Shanghai). Rules and reports use it; stored timestamps never do.</summary>
public sealed class OfficeClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), Shanghai);

    public DateOnly Today => DayOf(Now);

    /// <summary>The day of an instant in the office's time zone.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Shanghai).DateTime);

    public static DateTimeOffset InOffice(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Shanghai);

    /// <summary>The instant of a local time in the office's time zone.</summary>
    public static DateTimeOffset AtOffice(DateTime shown) => new(shown, Shanghai.GetUtcOffset(shown));

    /// <summary>The last second of a day in the office's time zone.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => AtOffice(day.ToDateTime(new TimeOnly(23, 59, 59)));
}

/// <summary>A fixed clock, for <c>RENEWAL_NOW</c> in development.</summary>
public sealed class FrozenTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}

/// <summary>The two parameters of every query: as of which day, and as known at which instant (null: everything recorded).</summary>
public sealed record Moment(DateOnly On, DateTimeOffset? KnownAt);
