using System.Text;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>An area that was written by <see cref="Seeding"/>, with what its first event was stored with.</summary>
internal sealed record SeededArea(string Code, Guid Id, Guid FirstEvent, DateTimeOffset FirstAt);

/// <summary>
/// The transaction that somebody would write by hand who knows beforehand what a milestone changes: the event, the version of the stream,
/// the document, the rows of the bitemporal tables that end and those that begin. It goes into the tables of the schema itself, with their
/// indexes, triggers and constraints. It reads nothing and decides nothing.
/// </summary>
internal sealed class HandWrites
{
    private const string Columns =
        "seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name,"
        + " tenant_id";

    private readonly NpgsqlDataSource source;
    private readonly List<Step> steps = [];

    private HandWrites(NpgsqlDataSource source) => this.source = source;

    private sealed record Statement(string Sql, object?[] Values, NpgsqlDbType?[] Types);

    private sealed record Step(string EventData, string EventType, string DotnetType, TokenText Document, List<Statement> Rows);

    /// <summary>One that writes the first milestones of <see cref="Script"/>, step by step.</summary>
    public static HandWrites Of(NpgsqlDataSource source, int milestones)
    {
        var hand = new HandWrites(source);
        var events = Script.Events(TokenText.Code, 1 + milestones);
        var area = Area.Unknown;
        for (var version = 1; version <= events.Count; version++)
        {
            area = Area.Evolve(area, new RecordedEvent<AreaEvent>(
                TokenText.Event(version), version, TokenText.At(version), "zhang", events[version - 1]));
            if (version > 1) hand.steps.Add(StepOf(area, version));
        }

        return hand;
    }

    /// <param name="batched">All statements in one round trip; otherwise one after the other.</param>
    public Func<Task> Writer(Func<SeededArea> next, bool batched)
    {
        var (area, at, ids, step) = ((SeededArea?)null, new List<DateTimeOffset>(), new List<Guid>(), steps.Count);
        return async () =>
        {
            if (step >= steps.Count)
            {
                area = next();
                (at, ids, step) = ([area.FirstAt], [area.FirstEvent], 0);
            }

            at.Add(Seeding.Microseconds(DateTimeOffset.UtcNow));
            ids.Add(Guid.CreateVersion7());
            await WriteAsync(steps[step++], new TokenValues(area!, ids, at), batched);
        };
    }

    private async Task WriteAsync(Step step, TokenValues values, bool batched)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var statements = Statements(step, values).ToList();
        if (batched)
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var (sql, parameters) in statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                command.Parameters.AddRange(parameters);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        }
        else
        {
            foreach (var (sql, parameters) in statements)
            {
                await using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.AddRange(parameters);
                await command.ExecuteNonQueryAsync();
            }
        }

        await transaction.CommitAsync();
    }

    private static IEnumerable<(string Sql, NpgsqlParameter[] Parameters)> Statements(Step step, TokenValues values)
    {
        yield return ($"insert into renewal.mt_events ({Columns}) values (nextval('renewal.mt_events_sequence'),"
            + " $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '*DEFAULT*')",
            [
                new() { Value = values.Ids[^1] }, new() { Value = values.Area.Id }, new() { Value = (long)values.Ids.Count },
                new() { Value = step.EventData, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = step.EventType },
                new() { Value = values.At[^1] }, new() { Value = step.DotnetType },
                new() { Value = "94d3f64c-05ed-4fbf-b6d2-9d119ebdba2d" }, new() { Value = "08df498b-d1bf-f39b-e6f8-b5b098fc0000" },
                new() { Value = Seeding.Headers, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = "zhang" },
            ]);
        yield return ("update renewal.mt_streams set version = $2, timestamp = now() where id = $1",
            [new() { Value = values.Area.Id }, new() { Value = (long)values.Ids.Count }]);
        yield return (
            "update renewal.mt_doc_areadocument set data = $2, mt_version = $3, mt_last_modified = transaction_timestamp() where id = $1",
            [
                new() { Value = values.Area.Id }, new() { Value = step.Document.With(values), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = (long)values.Ids.Count },
            ]);
        foreach (var (sql, parameters, types) in step.Rows)
        {
            yield return (sql, [.. parameters.Zip(types, (value, type) =>
            {
                var parameter = new NpgsqlParameter { Value = values.Of(value) ?? DBNull.Value };
                if (type is { } known) parameter.NpgsqlDbType = known;
                return parameter;
            })]);
        }
    }

    private static Step StepOf(Area area, int version)
    {
        var change = AreaTimeline.Changes(area, version - 1).Single();
        var rows = new List<Statement>();
        foreach (var table in AreaTables.All)
        {
            foreach (var entry in change.Ended.Where(entry => entry.Row.GetType() == table.Row)) rows.Add(Ended(table, change.At, entry));
            var begun = change.Begun.Where(entry => entry.Row.GetType() == table.Row).ToList();
            if (begun.Count > 0) rows.Add(Begun(table, change.At, begun));
        }

        var row = Seeding.Row(0, TokenText.Stream, version, area.Events[^1].Event, TokenText.At(version));
        var document = TokenText.Of(Seeding.Document(TokenText.Stream, area), version);
        return new Step(Encoding.UTF8.GetString(row.Data), row.Type, row.DotnetType, document, rows);
    }

    private static Statement Ended(TimelineTable table, DateTimeOffset at, TimelineEntry entry)
    {
        TimelineColumn[] keys = [.. table.Keys];
        var sql = $"update {table.QualifiedName} set known = tstzrange(lower(known), $1) where {table.Stream} = $2 and lower(valid) = $3"
            + " and upper(known) is null" + string.Concat(keys.Select((key, i) => $" and {key.Name} = ${i + 4}"));
        return new Statement(
            sql, [at, TokenText.Stream, entry.From, .. keys.Select(key => key.Value(entry.Row))],
            [null, null, null, .. keys.Select(key => (NpgsqlDbType?)key.Type.Db)]);
    }

    private static Statement Begun(TimelineTable table, DateTimeOffset at, List<TimelineEntry> begun)
    {
        var (rows, values, types) = (new List<string>(), new List<object?>(), new List<NpgsqlDbType?>());
        string Next(object? value, NpgsqlDbType type)
        {
            values.Add(value);
            types.Add(type);
            return $"${values.Count}";
        }

        foreach (var entry in begun)
        {
            var ranges = $"daterange({Next(entry.From, NpgsqlDbType.Date)}, {Next(entry.Until, NpgsqlDbType.Date)}), "
                + $"tstzrange({Next(at, NpgsqlDbType.TimestampTz)}, null)";
            var own = table.Columns.Select(column => Next(column.Value(entry.Row), column.Type.Db)).ToList();
            rows.Add($"({Next(TokenText.Stream, NpgsqlDbType.Uuid)}, {ranges}, {string.Join(", ", own)})");
        }

        return new Statement(
            $"insert into {table.QualifiedName} ({table.Stream}, valid, known, {table.ColumnNames}) values {string.Join(", ", rows)}",
            [.. values], [.. types]);
    }
}
