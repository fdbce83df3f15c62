using System.CommandLine;
using Renewal.App.Auth;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;

namespace Renewal.App.Commands;

internal static class UserCommand
{
    public static Command Make() => new CliCommand("user", "user") { Add(), List(), Link(), Disable(), Enable() };

    private static CliCommand Add()
    {
        var name = NameArgument();
        var role = SharedOptions.Among("--role", "opt.role", Role.All.Select(r => r.Code));
        role.Required = true;
        var jurisdiction = new Option<string[]>("--jurisdiction")
        {
            Description = CliText.Of("opt.user-jurisdiction"),
            HelpName = "CODE",
            AllowMultipleArgumentsPerToken = true,
        };
        var display = new Option<string?>("--display-name") { Description = CliText.Of("opt.display"), HelpName = "NAME" };
        var command = new CliCommand("add", "user.add",
            "renewal user add zhang --role officer --jurisdiction 420112001",
            "renewal user add director --role manager --jurisdiction 420112 --display-name 张主任")
        {
            name, role, jurisdiction, display,
        };
        return command.Runs(async cli =>
        {
            var accounts = await cli.GetAsync<Accounts>();
            await cli.KeeperAsync();
            // Before the account is created, because its code is shown once.
            var address = Address();
            var added = await accounts.AddAsync(
                cli.Value(name), cli.Value(display) ?? cli.Value(name), Role.Find(cli.Value(role))!, cli.Value(jurisdiction) ?? [],
                cli.Ct);
            if (added.Refusal is { } refusal) throw CommandFailed.By(refusal);
            return Hand(cli, added.Value!, address, "user.added");
        });
    }

    private static CliCommand Link()
    {
        var name = NameArgument();
        return new CliCommand("link", "user.link", "renewal user link zhang") { name }.Runs(async cli =>
        {
            var accounts = await cli.GetAsync<Accounts>();
            await cli.KeeperAsync();
            // Before the code is created, because that invalidates earlier ones.
            var address = Address();
            var reset = await accounts.ResetAsync(cli.Value(name), cli.Ct);
            if (reset.Refusal is { } refusal) throw CommandFailed.By(refusal);
            return Hand(cli, reset.Value!, address, "user.linked");
        });
    }

    private static CliCommand List() =>
        new CliCommand("list", "user.list", "renewal user list", "renewal user list --json").Runs(async cli =>
    {
        var accounts = await cli.GetAsync<Accounts>();
        await cli.KeeperAsync();
        var all = await accounts.ListAsync(cli.Ct);
        if (cli.Json) cli.Terminal.Json(all.Select(Shown));
        else Print(all, cli.Terminal);
        return 0;
    });

    private static CliCommand Disable() => Changing("disable", (accounts, name, ct) => accounts.DisableAsync(name, ct));

    private static CliCommand Enable() => Changing("enable", (accounts, name, ct) => accounts.EnableAsync(name, ct));

    private static CliCommand Changing(string command, Func<Accounts, string, CancellationToken, Task<AccountResult<Account>>> change)
    {
        var name = NameArgument();
        return new CliCommand(command, $"user.{command}", $"renewal user {command} zhang") { name }.Runs(async cli =>
        {
            var accounts = await cli.GetAsync<Accounts>();
            await cli.KeeperAsync();
            var changed = await change(accounts, cli.Value(name), cli.Ct);
            if (changed.Refusal is { } refusal) throw CommandFailed.By(refusal);
            if (cli.Json) cli.Terminal.Json(Shown(changed.Value!));
            else cli.Terminal.Line(CliText.Of($"user.{command}d", changed.Value!.Name));
            return 0;
        });
    }

    private static Argument<string> NameArgument() => new("NAME") { Description = CliText.Of("arg.user") };

    private static string Address() => OneTimeCode.AddressAt(ListenUrls.Public(
        Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } urls ? urls : AppSettings.DefaultUrl));

    /// <summary>Address and code separately: an address with a code in it would be stored on the way.</summary>
    private static int Hand(CommandContext cli, Invitation invitation, string address, string textKey)
    {
        var (account, code, expires) = invitation;
        if (cli.Json)
        {
            cli.Terminal.Json(new
            {
                account.Name,
                account.DisplayName,
                account.Role,
                account.Jurisdictions,
                address,
                code,
                expiresAt = expires,
            });
            return 0;
        }

        cli.Terminal.Line(CliText.Of(textKey, account.Name, UiText.NameOf(account.Role), CliFormat.Instant(expires)));
        cli.Terminal.Line($"  {address}");
        cli.Terminal.Line($"  {code}");
        return 0;
    }

    private static void Print(IEnumerable<Account> accounts, Terminal terminal)
    {
        var table = Table.Headed("col.account", "col.name", "col.role", "col.jurisdiction", "col.state", "col.created");
        foreach (var account in accounts)
        {
            table.Add(account.Name, account.DisplayName, UiText.NameOf(account.Role), string.Join(' ', account.Jurisdictions),
                CliText.Of($"user.state.{account.State}"), CliFormat.Instant(account.CreatedAt));
        }

        if (table.IsEmpty) terminal.Line(CliText.Of("user.list.none"));
        else terminal.Table(table);
    }

    private static object Shown(Account account) => new
    {
        account.Name,
        account.DisplayName,
        account.Role,
        account.Jurisdictions,
        account.State,
        account.CreatedAt,
    };
}
