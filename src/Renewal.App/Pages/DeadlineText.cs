using Renewal.Features.Portfolio;

namespace Renewal.App.Pages;

/// <summary>What is due, in words.</summary>
public static class DeadlineText
{
    /// <summary>How far the page looks ahead before something counts as coming up.</summary>
    public const int SoonDays = 30;

    /// <summary>What comes up after a day, that day included.</summary>
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
