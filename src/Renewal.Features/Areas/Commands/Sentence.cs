using System.Globalization;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Features.Areas.Commands;

/// <summary>Builds texts in both languages at once; the channel shows the one of the reader.</summary>
public static class Sentence
{
    public static readonly Wording Nothing = new("", "");

    /// <summary>
    /// Formats the text of each language with the values. A <see cref="Wording"/> or a day is inserted in that language.
    /// </summary>
    public static Wording Of(string chinese, string english, params object?[] values) => new(
        string.Format(CultureInfo.InvariantCulture, chinese, [.. values.Select(value => In(value, inEnglish: false))]),
        string.Format(CultureInfo.InvariantCulture, english, [.. values.Select(value => In(value, inEnglish: true))]));

    /// <summary>The parts joined without a separator.</summary>
    public static Wording Of(params Wording[] parts) =>
        new(string.Concat(parts.Select(part => part.Chinese)), string.Concat(parts.Select(part => part.English)));

    /// <summary>A text as typed, the same in both languages.</summary>
    public static Wording Text(string text) => new(text, text);

    /// <summary>A sentence with a value, or nothing when the value is empty. The English text begins with a space.</summary>
    public static Wording Part(string chinese, string english, string? value) =>
        string.IsNullOrEmpty(value) ? Nothing : Of(chinese, english, value);

    public static Wording Document(string? number) => Part("文号：{0}。", " Document: {0}.", number);

    public static Wording Reason(string? reason) => Part("理由：{0}", " Reason: {0}", reason);

    public static Wording Note(string? note) => Part("备注：{0}", " Note: {0}", note);

    /// <summary>What an override allowed: missing milestones, and legal periods cut short.</summary>
    public static Wording Override(GateOverride? granted) => granted is null ? Nothing : Of(
        "越权放行：跳过{0}；理由：{1}；批准：{2}；文号：{3}。",
        " Overridden: passed over {0}; reason: {1}; approved by {2}; document {3}.",
        Join(granted.Gates.Select(Name).Concat((granted.Periods ?? []).Select(PeriodFrom))), granted.Reason, granted.Approver,
        granted.DocumentNumber);

    /// <summary>A legal period, named by the milestone it runs from.</summary>
    public static Wording PeriodFrom(string milestone) =>
        Of("自“{0}”起算的法定期限", "the legal period from \"{0}\"", Name(milestone));

    /// <summary>The name of a code; the code itself when it is unknown.</summary>
    public static Wording Name(string code) => AreaCommands.NameOf(code) ?? Text(code);

    /// <summary>The name of a stage or of the clearance track.</summary>
    public static Wording TrackName(string track) => track == Track.Clearance
        ? new Wording("征收拆迁（与前期准备、挂牌并行）", "Clearance (parallel to preparation and listing)") : Name(track);

    public static Wording Join(IEnumerable<Wording> parts) => Join(parts, "、", ", ");

    public static Wording Join(IEnumerable<string?> parts) => Join(parts.OfType<string>().Select(Text));

    public static Wording Join(IEnumerable<Wording> parts, string betweenChinese, string betweenEnglish)
    {
        var all = parts.ToList();
        return new Wording(
            string.Join(betweenChinese, all.Select(part => part.Chinese)), string.Join(betweenEnglish, all.Select(part => part.English)));
    }

    /// <summary>2021年2月4日, or 4 Feb 2021.</summary>
    public static Wording Day(DateOnly day) => new(
        day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture), day.ToString("d MMM yyyy", CultureInfo.InvariantCulture));

    private static object? In(object? value, bool inEnglish) => value switch
    {
        Wording wording => inEnglish ? wording.English : wording.Chinese,
        DateOnly day => In(Day(day), inEnglish),
        _ => value,
    };
}
