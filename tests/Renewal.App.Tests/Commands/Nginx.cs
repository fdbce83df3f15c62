using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

/// <summary>nginx with deploy/nginx/renewal.conf, unchanged except for ports and paths, in a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string Name = "renewal.example.gov.cn";

    private readonly string folder = Directory.CreateTempSubdirectory("renewal-nginx").FullName;
    private readonly int secure = new Uri(ServerProcess.FreeUrl()).Port;
    private readonly int plain = new Uri(ServerProcess.FreeUrl()).Port;
    private Process? process;
    private string? thumbprint;

    /// <summary>By the name the sample is written for.</summary>
    public static Uri Secure { get; } = new($"https://{Name}");

    public static Uri Plain { get; } = new($"http://{Name}");

    /// <summary>The sample as it is published.</summary>
    public static string Sample => File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx", "renewal.conf"));

    /// <summary>Null where there is none on this machine.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Select(place => Path.Combine(place, "nginx")).FirstOrDefault(File.Exists);

    public static async Task<Nginx> StartAsync(params Uri[] nodes)
    {
        var nginx = new Nginx();
        await nginx.RunAsync(Program ?? throw new InvalidOperationException("no nginx"), nodes);
        return nginx;
    }

    public Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(folder, "access.log"));

    /// <summary>A client that resolves any name to this nginx and trusts its certificate.</summary>
    public HttpClient Client(Uri at) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == thumbprint },
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 443 ? secure : plain, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = at };

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task RunAsync(string program, Uri[] nodes)
    {
        Certify();
        var places = new[] { "body", "proxy", "fastcgi", "uwsgi", "scgi" };
        foreach (var place in places) Directory.CreateDirectory(At(place));
        // One process, as the user of the tests; the distribution's own nginx.conf is not tested.
        await File.WriteAllTextAsync(At("nginx.conf"),
            $$"""
            daemon off; master_process off; pid {{At("pid")}}; error_log {{At("error.log")}};
            events { worker_connections 256; }
            http {
            client_body_temp_path {{At("body")}}; proxy_temp_path {{At("proxy")}}; fastcgi_temp_path {{At("fastcgi")}};
            uwsgi_temp_path {{At("uwsgi")}}; scgi_temp_path {{At("scgi")}};
            {{Fitted(nodes)}}
            }
            """);
        process = Process.Start(new ProcessStartInfo(program, ["-e", At("error.log"), "-p", folder, "-c", At("nginx.conf")])
        {
            RedirectStandardError = true,
        })!;
        using var http = Client(Plain);
        for (var i = 0; i < 300; i++)
        {
            if (process.HasExited) Assert.Fail(await process.StandardError.ReadToEndAsync() + await File.ReadAllTextAsync(At("error.log")));
            try
            {
                _ = await http.GetAsync("/");
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
                await Task.Delay(100);
            }
        }

        Assert.Fail("nginx does not answer.");
    }

    private string Fitted(Uri[] nodes)
    {
        var fitted = Sample;
        Put("listen 80 ", $"listen 127.0.0.1:{plain} ");
        Put("listen 443 ", $"listen 127.0.0.1:{secure} ");
        Put("127.0.0.1:5080", $"127.0.0.1:{nodes[0].Port}");
        Put("127.0.0.1:5081", $"127.0.0.1:{nodes[^1].Port}");
        Put("/etc/renewal/tls", folder);
        Put("/var/log/nginx/renewal.log", At("access.log"));
        return fitted;

        void Put(string from, string to)
        {
            Assert.Contains(from, fitted, StringComparison.Ordinal);
            fitted = fitted.Replace(from, to, StringComparison.Ordinal);
        }
    }

    private void Certify()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        thumbprint = certificate.GetCertHashString();
        File.WriteAllText(At("fullchain.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(At("privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private string At(string file) => Path.Combine(folder, file);
}
