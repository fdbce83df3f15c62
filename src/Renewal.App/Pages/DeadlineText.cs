using Renewal.Features.Portfolio;

namespace Renewal.App.Pages;

/// <summary>Texts of deadlines.</summary>
public static class DeadlineText
{
    /// <summary>Number of days for "due soon".</summary>
    public const int SoonDays = 30;

    /// <summary>Deadlines from a day on, that day included.</summary>
    public static DeadlineFilter Soon(DateOnly on) => new(From: on, Until: on.AddDays(SoonDays));

    public static string Left(Deadline due) => due switch
    {
        { Clock.State: "lapsed" } => PageText.It("due.lapsed", -due.DaysLeft),
        { Clock.State: "passed" } => PageText.It("due.passed", -due.DaysLeft),
        { DaysLeft: < 0 } => PageText.It("due.late", -due.DaysLeft),
        { DaysLeft: 0 } => PageText.It("due.today"),
        _ => PageText.It("due.left", due.DaysLeft),
    };
}
