namespace Renewal.Domain.Calendar;

/// <summary>Holiday notices that were published together.</summary>
/// <param name="Name">Names the release in the database; never change it.</param>
/// <param name="PublishedAt">The instant from which it is known; null for the notices of the first program version.</param>
/// <param name="Notices">
/// One holiday per line: year, occasion, days off, and with "+" the days made working days in exchange (<c>2026 元旦 0101-0103 +0104</c>).
/// </param>
public sealed record CalendarRelease(string Name, DateTimeOffset? PublishedAt, string Notices);
