using System.Globalization;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

/// <summary>
/// The program of a later day: the runtime calls this in the started process before the program's own code
/// (<c>DOTNET_STARTUP_HOOKS</c>), and the program then has one release of the catalogue and one of the calendar more.
/// </summary>
internal static class StartupHook
{
    /// <summary>The instant of both.</summary>
    public const string Variable = "RENEWAL_TEST_RELEASED_AT";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } at) return;
        typeof(Publications).GetProperty(nameof(Publications.Current))!
            .SetValue(null, Later(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));
    }

    private static Publications Later(DateTimeOffset at) => new(
        Catalogues.FirstVersions,
        [
            .. Catalogues.Amendments,
            new("archaeology-2025", at, RenewalKind.StateLandExpropriation, new(2025, 3, 1), kind => kind.With(
                new MilestoneKind("archaeology-done", Track.Listing, "考古勘探", "Archaeology done")
                {
                    Actor = Actors.PlanningAuthority,
                    Effective = new(new(2025, 3, 1), null),
                    Bases = [new Basis(LegalSource.LOCAL, "", Confidence.OneSource)],
                }, after: "planning-conditions-issued")),
        ],
        [.. WorkCalendar.Releases, new CalendarRelease("holidays-2027", at, "2027 元旦 0101-0103 +0109")]);
}
