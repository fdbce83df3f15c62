using System.CommandLine;
using Renewal.Domain;
using Renewal.Features.Accounts;

namespace Renewal.App.Commands;

internal static class TokenCommand
{
    public static Command Make() => new CliCommand("token", "token") { Create(), List(), Revoke() };

    private static CliCommand Create()
    {
        var name = NameArgument();
        var account = AccountOption();
        var expires = SharedOptions.Day("--expires", "opt.expires");
        var command = new CliCommand("create", "token.create",
            "renewal token create monthly-report --account zhang", "renewal token create zhang --expires 2026-12-31")
        {
            name, account, expires,
        };
        return command.Runs(async cli =>
        {
            var accounts = await cli.GetAsync<Accounts>();
            var owner = await OwnerAsync(cli, cli.Value(account), cli.Value(name));
            var made = await accounts.CreateTokenAsync(
                owner, cli.Value(name), cli.Value(expires) is { } day ? Accounts.EndOf(day) : null, cli.Ct);
            if (made.Refusal is { } refusal) throw CommandFailed.By(refusal);
            var (token, key) = made.Value!;
            if (cli.Json)
            {
                cli.Terminal.Json(new { account = owner, token.Name, token = key, token.ExpiresAt });
                return 0;
            }

            cli.Terminal.Line(CliText.Of("token.made", owner, token.Name, CliFormat.Instant(token.ExpiresAt)));
            cli.Terminal.Line($"  {key}");
            return 0;
        });
    }

    private static CliCommand List()
    {
        var account = AccountOption();
        var command = new CliCommand("list", "token.list", "renewal token list", "renewal token list --account zhang --json") { account };
        return command.Runs(async cli =>
        {
            var accounts = await cli.GetAsync<Accounts>();
            // With a token: only the caller's tokens, unless an administrator names another account.
            var owner = cli.Token is null ? cli.Value(account) : await OwnerAsync(cli, cli.Value(account), "");
            var owners = owner is null ? await accounts.ListAsync(cli.Ct) : [await FindAsync(accounts, owner, cli.Ct)];
            var listed = new List<Listed>();
            foreach (var one in owners)
                listed.AddRange((await accounts.TokensAsync(one.Id, cli.Ct)).Select(token => Listed.Of(one.Name, token)));
            if (cli.Json) cli.Terminal.Json(listed);
            else Print(listed, cli.Terminal);
            return 0;
        });
    }

    private static CliCommand Revoke()
    {
        var name = NameArgument();
        var account = AccountOption();
        var command = new CliCommand("revoke", "token.revoke", "renewal token revoke monthly-report --account zhang") { name, account };
        return command.Runs(async cli =>
        {
            var accounts = await cli.GetAsync<Accounts>();
            var owner = await FindAsync(accounts, await OwnerAsync(cli, cli.Value(account), cli.Value(name)), cli.Ct);
            // Active tokens have unique names; ended ones need no revoking.
            var token = (await accounts.TokensAsync(owner.Id, cli.Ct)).FirstOrDefault(
                token => token.Name == cli.Value(name).Trim() && token.IsGood(DateTimeOffset.UtcNow));
            var refusal = token is null ? Refusals.TokenUnknown : await accounts.RevokeTokenAsync(owner.Id, token.Id, cli.Ct);
            if (refusal is not null) throw CommandFailed.By(refusal);
            if (cli.Json) cli.Terminal.Json(new { account = owner.Name, token!.Name, revoked = true });
            else cli.Terminal.Line(CliText.Of("token.revoked", owner.Name, token!.Name));
            return 0;
        });
    }

    private static Argument<string> NameArgument() => new("NAME") { Description = CliText.Of("arg.token") };

    private static Option<string?> AccountOption() =>
        new("--account") { Description = CliText.Of("opt.account"), HelpName = "NAME" };

    private static async Task<Account> FindAsync(Accounts accounts, string name, CancellationToken ct) =>
        await accounts.FindAsync(name, ct) ?? throw CommandFailed.By(Refusals.AccountUnknown(name));

    /// <summary>With a token: for the caller only, unless the caller is an administrator.</summary>
    private static async Task<string> OwnerAsync(CommandContext cli, string? asked, string tokenName)
    {
        if (cli.Token is null) return asked ?? tokenName;
        var own = (await cli.ActorAsync()).Account;
        if (asked is null || asked == own) return own;
        await cli.KeeperAsync();
        return asked;
    }

    private static void Print(List<Listed> tokens, Terminal terminal)
    {
        var table = Table.Headed("col.account", "col.token", "col.created", "col.expires", "col.used", "col.state");
        foreach (var token in tokens)
        {
            table.Add(token.Account, token.Name, CliFormat.Instant(token.CreatedAt), CliFormat.Instant(token.ExpiresAt),
                token.LastUsedAt is { } used ? CliFormat.Instant(used) : "-", CliText.Of($"token.state.{token.State}"));
        }

        if (table.IsEmpty) terminal.Line(CliText.Of("token.list.none"));
        else terminal.Table(table);
    }

    /// <param name="State">good, expired or revoked.</param>
    private sealed record Listed(
        string Account, string Name, string State, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt,
        DateTimeOffset? RevokedAt)
    {
        public static Listed Of(string account, AccessToken token) => new(
            account, token.Name,
            token.RevokedAt is not null ? "revoked" : token.IsGood(DateTimeOffset.UtcNow) ? "good" : "expired",
            token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt);
    }
}
