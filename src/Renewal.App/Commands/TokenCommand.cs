using System.CommandLine;
using Renewal.Features.Accounts;

namespace Renewal.App.Commands;

internal static class TokenCommand
{
    public static Command Make() => new Verb("token", "token") { Create() };

    private static Verb Create()
    {
        var name = new Argument<string>("NAME") { Description = Say.Of("arg.token") };
        var account = new Option<string?>("--account") { Description = Say.Of("opt.account"), HelpName = "NAME" };
        var expires = Switches.Day("--expires", "opt.expires");
        var verb = new Verb("create", "token.create",
            "renewal token create monthly-report --account zhang", "renewal token create zhang --expires 2026-12-31")
        {
            name, account, expires,
        };
        return verb.Runs(async desk =>
        {
            var accounts = await desk.GetAsync<Accounts>();
            var owner = await OwnerAsync(desk, desk.Value(account), desk.Value(name));
            var made = await accounts.CreateTokenAsync(
                owner, desk.Value(name), desk.Value(expires) is { } day ? Accounts.EndOf(day) : null, desk.Ct);
            if (made.Refusal is { } refusal) throw CommandFailed.By(refusal);
            var (token, key) = made.Value!;
            if (desk.Json)
            {
                desk.Terminal.Json(new { account = owner, token.Name, token = key, token.ExpiresAt });
                return 0;
            }

            desk.Terminal.Line(Say.Of("token.made", owner, token.Name, Wordings.Instant(token.ExpiresAt)));
            desk.Terminal.Line($"  {key}");
            return 0;
        });
    }

    /// <summary>With a token of one's own: for oneself, and only for oneself unless one keeps accounts.</summary>
    private static async Task<string> OwnerAsync(Desk desk, string? asked, string tokenName)
    {
        if (desk.Token is null) return asked ?? tokenName;
        var own = (await desk.ActorAsync()).Account;
        if (asked is null || asked == own) return own;
        await desk.KeeperAsync();
        return asked;
    }
}
