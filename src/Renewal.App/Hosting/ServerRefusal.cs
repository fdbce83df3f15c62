using JasperFx;
using JasperFx.Events;
using Renewal.App.Api;
using Renewal.Domain;
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
        ClaimLostException => new(ApiRefusals.KeyInFlight, 409, 1),
        ConcurrencyException or ExistingStreamIdCollisionException => new(ApiRefusals.VersionConflict, 409, 1),
        RequestTimedOutException => Busy,
        _ when DiskSpace.IsFull(failure) => new(ApiRefusals.StoreDiskFull, 503, 30),
        _ when StoreClock.IsRefused(failure) => Busy,
        _ when DatabaseErrors.IsAway(failure) => new(ApiRefusals.StoreUnavailable, 503, 5),
        _ when DiskErrors.Is(failure) => new(ApiRefusals.NoTempSpace, 503, 30),
        _ => null,
    };

    private static ServerRefusal Busy => new(ApiRefusals.StoreBusy, 503, 5);
}
