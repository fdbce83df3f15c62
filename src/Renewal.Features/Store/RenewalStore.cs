using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx.Events;
using Marten;
using Renewal.Domain;
using Renewal.Features.Imports;
using Renewal.Features.Requests;
using Weasel.Core;

namespace Renewal.Features.Store;

/// <summary>Every setting of the store in one place; docs/decisions has the reasons.</summary>
public static class RenewalStore
{
    public const string Schema = "renewal";

    /// <summary>Where Wolverine keeps its own tables.</summary>
    public const string MessageSchema = "wolverine";

    /// <summary>All event types, found by reflection, so that no list has to be maintained.</summary>
    public static IReadOnlyList<Type> EventTypes { get; } =
    [
        .. typeof(DomainEvent).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)
            .OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    /// <param name="identity">Checks the database of every new connection; null where that is not needed.</param>
    public static void Configure(StoreOptions options, string connectionString, DatabaseIdentity? identity = null)
    {
        if (identity is not null)
        {
            // Must come before the connection string, which creates the data source at once.
            options.ConfigureNpgsqlDataSourceBuilder(source =>
            {
                // What metrics call it: the connection string otherwise.
                source.Name = Schema;
                source.UsePhysicalConnectionInitializer(identity.Check, identity.CheckAsync);
            });
            options.Listeners.Add(identity);
        }

        options.Connection(connectionString);
        options.DatabaseSchemaName = Schema;
        options.DisableNpgsqlLogging = true;
        // The schema is made by an explicit step (SchemaSetup), so the running application needs no right to change it.
        options.AutoCreateSchemaObjects = JasperFx.AutoCreate.None;
        options.Serializer(Serializer());

        var events = options.Events;
        // Server timestamps, together with the guard trigger, keep wrong application clocks out.
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        events.UseMandatoryStreamTypeDeclaration = true;
        events.UseExclusiveLockOnConcurrentAppends = true;
        events.AutoDiscoverTagTypes = false;
        events.MetadataConfig.EnableAll();
        events.MetadataConfig.UserNameEnabled = true;
        foreach (var type in EventTypes) events.MapEventType(type, EventNameAttribute.Of(type));

        // The bitemporal tables are written with the document, in the transaction of the events.
        events.EnableSideEffectsOnInlineProjections = true;
        foreach (var type in StreamType.All) type.Configure(options);
        options.Schema.For<ImportPreview>().UseOptimisticConcurrency(true);
        options.Schema.For<ImportRowsDocument>();
        Accounts.AccountSchema.Configure(options);
        IdempotencyKeys.Configure(options);
    }

    /// <summary>How events and documents are written as JSON. It must not change, because stored events depend on it.</summary>
    public static Marten.Services.SystemTextJsonSerializer Serializer()
    {
        var serializer = new Marten.Services.SystemTextJsonSerializer { Casing = Casing.CamelCase, EnumStorage = EnumStorage.AsString };
        serializer.Configure(json =>
        {
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            // jsonb orders keys its own way, so the type discriminator need not come first in a stored document.
            json.AllowOutOfOrderMetadataProperties = true;
            json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        return serializer;
    }

    /// <summary>The same JSON, for reading raw rows.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };
}
