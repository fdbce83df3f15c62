using System.Text.Json;
using JasperFx;
using JasperFx.Events;
using Renewal.App.Api;
using Renewal.Domain;
using Renewal.Domain.Catalogue;
using Renewal.Features.Machine;
using Renewal.Features.Requests;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.App.Hosting;

/// <summary>
/// Maps failures of the database or machine to a refusal with the seconds until a retry makes sense. Used by API, pages and command
/// line. Null for a failure that is a bug.
/// </summary>
internal sealed record ServerRefusal(Refusal Refusal, int Status, int RetryAfter)
{
    public static ServerRefusal? Of(Exception? failure) => failure switch
    {
        null => null,
        ClockSkewedException skewed => new(ApiRefusals.ClockSkewed(skewed.Offset), 503, 60),
        ReleaseMismatchException { Newer: { Count: > 0 } newer } => new(ApiRefusals.ProgramOlder(string.Join(", ", newer)), 503, 60),
        ClaimLostException => new(ApiRefusals.KeyInFlight, 409, 1),
        ConcurrencyException or ExistingStreamIdCollisionException => new(ApiRefusals.VersionConflict, 409, 1),
        RequestTimedOutException => Busy,
        _ when WorkedInReleases.RefusedFor(failure) is { } newer => new(ApiRefusals.ProgramOlder(newer), 503, 60),
        _ when DiskSpace.IsFull(failure) => new(ApiRefusals.StoreDiskFull, 503, 30),
        _ when StoreClock.IsRefused(failure) => Busy,
        _ when DatabaseErrors.IsAway(failure) => new(ApiRefusals.StoreUnavailable, 503, 5),
        _ when IsUnreadable(failure) => new(ApiRefusals.AreaUnreadable, 503, 60),
        _ when DiskErrors.Is(failure) => new(ApiRefusals.NoTempSpace, 503, 30),
        _ => null,
    };

    // An event type or a catalogue of a newer program, or a stored document that somebody edited.
    private static bool IsUnreadable(Exception? failure) => failure switch
    {
        null => false,
        CatalogueMissingException => true,
        JsonException { Path: { } path } when path.StartsWith(StoredArea, StringComparison.Ordinal) => true,
        _ => IsUnreadable(failure.InnerException),
    };

    // Where the document of an area keeps its events.
    private const string StoredArea = "$.area";

    /// <summary>More is asked for than the program or the database can do now.</summary>
    public static ServerRefusal Busy => new(ApiRefusals.StoreBusy, 503, 5);
}
