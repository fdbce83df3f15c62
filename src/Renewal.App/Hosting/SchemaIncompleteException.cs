using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>The schema lacks something this program needs, and the connected role may not add it.</summary>
public sealed class SchemaIncompleteException(IReadOnlyList<SchemaPart> missing, string connectionString)
    : InvalidOperationException(Describe(missing, connectionString))
{
    private const int Named = 10;

    /// <summary>What is missing and the command that adds it, in Chinese and English.</summary>
    public static string Describe(IReadOnlyList<SchemaPart> missing, string connectionString)
    {
        var names = string.Join(", ", missing.Take(Named)) + (missing.Count > Named ? $", … ({missing.Count})" : "");
        var command = $"renewal schema apply --grant {new NpgsqlConnectionStringBuilder(connectionString).Username}";
        return $"数据库缺少本程序所需的 {missing.Count} 项：{names}。请用属主角色运行 {command}。 / "
            + $"The database lacks {missing.Count} of the objects and rights that this program needs: run {command} as the schema's owner.";
    }
}
