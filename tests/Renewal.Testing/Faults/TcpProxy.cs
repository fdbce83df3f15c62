using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Renewal.Testing.Faults;

/// <summary>What a <see cref="TcpProxy"/> does with what passes through it.</summary>
public enum ProxyMode
{
    /// <summary>Everything passes.</summary>
    Open,

    /// <summary>Each piece waits for <see cref="TcpProxy.Delay"/>.</summary>
    Slow,

    /// <summary>Connections are accepted and stay open, and nothing passes, as in a network that drops packets.</summary>
    Swallows,

    /// <summary>Connections are reset, and so is every new one.</summary>
    Resets,
}

/// <summary>A proxy between the program and its database on 127.0.0.1 that fails on demand.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = [];
    private readonly CancellationTokenSource ends = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile ProxyMode passage = ProxyMode.Open;

    public TcpProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(5);

    public void Set(ProxyMode wanted)
    {
        passage = wanted;
        if (wanted != ProxyMode.Resets) return;
        foreach (var client in open.Keys) Reset(client);
    }

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        listener.Stop();
        foreach (var client in open.Keys) Reset(client);
        await accepting;
        ends.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(ends.Token);
                _ = Task.Run(() => CarryAsync(client));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        (open[client], open[server]) = (true, true);
        try
        {
            if (passage == ProxyMode.Resets) return;
            await server.ConnectAsync(IPAddress.Loopback, target, ends.Token);
            (client.NoDelay, server.NoDelay) = (true, true);
            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream()), CopyAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            return;
        }
        finally
        {
            Reset(client);
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, ends.Token) is var read and > 0)
        {
            if (passage == ProxyMode.Slow) await Task.Delay(Delay, ends.Token);
            // TCP would send it again later, and so does this.
            while (passage == ProxyMode.Swallows) await Task.Delay(50, ends.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), ends.Token);
        }
    }

    private static void Reset(TcpClient client)
    {
        if (client.Client is { } socket) socket.LingerState = new LingerOption(true, 0);
        client.Close();
    }
}
