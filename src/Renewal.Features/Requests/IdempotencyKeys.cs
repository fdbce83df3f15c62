using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Store;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Renewal.Features.Requests;

/// <summary>The first response to a request: the same request with the same key gets it again.</summary>
public sealed record StoredResponse(int Status, string? ContentType, string? Location, string? ETag, byte[] Body);

/// <summary>The result of claiming a key.</summary>
public abstract record Claim
{
    /// <summary>This request holds the key until it is settled, released or no longer renewed.</summary>
    /// <param name="Applied">The stream that an earlier attempt wrote to before its process died, without an answer; else null.</param>
    public sealed record Claimed(string Id, Guid Ticket, Guid? Applied = null) : Claim
    {
        /// <summary>What ties the write to the claim.</summary>
        public RequestFence Fence => new(Id, Ticket, Applied);
    }

    /// <summary>The same request was answered before.</summary>
    public sealed record Answered(StoredResponse Answer) : Claim;

    /// <summary>The same request is being worked on, here or on another node.</summary>
    public sealed record InFlight : Claim;

    /// <summary>The key was used for another content.</summary>
    public sealed record Reused : Claim;
}

/// <summary>
/// Idempotency keys of requests: a request that is sent again after a lost response has no second effect. Stored in the database,
/// because a retry may reach another node, or the same one after a restart.
/// </summary>
public sealed class IdempotencyKeys(IDocumentStore store)
{
    internal const string TableName = RenewalStore.Schema + ".request_keys";

    /// <summary>How long a response is kept at least; deleted some time later.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>A claim that was not renewed for this long belongs to a process that died or hangs.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private long sweptAt;

    internal static void Configure(StoreOptions options)
    {
        var table = new Table(new PostgresqlObjectName(RenewalStore.Schema, "request_keys", SchemaUtils.IdentifierUsage.General));
        table.AddColumn("id", "text").AsPrimaryKey();
        table.AddColumn("content", "text").NotNull();
        table.AddColumn("ticket", "uuid").NotNull();
        table.AddColumn("claimed_at", "timestamp with time zone").NotNull();
        table.AddColumn("status", "integer");
        table.AddColumn("content_type", "text");
        table.AddColumn("location", "text");
        table.AddColumn("etag", "text");
        table.AddColumn("body", "bytea");
        // Written in the transaction of the events: the request was carried out, whether or not its answer was kept.
        table.AddColumn("applied", "uuid");
        options.Storage.ExtendedSchemaObjects.Add(table);
    }

    /// <param name="id">Says whose key at which address it is.</param>
    /// <param name="content">Hash of what was sent.</param>
    public async Task<Claim> ClaimAsync(string id, string content, CancellationToken ct)
    {
        await SweepAsync(ct);
        var ticket = Guid.CreateVersion7();
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);

        // One statement decides between concurrent requests. A write that a dead process applied stays applied, for the same content.
        await using var claim = new NpgsqlCommand(
            $"""
            insert into {TableName} as k (id, content, ticket, claimed_at) values ($1, $2, $3, now())
            on conflict (id) do update set content = excluded.content, ticket = excluded.ticket, claimed_at = now(), status = null,
                applied = case when k.claimed_at < now() - interval '2 days' then null else k.applied end
              where (k.status is null and k.claimed_at < now() - $4 and (k.applied is null or k.content = excluded.content))
                 or k.claimed_at < now() - interval '2 days'
            returning applied
            """,
            connection)
        { Parameters = { new() { Value = id }, new() { Value = content }, new() { Value = ticket }, new() { Value = Lease } } };
        await using (var mine = await claim.ExecuteReaderAsync(ct))
        {
            if (await mine.ReadAsync(ct)) return new Claim.Claimed(id, ticket, await mine.IsDBNullAsync(0, ct) ? null : mine.GetGuid(0));
        }

        await using var look = new NpgsqlCommand(
            $"select content, status, content_type, location, etag, body from {TableName} where id = $1", connection)
        { Parameters = { new() { Value = id } } };
        await using var reader = await look.ExecuteReaderAsync(ct);
        // The holder has just released it, and the client may retry.
        if (!await reader.ReadAsync(ct)) return new Claim.InFlight();
        if (reader.GetString(0) != content) return new Claim.Reused();
        return await reader.IsDBNullAsync(1, ct)
            ? new Claim.InFlight()
            : new Claim.Answered(new StoredResponse(
                reader.GetInt32(1), Text(reader, 2), Text(reader, 3), Text(reader, 4), reader.GetFieldValue<byte[]>(5)));
    }

    /// <summary>Stores the response. Without effect when another process has taken the claim over.</summary>
    public Task SettleAsync(Claim.Claimed claim, StoredResponse answer, CancellationToken ct) => RunAsync(
        $"update {TableName} set status = $3, content_type = $4, location = $5, etag = $6, body = $7 where id = $1 and ticket = $2",
        ct, claim.Id, claim.Ticket, answer.Status, answer.ContentType, answer.Location, answer.ETag, answer.Body);

    /// <summary>
    /// Releases the key, so that the same request may be sent again at once. If the write was applied and only the response failed,
    /// that stays recorded.
    /// </summary>
    public Task ReleaseAsync(Claim.Claimed claim, CancellationToken ct) => RunAsync(
        $"""
        with undecided as (delete from {TableName} where id = $1 and ticket = $2 and status is null and applied is null)
        update {TableName} set claimed_at = claimed_at - interval '1 minute'
        where id = $1 and ticket = $2 and status is null and applied is not null
        """,
        ct, claim.Id, claim.Ticket);

    /// <summary>Keeps the claim while the request runs: until <paramref name="ended"/>.</summary>
    public async Task RenewAsync(Claim.Claimed claim, Action<NpgsqlException> failed, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(RenewEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                try
                {
                    await RunAsync(
                        $"update {TableName} set claimed_at = now() where id = $1 and ticket = $2 and status is null",
                        ended, claim.Id, claim.Ticket);
                }
                catch (NpgsqlException lost) when (!ended.IsCancellationRequested)
                {
                    failed(lost);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The request has ended.
            return;
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private async Task SweepAsync(CancellationToken ct)
    {
        var (now, last) = (Environment.TickCount64, Interlocked.Read(ref sweptAt));
        if (last != 0 && now - last < SweepEvery.TotalMilliseconds) return;
        if (Interlocked.CompareExchange(ref sweptAt, now, last) != last) return;
        await RunAsync($"delete from {TableName} where claimed_at < now() - $1", ct, Kept);
    }

    private async Task RunAsync(string sql, CancellationToken ct, params object?[] values)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}
