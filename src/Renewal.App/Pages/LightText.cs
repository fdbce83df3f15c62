using Renewal.App.Texts;
using Renewal.Domain.Areas;

namespace Renewal.App.Pages;

/// <summary>Texts of lights and their reasons.</summary>
public static class LightText
{
    public static string Name(string? light, bool done = false) => PageText.It("light." + (light is null ? "none" : done ? "done" : light));

    public static bool IsDone(IEnumerable<LightReason> reasons) => reasons.Any(reason => reason.Code == "completed");

    /// <summary>签订补偿协议 计划2021年2月4日，已逾期12天.</summary>
    public static string Of(LightReason reason) => PageText.It(
        "reason." + reason.Code,
        reason.Milestone is { } milestone ? UiText.NameOf(milestone) : "",
        reason.On is { } day ? UiText.Day(day) : PageText.It("day.unknown"),
        reason.Days ?? 0);

    public static string Of(IEnumerable<LightReason> reasons) => string.Join(UiText.Pick("；", "; "), reasons.Select(Of));
}
