using System.Collections.Immutable;
using System.Globalization;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Imports;

/// <summary>
/// The differences of a ledger row from the record, column by column: null where the row is empty or repeats a current or earlier
/// value. A later entry of the record is never undone by an earlier one (docs/decisions/0016).
/// </summary>
internal sealed record LedgerDifferences
{
    // China has one time zone and no daylight saving time since 1991.
    private static readonly TimeSpan Office = TimeSpan.FromHours(8);

    private LedgerDifferences(ImmutableArray<FieldDifference> ofRegistration, ImmutableArray<FieldDifference> ofPosition) =>
        (OfRegistration, OfPosition) = (ofRegistration, ofPosition);

    public string? Name { get; private init; }

    public string? Kind { get; private init; }

    public ImmutableArray<string>? Labels { get; private init; }

    public string? ResponsibleUnit { get; private init; }

    public int? Households { get; private init; }

    public decimal? SiteAreaM2 { get; private init; }

    public decimal? BuildingAreaM2 { get; private init; }

    public string? Stage { get; private init; }

    /// <summary>Compared only for a row of the opening position's day, because only that can say it.</summary>
    public bool BasicallyFinished { get; private init; }

    public string? Progress { get; private init; }

    /// <summary>Compared only for a row of the opening position's day; a later row's source belongs to its progress note.</summary>
    public string? Source { get; private init; }

    public ImmutableArray<ImportValue> Values { get; private init; } = [];

    public ImmutableArray<FieldDifference> OfRegistration { get; }

    public ImmutableArray<FieldDifference> OfPosition { get; }

    public bool IsEmpty => OfRegistration.IsEmpty && OfPosition.IsEmpty;

    public static LedgerDifferences Of(Area area, AreaRegistered registered, LedgerEntry row)
    {
        var said = new RecordedValues(area, row.AsOf);
        var now = area.On(row.AsOf);
        var restated = area.Opening?.AsOf == row.AsOf ? area.Opening : null;
        var unit = row.ResponsibleUnit is { } u && !said.OfDay(s => s.ResponsibleUnit, UnitIn, u) ? u : null;
        var (name, kind) = (New(row.Name, r => r.Name), New(row.Kind, r => r.Kind));
        var labelled = !row.Labels.IsEmpty && !said.OfDay(s => Key(s.Labels), LabelsIn, Key(row.Labels));
        var households = row.Households is { } h && !said.OfRegistration(r => r.HouseholdsExpected == h) ? row.Households : null;
        var site = row.SiteAreaM2 is { } s && !said.OfRegistration(r => r.SiteAreaM2 == s) ? row.SiteAreaM2 : null;
        var building = row.BuildingAreaM2 is { } b && !said.OfRegistration(r => r.BuildingAreaM2 == b) ? row.BuildingAreaM2 : null;
        var stage = said.OfDay(x => x.Stage?.Code, StageIn, row.Stage) ? null : row.Stage;
        // Once said for that day and corrected since, it is no news.
        var basically = row.BasicallyFinished && restated is not null && !area.Events.Any(fact =>
            fact.Event is OpeningPositionTaken { BasicallyFinished: true } before && before.AsOf == row.AsOf);
        var progress = row.Progress is { } p && !said.OfDay(x => x.Progress?.Text, ProgressIn, p) ? p : null;
        var source = restated is not null && row.Source is { } from && !said.OfDay(_ => restated.Source, SourceIn, from) ? from : null;

        ImmutableArray<ImportValue> values =
            [.. row.Values.Where(cell => !said.OfDay(cell.Column.In, cell.Column.In, cell.Value))];

        return new LedgerDifferences(
            Compare(("name", registered.Name, name), ("kind", registered.Kind, kind),
                ("labels", string.Join('、', now.Labels), labelled ? string.Join('、', row.Labels) : null),
                ("responsibleUnit", now.ResponsibleUnit, unit),
                ("householdsExpected", Text(registered.HouseholdsExpected), Text(households)),
                ("siteAreaM2", Text(registered.SiteAreaM2), Text(site)),
                ("buildingAreaM2", Text(registered.BuildingAreaM2), Text(building))),
            [
                .. Compare(("stage", now.Stage?.Code, stage), ("basicallyFinished", null, basically ? "yes" : null),
                    ("progress", now.Progress?.Text, progress), ("source", restated?.Source, source)),
                .. values.Select(cell => new FieldDifference(cell.Column.Token, cell.Column.In(now), cell.Value)),
            ])
        {
            Name = name,
            Kind = kind,
            Labels = labelled ? row.Labels : null,
            ResponsibleUnit = unit,
            Households = households,
            SiteAreaM2 = site,
            BuildingAreaM2 = building,
            Stage = stage,
            BasicallyFinished = basically,
            Progress = progress,
            Source = source,
            Values = values,
        };

        string? New(string value, Func<AreaRegistered, string> of) => said.OfRegistration(r => Same(of(r), value)) ? null : value;
    }

