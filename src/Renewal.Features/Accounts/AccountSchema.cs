using Marten;
using Renewal.Features.Store;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Renewal.Features.Accounts;

/// <summary>Tables of accounts: plain documents, which the application may change and erase.</summary>
public static class AccountSchema
{
    /// <summary>Data-protection keys; their content belongs to ASP.NET Core.</summary>
    public const string CookieKeys = RenewalStore.Schema + ".cookie_keys";

    internal const string TriesTable = RenewalStore.Schema + ".sign_in_tries";

    public static void Configure(StoreOptions options)
    {
        options.Schema.For<Account>().DocumentAlias("account").UseOptimisticConcurrency(true).Metadata(m => m.Version.MapTo(a => a.Version))
            .UniqueIndex("mt_doc_account_name", account => account.Name);
        options.Schema.For<AccessToken>().DocumentAlias("access_token").UseOptimisticConcurrency(true)
            .Metadata(m => m.Version.MapTo(t => t.Version))
            .UniqueIndex("mt_doc_access_token_hash", token => token.Hash).Index(token => token.AccountId);
        options.Schema.For<WelcomeLink>().DocumentAlias("welcome_link");
        options.Schema.For<SignInSession>().DocumentAlias("sign_in_session").Index(session => session.AccountId);
        options.Storage.ExtendedSchemaObjects.Add(Tries());
        options.Storage.ExtendedSchemaObjects.Add(Keys());
    }

    // A table rather than a document: concurrent increments must not be lost.
    private static Table Tries()
    {
        var table = new Table(new PostgresqlObjectName(RenewalStore.Schema, "sign_in_tries", SchemaUtils.IdentifierUsage.General));
        table.AddColumn("key", "text").AsPrimaryKey();
        table.AddColumn("tries", "integer").NotNull();
        table.AddColumn("since", "timestamp with time zone").NotNull();
        return table;
    }

    private static Table Keys()
    {
        var table = new Table(new PostgresqlObjectName(RenewalStore.Schema, "cookie_keys", SchemaUtils.IdentifierUsage.General));
        table.AddColumn("name", "text").AsPrimaryKey();
        table.AddColumn("content", "text").NotNull();
        return table;
    }
}
