using System.Text.Json;
using System.Text.RegularExpressions;
using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

public sealed class When_keeping_accounts_from_the_command_line : IAsyncLifetime
{
    private const string Public = "https://renewal.example.gov.cn";

    private CliProgram program = null!;

    public async ValueTask InitializeAsync()
    {
        program = new CliProgram(await SharedPostgres.CreateDatabaseAsync("cli_accounts"), Path.GetTempPath())
        {
            Environment = { ["RENEWAL_PUBLIC_URL"] = Public + "/" },
        };
        (await RunAsync("user add zhang --role officer --jurisdiction 420112001 --display-name 张三")).Done();
        (await RunAsync("user add root --role admin")).Done();
    }

    [Fact]
    public async Task accounts_are_listed_disabled_and_enabled_again()
    {
        Assert.Equal([("root", "invited"), ("zhang", "invited")], await StatesAsync());
        Assert.Contains("zhang 已停用", (await RunAsync("user disable zhang")).Done().Out, StringComparison.Ordinal);
        Assert.Equal([("root", "invited"), ("zhang", "disabled")], await StatesAsync());
        (await RunAsync("user link zhang")).Refused("account.disabled");
        Assert.Equal("invited", (await RunAsync("user enable zhang --json")).Done().Json.GetProperty("state").GetString());

        var listed = (await RunAsync("user list")).Done().Out;
        Assert.Matches(@"zhang +张三 +项目专干 +420112001 +待设密码", listed);
        foreach (var command in new[] { "disable", "enable", "link" })
            (await RunAsync($"user {command} nobody")).Refused("account.unknown");
    }

    [Fact]
    public async Task a_new_code_is_shown_apart_from_its_address_and_ends_the_earlier_one()
    {
        var first = (await RunAsync("user link zhang --json")).Done().Json;
        Assert.Equal($"{Public}/welcome", first.GetProperty("address").GetString());
        Assert.Matches("^[0-9A-Za-z]{30}$", first.GetProperty("code").GetString()!);

        var said = (await RunAsync("user link zhang")).Done().Out;
        Assert.Matches($@"\n  {Regex.Escape(Public)}/welcome\r?\n  [0-9A-Za-z]{{30}}\r?\n", said);
        // No address with a code in it, anywhere.
        Assert.DoesNotMatch("/welcome/", said);
    }

    [Fact]
    public async Task tokens_are_listed_and_revoked()
    {
        (await RunAsync("token create report --account zhang")).Done();
        var key = (await RunAsync("token create nightly --account root --json")).Done().Json.GetProperty("token").GetString()!;
        (await RunAsync("portfolio --token " + key)).Done();

        var all = (await RunAsync("token list --json")).Done().Json.EnumerateArray().ToList();
        Assert.Equal([("root", "nightly", "good"), ("zhang", "report", "good")], all.Select(Named));
        Assert.NotEqual(JsonValueKind.Undefined, all[0].GetProperty("lastUsedAt").ValueKind);
        Assert.DoesNotContain(key, (await RunAsync("token list")).Done().Out, StringComparison.Ordinal);

        (await RunAsync("token revoke report --account root")).Refused("token.unknown");
        (await RunAsync("token revoke nightly --account root")).Done();
        (await RunAsync("portfolio --token " + key)).Refused("token.invalid");
        (await RunAsync("token revoke nightly --account root")).Refused("token.unknown");
        Assert.Equal([("root", "nightly", "revoked")],
            (await RunAsync("token list --account root --json")).Done().Json.EnumerateArray().Select(Named));
        (await RunAsync("token list --account nobody")).Refused("account.unknown");
    }

    [Fact]
    public async Task with_a_token_only_an_administrator_keeps_others()
    {
        var officer = await TokenAsync("zhang");
        var admin = await TokenAsync("root");
        foreach (var command in new[]
        {
            "user list", "user disable root", "user enable root", "user link root", "token list --account root",
            "token revoke x --account root",
        })
        {
            (await RunAsync($"{command} --token {officer}")).Refused("role.forbids");
        }

        Assert.Equal([("zhang", "key", "good")],
            (await RunAsync($"token list --json --token {officer}")).Done().Json.EnumerateArray().Select(Named));
        (await RunAsync($"user list --token {admin}")).Done();
        (await RunAsync($"token revoke key --token {officer}")).Done();
        (await RunAsync($"token list --token {officer}")).Refused("token.invalid");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<CliResult> RunAsync(string line) => program.RunAsync(line.Split(' '));

    private async Task<string> TokenAsync(string account) =>
        (await RunAsync($"token create key --account {account} --json")).Done().Json.GetProperty("token").GetString()!;

    private async Task<(string?, string?)[]> StatesAsync() =>
    [
        .. (await RunAsync("user list --json")).Done().Json.EnumerateArray()
            .Select(account => (account.GetProperty("name").GetString(), account.GetProperty("state").GetString())),
    ];

    private static (string?, string?, string?) Named(JsonElement token) => (
        token.GetProperty("account").GetString(), token.GetProperty("name").GetString(), token.GetProperty("state").GetString());
}
