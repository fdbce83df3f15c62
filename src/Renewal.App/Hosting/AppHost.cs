using Marten;
using Renewal.App.Api;
using Renewal.App.Auth;
using Renewal.App.Hosting.Health;
using Renewal.App.Hosting.Telemetry;
using Renewal.App.Pages;
using Renewal.App.Pages.Errors;
using Renewal.Features;
using Renewal.Features.Store;
using Wolverine;
using Wolverine.Persistence.Durability;

namespace Renewal.App.Hosting;

/// <summary>Builds the one host behind web pages, API and command line.</summary>
public static class AppHost
{
    /// <summary>Creates or updates the schema if the connected role may; otherwise throws with what is missing.</summary>
    /// <exception cref="SchemaMissingException">The schema is missing and this role may not create it.</exception>
    /// <exception cref="SchemaIncompleteException">Objects or rights are missing and this role may not add them.</exception>
    /// <exception cref="ReleaseMismatchException">The record knows releases of the catalogue that this program does not have.</exception>
    public static async Task EnsureSchemaAsync(this IHost app, CancellationToken ct)
    {
        var settings = app.Services.GetRequiredService<AppSettings>();
        var (store, messages) = (app.Services.GetRequiredService<IDocumentStore>(), app.Services.GetRequiredService<IMessageStore>());
        RegisteredViews.MustBeComplete(store);
        IReadOnlyList<string> empty = await SchemaSetup.MayCreateAsync(settings.ConnectionString, ct)
            ? await SchemaSetup.ApplyAsync(store, messages, ct) : [];
        var missing = await SchemaSetup.MissingAsync(store, messages, ct);
        if (SchemaSetup.IsEverything(missing)) throw new SchemaMissingException();
        if (missing.Count > 0) throw new SchemaIncompleteException(missing, settings.ConnectionString);
        // Connections opened during the schema step could not check the identity of the database yet.
        await using (var connection = store.Storage.Database.CreateConnection())
        {
            await connection.OpenAsync(ct);
            await app.Services.GetRequiredService<DatabaseIdentity>().CheckAsync(connection);
        }

        // Tables that a newer program brought, or law and holidays published since: nobody should see an old list first.
        if (empty.Count == 0 && (await WorkedInReleases.ViewsBehindAsync(store, ct)).Count == 0) return;
        await using var turn = await RebuildLock.AcquireAsync(settings.ConnectionString, ct);
        // Of several programs that start at once, one does it.
        var behind = empty.Union(await WorkedInReleases.ViewsBehindAsync(store, ct)).ToList();
        await app.Services.GetRequiredService<ViewRebuild>().RunAsync(behind, null, ct);
    }

    public static WebApplication Build(AppSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AppHost).Assembly.GetName().Name,
            EnvironmentName = settings.EnvironmentName,
            // Static files are beside the program, wherever it is started from; the build writes generated code into the project.
            ContentRootPath = settings.WritesCode ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.ToStandardError();
        builder.Services.AddSingleton<IHostLifetime, ProgramLifetime>();
        builder.Services.AddSingleton(settings);
        builder.AddRenewal(typeof(AppHost).Assembly, settings.ConnectionString, settings.OfficeTime, settings.StoreTime);
        builder.Host.UseWolverine(
            options => HostSetup.Configure(options, typeof(AppHost).Assembly, settings.Nodes), HostSetup.Extensions);

        if (!settings.Serving) return builder.Build();

        builder.AddRenewalAuth(settings);
        OutageLogFilter.AddTo(builder);
        builder.AddHealth();
        builder.AddApi();
        builder.AddPages();
        builder.AddCompression();
        if (TelemetrySwitch.IsOn) TelemetryExport.AddTo(builder);
        var app = builder.Build();
        app.UseHead();
        app.UseUnfinishedWork();
        // The outermost middleware that responds, so that a failure of authentication also gets an error page.
        app.UseErrorPages();
        // The same under /api, as a problem document.
        app.UseApiErrors();
        app.UseCompression();
        app.UseRenewalAuth();
        app.MapHealth();
        app.MapApi();
        app.MapPages();
        return app;
    }
}

/// <summary>The database has no Renewal schema and the connected role may not create it.</summary>
public sealed class SchemaMissingException() : InvalidOperationException(
    "数据库尚未建表，当前角色无权建表。请用有权限的角色运行 renewal schema apply。 / "
    + "The schema is missing and this role may not create it: run renewal schema apply with a role that may.");
