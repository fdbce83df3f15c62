using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// Law published after the catalogue versions. It applies from its first day to every area of the kind, whichever version the area
/// follows. A query for an earlier state of knowledge is answered without it.
/// </summary>
/// <param name="Name">Names the release in the database; never change it.</param>
/// <param name="PublishedAt">The instant from which it is known.</param>
/// <param name="From">The first day for which anything differs.</param>
/// <param name="Change">Applies the amendment to a version.</param>
public sealed record CatalogueAmendment(
    string Name, DateTimeOffset PublishedAt, RenewalKind Kind, DateOnly From, Func<KindCatalogue, KindCatalogue> Change);

/// <summary>An amendment or a holiday notice with the instant of its publication. The name identifies it in the database.</summary>
public sealed record Release(string Name, DateTimeOffset PublishedAt);

/// <summary>
/// Everything that was published: versions of the catalogue, amendments, holiday notices. Each amendment and notice is known from an
/// instant on, so that a rebuild with a newer program still shows what was known before.
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

    /// <summary>Everything that this program contains. Set only by a test that runs the program of a later day.</summary>
    public static Publications Current { get; private set; } = new(Catalogues.FirstVersions, Catalogues.Amendments, WorkCalendar.Releases);

    /// <summary>In the order of their instants, without the tables and notices of the first program version.</summary>
    public ImmutableArray<Release> Releases { get; }

    /// <summary>The instants of the releases, each once, in order.</summary>
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

/// <summary>The rules and the calendar as published at an instant.</summary>
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

    /// <summary>For each version and each of its laws: the rules on the last day of the law.</summary>
    public ImmutableArray<CatalogueTable> Tables { get; }

    public WorkCalendar Calendar { get; }

    public bool Has(string kind, string version) => byKey.ContainsKey((kind, version));

    /// <summary>The version an area follows.</summary>
    /// <exception cref="CatalogueMissingException">This program does not have the version: see <see cref="Has"/>.</exception>
    public KindCatalogue Find(string kind, string version) => byKey.TryGetValue((kind, version), out var found)
        ? found : throw new CatalogueMissingException(kind, version);

    /// <summary>The newest version of a kind.</summary>
    public KindCatalogue Newest(RenewalKind kind) => Versions.Last(version => version.Kind == kind);
}
