using System.CommandLine;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Commands;

internal static class UserCommand
{
    public static Command Make() => new Verb("user", "user") { Add() };

    private static Verb Add()
    {
        var name = new Argument<string>("NAME") { Description = Say.Of("arg.user") };
        var role = Switches.Among("--role", "opt.role", Role.All.Select(r => r.Code));
        role.Required = true;
        var jurisdiction = new Option<string[]>("--jurisdiction")
        {
            Description = Say.Of("opt.user-jurisdiction"),
            HelpName = "CODE",
            AllowMultipleArgumentsPerToken = true,
        };
        var display = new Option<string?>("--display-name") { Description = Say.Of("opt.display"), HelpName = "NAME" };
        var verb = new Verb("add", "user.add",
            "renewal user add zhang --role officer --jurisdiction 420112001",
            "renewal user add director --role manager --jurisdiction 420112 --display-name 张主任")
        {
            name, role, jurisdiction, display,
        };
        return verb.Runs(async desk =>
        {
            var accounts = await desk.GetAsync<Accounts>();
            await desk.KeeperAsync();
            // Before the account is made: its link is shown once.
            var address = Addresses.Public(
                Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls ? urls : AppSettings.DefaultUrl);
            var added = await accounts.AddAsync(
                desk.Value(name), desk.Value(display) ?? desk.Value(name), Role.Find(desk.Value(role))!, desk.Value(jurisdiction) ?? [],
                desk.Ct);
            if (added.Refusal is { } refusal) throw CommandFailed.By(refusal);
            var (account, code, expires) = added.Value!;
            var link = $"{address}/welcome/{code}";
            if (desk.Json)
            {
                desk.Terminal.Json(new
                {
                    account.Name,
                    account.DisplayName,
                    account.Role,
                    account.Jurisdictions,
                    link,
                    expiresAt = expires,
                });
                return 0;
            }

            desk.Terminal.Line(Say.Of("user.added", account.Name, Words.NameOf(account.Role), Wordings.Instant(expires)));
            desk.Terminal.Line($"  {link}");
            return 0;
        });
    }
}
