using System.Text.Json;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain;
using Renewal.Domain.Areas;

namespace Renewal.Features.Store;

/// <summary>One event on its way to the store.</summary>
internal sealed record Filed(Guid Id, long Version, DateTimeOffset At, AreaEvent What);

/// <summary>New events of one area, and its file with them in it.</summary>
internal sealed record FiledArea(Guid Stream, long Before, IReadOnlyList<Filed> Events, Area After, Provenance By)
{
    /// <summary>The area's code may be another one afterwards.</summary>
    public bool Registers => Events.Any(filed => filed.What is AreaRegistered);

    public static FiledArea Of(Guid stream, Area area, IReadOnlyList<AreaEvent> happened, Provenance by)
    {
        var at = Filing.Now();
        var events = happened.Select((what, i) => new Filed(Guid.CreateVersion7(), area.Version + 1 + i, at, what)).ToList();
        var after = events.Aggregate(area, (a, e) => Area.Evolve(a, new Fact(e.Id, e.Version, e.At, by.Actor.Account, e.What)));
        return new FiledArea(stream, area.Version, events, after, by);
    }
}

/// <summary>
/// Puts events on file together with the inline file of their area: one statement, and so one round trip, for one area or two
/// thousand. It writes what the store's own append function writes, into the same tables; docs/decisions/0012 says why. Outside a
/// transaction the statement is one of its own.
/// </summary>
internal static class Filing
{
    private static readonly Dictionary<Type, (string Name, string Dotnet)> Names = RenewalStore.EventTypes.ToDictionary(
        type => type, type => (EventNameAttribute.Of(type), $"{type.FullName}, {type.Assembly.GetName().Name}"));

    private static readonly string CardType = typeof(AreaCard).FullName!;

    /// <summary>What PostgreSQL keeps of this instant, so that a file written now equals one folded from the rows later.</summary>
    public static DateTimeOffset Now() => AreaCardProjection.Microseconds(TimeProvider.System.GetUtcNow());

    /// <summary>Puts new entries of one area on file, in a transaction of its own.</summary>
    /// <exception cref="JasperFx.ConcurrencyException">The area has moved on since it was read.</exception>
    public static async Task<Dictionary<Guid, long>> AppendAsync(
        IDocumentSession session, FiledArea area, Files files, CancellationToken ct)
    {
        if (area.Before == 0 || area.Registers) return await AppendAsync(session, [area], ct);
        var card = AreaCardProjection.Card(area.Stream, area.After);
        await using var command = new NpgsqlCommand(FilingSql.AppendOne);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = area.Stream });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = area.Before });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = area.After.Version });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Json(card), NpgsqlDbType = NpgsqlDbType.Jsonb });
        AddEvents(command, session, [area]);
        var (sequence, row) = await ReadAsync(session, command, [area], ct);
        if (row is not null) files.Keep(card, row);
        return sequence;
    }

    /// <summary>The same for many, in the transaction of the session. They are all new, or all on file at the version given.</summary>
    /// <exception cref="JasperFx.ConcurrencyException">An area has moved on since it was read.</exception>
    public static async Task<Dictionary<Guid, long>> AppendAsync(
        IDocumentSession session, IReadOnlyList<FiledArea> areas, CancellationToken ct)
    {
        var opening = areas[0].Before == 0;
        var registers = areas.Any(area => area.Registers);
        await using var command = new NpgsqlCommand(
            opening ? FilingSql.Open : registers ? FilingSql.AppendAndRekey : FilingSql.Append);
        Add(command, NpgsqlDbType.Uuid, areas.Select(area => area.Stream));
        Add(command, NpgsqlDbType.Bigint, areas.Select(area => area.Before));
        Add(command, NpgsqlDbType.Bigint, areas.Select(area => area.After.Version));
        Add(command, NpgsqlDbType.Jsonb, areas.Select(area => Json(AreaCardProjection.Card(area.Stream, area.After))));
        AddEvents(command, session, areas);
        if (registers) Add(command, NpgsqlDbType.Varchar, areas.Select(area => area.After.Registration!.Code));
        return (await ReadAsync(session, command, areas, ct)).Sequence;
    }

    private static void AddEvents(NpgsqlCommand command, IDocumentSession session, IReadOnlyList<FiledArea> areas)
    {
        var events = areas.SelectMany(area => area.Events.Select(filed => (area.Stream, area.By, Filed: filed))).ToList();
        Add(command, NpgsqlDbType.Uuid, events.Select(e => e.Stream));
        Add(command, NpgsqlDbType.Uuid, events.Select(e => e.Filed.Id));
        Add(command, NpgsqlDbType.Bigint, events.Select(e => e.Filed.Version));
        Add(command, NpgsqlDbType.Jsonb, events.Select(e => Json(e.Filed.What)));
        Add(command, NpgsqlDbType.Varchar, events.Select(e => Names[e.Filed.What.GetType()].Name));
        Add(command, NpgsqlDbType.Varchar, events.Select(e => Names[e.Filed.What.GetType()].Dotnet));
        Add(command, NpgsqlDbType.TimestampTz, events.Select(e => e.Filed.At));
        Add(command, NpgsqlDbType.Jsonb, events.Select(e => Json(e.By.Headers())));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = areas[0].By.Actor.Account, NpgsqlDbType = NpgsqlDbType.Varchar });
        AddText(command, session.CorrelationId);
        AddText(command, session.CausationId);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = CardType, NpgsqlDbType = NpgsqlDbType.Varchar });
    }

    private static async Task<(Dictionary<Guid, long> Sequence, string? Row)> ReadAsync(
        IDocumentSession session, NpgsqlCommand command, IReadOnlyList<FiledArea> areas, CancellationToken ct)
    {
        var sequence = new Dictionary<Guid, long>();
        string? row = null;
        await using (var reader = await session.ExecuteReaderAsync(command, ct))
        {
            while (await reader.ReadAsync(ct))
            {
                sequence.Add(reader.GetGuid(0), reader.GetInt64(1));
                if (reader.FieldCount > 2 && !await reader.IsDBNullAsync(2, ct)) row = reader.GetString(2);
            }
        }

        return sequence.Count == areas.Sum(area => area.Events.Count)
            ? (sequence, row)
            : throw new JasperFx.ConcurrencyException(typeof(AreaCard), areas[0].Stream);
    }

    private static byte[] Json(object what) => JsonSerializer.SerializeToUtf8Bytes(what, what.GetType(), RenewalStore.Json);

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    private static void AddText(NpgsqlCommand command, string? value) =>
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
}
