using System.Reflection;
using Renewal.Features.Machine;

namespace Renewal.App.Hosting;

/// <summary>Logs the settings a server was started with.</summary>
public sealed class StartLog(ILogger<StartLog> log)
{
    /// <summary>The version of this build.</summary>
    public static string Version { get; } =
        typeof(StartLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    /// <summary>The node id of this process.</summary>
    public static string Node { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <param name="address">What people type.</param>
    /// <param name="listening">What the server listens on.</param>
    public void Write(string address, string listening, string data)
    {
        log.LogInformation("已启动：地址 {Address}，监听 {Listening}，数据 {Data}，版本 {Version}，节点 {Node} / Started.",
            address, listening, data, Version, Node);
        if (TempTrouble() is { } why)
            log.LogWarning("临时文件夹{Folder}不可用，上传较大的文件会被拒绝（server.no-temp-space）：{Reason} / "
                + "The temporary folder cannot be used: larger uploads will be refused.", Path.GetTempPath(), why);
    }

    private static string? TempTrouble()
    {
        try
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            using var probe = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(0);
            return null;
        }
        catch (Exception closed) when (DiskErrors.Is(closed))
        {
            return closed.Message;
        }
    }
}
