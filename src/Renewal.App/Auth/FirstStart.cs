using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Time;

namespace Renewal.App.Auth;

/// <summary>
/// There is no default password. A start without accounts prints a one-time code for the first administrator, only to a terminal;
/// without a terminal the log names the command that creates one. The demo creates its four accounts instead.
/// </summary>
public static class FirstStart
{
    /// <summary>One account for each role, over the sub-district, district and province of the sample.</summary>
    public static IReadOnlyList<(string Name, string DisplayName, Role Role, string[] Jurisdictions)> DemoPeople { get; } =
    [
        ("demo-officer", "演示专干", Role.Officer, ["420112001"]),
        ("demo-manager", "演示分管领导", Role.Manager, ["420112"]),
        ("demo-auditor", "演示审计", Role.Auditor, ["42"]),
        ("demo-admin", "演示管理员", Role.Admin, []),
    ];

    /// <summary>Prints the code with its address and returns it; null when an account exists, or in the demo.</summary>
    public static async Task<string?> CodeAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var accounts = services.GetRequiredService<Accounts>();
        var settings = services.GetRequiredService<AppSettings>();
        if (settings.Demo || await accounts.FirstLinkAsync(ct) is not var (code, expires)) return null;
        var until = OfficeClock.InOffice(expires).ToString("HH:mm", CultureInfo.InvariantCulture);
        await output.WriteLineAsync(
            $"""

            还没有账号。请在 {until}（北京时间）前打开此网址并输入一次性代码，设立第一位管理员（仅能使用一次）：
            There is no account yet. Open this address before {until} (Asia/Shanghai) and enter the code to make the first administrator;
            it works once:

              {OneTimeCode.AddressAt(Address(services, settings))}
              {code}

            """);
        return code;
    }

    private static string Address(IServiceProvider services, AppSettings settings) => PublicAddress.Of(
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? settings.Urls.Split(';')[0]);

    /// <summary>Runs at every start of the web server, once the address is known.</summary>
    internal sealed class Service(IServiceProvider services, Accounts accounts, AppSettings settings, ILogger<StartLog> log)
        : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) =>
            settings.Demo ? accounts.SeedDemoAsync(DemoPeople, cancellationToken) : Task.CompletedTask;

        public async Task StartedAsync(CancellationToken cancellationToken)
        {
            if (!Console.IsOutputRedirected) await CodeAsync(services, Console.Out, cancellationToken);
            // Whoever reads a collected log could use a code in it.
            else if (!settings.Demo && !await accounts.AnyAsync(cancellationToken))
                log.LogWarning("还没有账号。请在服务器上运行 {Command} / There is no account yet: run this on the server.",
                    "renewal user add NAME --role admin");
        }

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
