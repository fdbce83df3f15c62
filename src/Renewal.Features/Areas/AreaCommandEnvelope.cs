using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Features.Requests;
using Renewal.Features.Store;

namespace Renewal.Features.Areas;

/// <summary>
/// The message with a command on an area. Pages, API, command line and import all send it.
/// </summary>
/// <param name="IfVersion">The version that the sender saw; the command is refused as stale when it has changed. Null for no check.</param>
/// <param name="Fence">The claim of the request's Idempotency-Key, where it has one.</param>
public sealed record AreaCommandEnvelope(AreaCommand Command, Provenance By, long? IfVersion = null, RequestFence? Fence = null)
{
    public Extent Extent { get; init; }
}

/// <summary>How far the handler goes.</summary>
public enum Extent
{
    /// <summary>Rights, version, decision, and what was decided is stored.</summary>
    Full,

    /// <summary>Decides, and stores nothing: for a question that is asked before a grave command.</summary>
    Decision,

    /// <summary>Rights alone: the command was accepted before, and its kept answer is asked for again.</summary>
    RightsToAcceptance,

    /// <summary>Rights alone: the command was refused before, and its kept answer is asked for again.</summary>
    RightsToRefusal,
}

/// <summary>Proof of one stored event: its place in the store's sequence, its place in the area's stream, its id.</summary>
public sealed record Receipt(long Seq, long Version, Guid Id);

/// <summary>What every channel gets back: done (possibly with nothing new), or refused and why.</summary>
public sealed record CommandResult
{
    public Refusal? Refusal { get; init; }

    public Guid AreaId { get; init; }

    public long Version { get; init; }

    public IReadOnlyList<Receipt> Events { get; init; } = [];

    /// <summary>The area's file with the new events in it.</summary>
    public Area? Area { get; init; }

    /// <summary>Accepted with something new to store; for <see cref="Extent.Decision"/>, which stores nothing.</summary>
    public bool WouldRecord { get; init; }

    public static CommandResult No(Refusal refusal, long version = 0) => new() { Refusal = refusal, Version = version };
}
