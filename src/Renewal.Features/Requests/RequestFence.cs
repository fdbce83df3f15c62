using System.Data.Common;
using Marten;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;

namespace Renewal.Features.Requests;

/// <summary>Another process has taken the request over, because this one did not renew its claim in time. Nothing was written.</summary>
public sealed class ClaimLostException() : Exception("Another process carries out this request.");

/// <summary>
/// Ties a write to the claim of its Idempotency-Key: the claim is marked as applied in the transaction of the events, and that
/// transaction fails when the claim has passed to another process. So only one of two processes that run the same request (when the
/// first is slow, not dead) writes.
/// </summary>
/// <param name="Applied">The stream that an earlier attempt already wrote to.</param>
public sealed record RequestFence(string Id, Guid Ticket, Guid? Applied)
{
    internal void Queue(IDocumentSession session, Guid stream) => session.QueueOperation(new Mark(this, stream));

    private sealed class Mark(RequestFence fence, Guid stream) : Marten.Internal.Operations.IStorageOperation
    {
        public Type DocumentType => typeof(RequestFence);

        public OperationRole Role() => OperationRole.Other;

        public void ConfigureCommand(Weasel.Core.ICommandBuilder builder, IStorageSession session) =>
            ConfigureCommand((ICommandBuilder)builder, session);

        public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
        {
            builder.Append($"update {IdempotencyKeys.TableName} set applied = ");
            builder.AppendParameter(stream, NpgsqlDbType.Uuid);
            builder.Append(" where id = ");
            builder.AppendParameter(fence.Id, NpgsqlDbType.Text);
            builder.Append(" and ticket = ");
            builder.AppendParameter(fence.Ticket, NpgsqlDbType.Uuid);
            builder.Append(" returning 1");
        }

        public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
        {
            if (!await reader.ReadAsync(token)) exceptions.Add(new ClaimLostException());
        }
    }
}
