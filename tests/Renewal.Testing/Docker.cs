using System.Net.Sockets;

namespace Renewal.Testing;

/// <summary>Whether a Docker daemon responds, checked before the Docker client is used.</summary>
internal static class Docker
{
    internal static async Task<bool> AnswersAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(800));
        try
        {
            using var handler = new SocketsHttpHandler { ConnectCallback = async (_, cancellation) => await ConnectAsync(cancellation) };
            using var client = new HttpClient(handler);
            using var answer = await client.GetAsync(new Uri("http://docker/_ping"), patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silence) when (silence is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var address = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } named ? new Uri(named)
            : OperatingSystem.IsWindows() ? new Uri("npipe://./pipe/docker_engine")
            : new Uri("unix:///var/run/docker.sock");
        if (address.Scheme == "npipe")
        {
            var pipe = new System.IO.Pipes.NamedPipeClientStream(
                ".", Path.GetFileName(address.AbsolutePath), System.IO.Pipes.PipeDirection.InOut, System.IO.Pipes.PipeOptions.Asynchronous);
            await pipe.ConnectAsync(cancellation);
            return pipe;
        }

        var local = address.Scheme == "unix";
        var socket = local
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await (local
            ? socket.ConnectAsync(new UnixDomainSocketEndPoint(address.AbsolutePath), cancellation)
            : socket.ConnectAsync(address.Host, address.Port, cancellation));
        return new NetworkStream(socket, ownsSocket: true);
    }
}
