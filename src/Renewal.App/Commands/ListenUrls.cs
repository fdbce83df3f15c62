using System.Net;
using System.Net.Sockets;
using Renewal.App.Hosting;

namespace Renewal.App.Commands;

/// <summary>The addresses to listen on: parsed, validated and checked to be free before anything else starts.</summary>
internal static class ListenUrls
{
    public static IReadOnlyList<BindingAddress> Read(string urls)
    {
        try
        {
            var read = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(BindingAddress.Parse).ToList();
            return read.All(a => a.Port <= IPEndPoint.MaxPort) ? read : throw new FormatException(urls);
        }
        catch (FormatException)
        {
            throw CommandFailed.Usage(CliText.Of("bad.urls", urls));
        }
    }

    /// <summary>The demo needs no password, so it listens on this machine only.</summary>
    public static void MustBeLoopback(IEnumerable<BindingAddress> addresses)
    {
        var open = addresses.FirstOrDefault(a => !IsLoopback(a.Host));
        if (open is not null) throw new CommandFailed("demo.loopback-only", CliText.Of("demo.loopback-only", open));
    }

    /// <summary>Checked before the database is opened: a second server started by mistake must not take over work of the first.</summary>
    public static void MustBeFree(IEnumerable<BindingAddress> addresses)
    {
        foreach (var address in addresses.Where(a => a.Port != 0 && !a.IsUnixPipe && !a.IsNamedPipe))
        {
            var ip = address.Host == "localhost" ? IPAddress.Loopback
                : IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? given : IPAddress.Any;
            try
            {
                using var probe = new TcpListener(ip, address.Port);
                probe.Start();
            }
            catch (SocketException taken)
            {
                throw Busy(address.Port, taken.SocketErrorCode == SocketError.AddressAlreadyInUse ? null : taken.Message);
            }
        }
    }

    /// <summary>The address people type, for one-time links. Validated at the start, not only when the first code is created.</summary>
    public static string Public(string urls)
    {
        try
        {
            return PublicAddress.Of(urls.Split(';')[0]);
        }
        catch (FormatException no)
        {
            throw new CommandFailed("public-url.invalid", CliText.Of("public-url.invalid", no.Message), CommandFailed.WrongUsage);
        }
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    public static CommandFailed Busy(int port, string? otherwise = null) =>
        new("port.busy", otherwise is null ? CliText.Of("port.busy", port) : CliText.Of("port.refused", port, otherwise))
        {
            Advice = [CliText.Of("port.other", port + 1), CliText.Of("port.who", port)],
        };
}
