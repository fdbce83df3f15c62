using System.Globalization;
using System.Resources;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Areas;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Texts;

/// <summary>Texts of the area pages and forms in the reader's language.</summary>
public static class AreaText
{
    private static readonly ResourceManager Texts = UiText.Manager("Areas");

    /// <summary>The text with its values; the key when the text is missing, so that it is noticed.</summary>
    public static string T(string key, params object?[] values) =>
        Find(key) is not { } text ? key
        : values.Length == 0 ? text
        : string.Format(PluralFormat.Forms, text, values);

    public static string? Find(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>A stage, or the clearance track beside the first two.</summary>
    public static string TrackName(string track) => UiText.Pick(Sentence.TrackName(track));

    /// <summary>What is done with a form, by the last part of its address.</summary>
    public static string FormTitle(string slug) =>
        UiText.Pick((AreaCommands.FindForm(slug) ?? throw new ArgumentException($"There is no form {slug}.", nameof(slug))).Title);

    public static string Grade(EvidenceGrade grade) => T($"grade.{grade.ToString().ToLowerInvariant()}");

    /// <summary>What contradicts what, as a sentence.</summary>
    public static string Of(ContradictionView found) => T(
        $"contradiction.{found.Code}", UiText.NameOf(found.Milestone), UiText.Day(found.On), UiText.NameOf(found.Against),
        found.DaysShort ?? 0);

    /// <summary>A basis as a reader cites it: 《…》第10条.</summary>
    public static string Of(Basis basis)
    {
        var source = LegalSource.Find(basis.Source);
        var name = source is null ? basis.Source : UiText.Pick(source.Chinese, source.English);
        var article = basis.Article.Length == 0 ? "" : T("basis.article", basis.Article);
        return name + article + (basis.Confidence == Confidence.Unverified ? T("basis.unverified") : "");
    }

    /// <summary>The channel through which an event was recorded.</summary>
    public static string ViaName(string? via) => via is null ? "—" : Find($"via.{via}") ?? via;

    public static string At(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