    private static string? UnitIn(AreaEvent e) => e is AreaRegistered r ? r.ResponsibleUnit : (e as DutyAssigned)?.ResponsibleUnit;

    private static string? LabelsIn(AreaEvent e) => e is AreaRegistered r ? Key(r.Labels) : e is AreaLabelled l ? Key(l.Labels) : null;

    private static string? StageIn(AreaEvent e) => e is OpeningPositionTaken o ? o.Stage : (e as StageChanged)?.Stage;

    private static string? ProgressIn(AreaEvent e) => e is OpeningPositionTaken o ? o.Note : (e as ProgressNoted)?.Text;

    private static string? SourceIn(AreaEvent e) => e is OpeningPositionTaken o ? o.Source : (e as ProgressNoted)?.Source;

    // The order of labels does not matter, and labels are split as in a cell.
    private static string Key(ImmutableArray<string> labels) => string.Join('、', labels
        .SelectMany(label => label.Split(LedgerEntry.BetweenLabels, StringSplitOptions.RemoveEmptyEntries))
        .Distinct().Order(StringComparer.Ordinal));

    // Blanks, line ends and invisible characters are ignored, because spreadsheets change them.
    private static bool Same(string? one, string? other) => one is not null && other is not null && Bare(one) == Bare(other);

    private static string Bare(string text) => string.Concat(text.Where(c =>
        !char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));

    private static ImmutableArray<FieldDifference> Compare(params ReadOnlySpan<(string Field, string? Was, string? Now)> columns)
    {
        var found = ImmutableArray.CreateBuilder<FieldDifference>();
        foreach (var (field, was, now) in columns)
            if (now is not null) found.Add(new FieldDifference(field, was, now));
        return found.ToImmutable();
    }

    private static string? Text(IFormattable? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The values that the record has, or once had, for a day. A row that repeats them is no difference.</summary>
    private sealed class RecordedValues(Area area, DateOnly day)
    {
        private readonly bool first = area.Events.Any(fact => fact.Event is OpeningPositionTaken o && o.AsOf == day);
        private readonly Lazy<IReadOnlyList<AreaState>> known = new(() => [.. KnownOn(area, day).Select(then => then.On(day))]);

        /// <summary>Values without a day: the current one, or one that was corrected on the row's day or later.</summary>
        public bool OfRegistration(Func<AreaRegistered, bool> says) => area.Events.Any(fact =>
            fact.Event is AreaRegistered registered && says(registered) && (fact.Corrected is null || PutRightSince(fact)));

        /// <summary>
        /// Values with a day: the value on that day; a value of an event of that day, even if it was corrected since; or the value as
        /// known on that day, because a ledger of that day could know no more. An event of an earlier day is not enough: a value that
        /// changed back has changed.
        /// </summary>
        public bool OfDay(Func<AreaState, string?> stands, Func<AreaEvent, string?> says, string value) =>
            Same(stands(area.On(day)), value)
            || area.Events.Any(fact => Same(says(fact.Event), value) && (fact.Event is AreaRegistered
                ? first || fact.Event.TakesEffectOn == day || PutRightSince(fact)
                : fact.Event.TakesEffectOn == day))
            || known.Value.Any(then => Same(stands(then), value));

        private bool PutRightSince(RecordedEvent<AreaEvent> fact) =>
            fact.Corrected is { } mark && area.Find(mark.EventId)?.Event is FactCorrected correction && correction.CorrectedOn >= day;

        // At the beginning of the day, and after each event recorded during it.
        private static IEnumerable<Area> KnownOn(Area area, DateOnly day)
        {
            var before = area.Events.LastOrDefault(fact => RecordedOn(fact) < day)?.Version ?? 0;
            return area.Events.Where(fact => fact.Version >= before && RecordedOn(fact) <= day)
                .Select(fact => area.AsOfVersion(fact.Version)).Where(then => then.Registration is not null);
        }

        private static DateOnly RecordedOn(RecordedEvent<AreaEvent> fact) =>
            DateOnly.FromDateTime(fact.RecordedAt.ToOffset(Office).DateTime);
    }
}
