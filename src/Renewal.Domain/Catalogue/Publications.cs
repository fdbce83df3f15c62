using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// Law that was published after the tables: it counts from its first day for every area of the kind, whichever version the area follows.
/// Before its instant nobody knew it, so what was known then is still told without it.
/// </summary>
/// <param name="Name">Names the release in the database; never change it.</param>
/// <param name="From">The first day for which anything differs.</param>
/// <param name="Change">What differs.</param>
public sealed record CatalogueAmendment(
    string Name, DateTimeOffset PublishedAt, RenewalKind Kind, DateOnly From, Func<KindCatalogue, KindCatalogue> Change);

/// <summary>Something published at an instant after the program's first tables, by its name in the database.</summary>
public sealed record Release(string Name, DateTimeOffset PublishedAt);

/// <summary>
/// Everything that was published: versions of the catalogue, amendments, holiday notices. Each amendment and notice is known from an
/// instant on, so that a rebuild with a newer program still tells what was known before.
/// </summary>
public sealed class Publications
{
    private readonly ImmutableArray<Published> states;

    public Publications(
        ImmutableArray<KindCatalogue> versions, ImmutableArray<CatalogueAmendment> amendments, ImmutableArray<CalendarRelease> calendars)
    {
        Releases =
        [
            .. amendments.Select(amendment => new Release(amendment.Name, amendment.PublishedAt))
                .Concat(calendars.Where(notice => notice.PublishedAt is not null).Select(n => new Release(n.Name, n.PublishedAt!.Value)))
                .OrderBy(release => release.PublishedAt).ThenBy(release => release.Name, StringComparer.Ordinal),
        ];
        Instants = [.. Releases.Select(release => release.PublishedAt).Distinct()];
        states =
        [
            .. Instants.Prepend(DateTimeOffset.MinValue).Select(at => new Published(this, at,
                [.. versions.Select(version => Amended(version, amendments, at))],
                WorkCalendar.Of(calendars.Where(notice => !(notice.PublishedAt > at))))),
        ];
    }

    /// <summary>What this program knows. Set by nobody but a test that runs the program of a later day.</summary>
    public static Publications Current { get; private set; } = new(Catalogues.FirstVersions, Catalogues.Amendments, WorkCalendar.Releases);

    /// <summary>In the order of their instants. The tables and notices the first program came with are not among them.</summary>
    public ImmutableArray<Release> Releases { get; }

    /// <summary>Instants at which more became known, in order.</summary>
    public ImmutableArray<DateTimeOffset> Instants { get; }

    public Published Latest => states[^1];

    /// <summary>What had been published at an instant.</summary>
    public Published At(DateTimeOffset instant) => states[Instants.Count(known => known <= instant)];

    private static KindCatalogue Amended(KindCatalogue version, ImmutableArray<CatalogueAmendment> amendments, DateTimeOffset at) =>
        amendments.Where(amendment => amendment.Kind == version.Kind && amendment.PublishedAt <= at)
            .OrderBy(amendment => amendment.PublishedAt).Aggregate(version, (amended, amendment) => amendment.Change(amended));
}

/// <summary>An area follows a version that this program does not have: a newer program registered or moved it.</summary>
public sealed class CatalogueMissingException(string kind, string version)
    : InvalidOperationException($"No catalogue table {kind}, {version}.");

/// <summary>What had been published at an instant: the rules by which things were judged then.</summary>
public sealed class Published
{
    private readonly Dictionary<(string Kind, string Version), KindCatalogue> byKey;

    internal Published(Publications all, DateTimeOffset at, ImmutableArray<KindCatalogue> versions, WorkCalendar calendar)
    {
        (All, At, Versions, Calendar) = (all, at, versions, calendar);
        byKey = versions.ToDictionary(version => (version.Kind.Code, version.Version));
        Tables = [.. versions.SelectMany(kind => kind.Regimes.Select(regime => kind.On(regime.Until ?? DateOnly.MaxValue)))];
    }

    public Publications All { get; }

    /// <summary>The instant of the last release in it.</summary>
    public DateTimeOffset At { get; }

    /// <summary>In the order of the kinds, oldest version of each first.</summary>
    public ImmutableArray<KindCatalogue> Versions { get; }

    /// <summary>Each version as it stands at the end of each law that governs its kind.</summary>
    public ImmutableArray<CatalogueTable> Tables { get; }

    public WorkCalendar Calendar { get; }

    public bool Has(string kind, string version) => byKey.ContainsKey((kind, version));

    /// <summary>The version an area follows. What is on file always finds it: a missing one is a mistake of the program.</summary>
    public KindCatalogue Find(string kind, string version) => byKey.TryGetValue((kind, version), out var found)
        ? found : throw new CatalogueMissingException(kind, version);

    /// <summary>The newest version of a kind.</summary>
    public KindCatalogue Newest(RenewalKind kind) => Versions.Last(version => version.Kind == kind);
}
