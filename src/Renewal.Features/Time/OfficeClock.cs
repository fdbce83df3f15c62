namespace Renewal.Features.Time;

/// <summary>
/// What day it is in the office (Asia/Shanghai), whatever the server's time zone. Rules and reports ask here; stored timestamps
/// never do.
/// </summary>
public sealed class OfficeClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), Shanghai);

    public DateOnly Today => DayOf(Now);

    /// <summary>The office's day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Shanghai).DateTime);

    public static DateTimeOffset InOffice(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Shanghai);

    /// <summary>The instant at which the office's clocks show this.</summary>
    public static DateTimeOffset AtOffice(DateTime shown) => new(shown, Shanghai.GetUtcOffset(shown));

    /// <summary>The last second of the office's day: what was known when it closed.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => AtOffice(day.ToDateTime(new TimeOnly(23, 59, 59)));
}

/// <summary>A clock that stands still, for <c>RENEWAL_NOW</c> in development.</summary>
public sealed class FrozenTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}

/// <summary>The two questions every reading takes: as of which day, and as known at which instant (null: by everything on file).</summary>
public sealed record Moment(DateOnly On, DateTimeOffset? KnownAt);
