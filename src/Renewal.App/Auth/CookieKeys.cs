using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.Features.Accounts;

namespace Renewal.App.Auth;

/// <summary>
/// Stores the data-protection keys in the database: every node can read the cookies of another, and a new container does not sign
/// everybody out. Whoever reads the keys can forge the encryption of a cookie, not the session in it, which is looked up by its hash.
/// </summary>
internal sealed class CookieKeys(AppSettings settings) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand($"select content from {AccountSchema.CookieKeys} order by name", connection);
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(
            $"insert into {AccountSchema.CookieKeys} (name, content) values ($1, $2) on conflict (name) do nothing", connection)
        { Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } } };
        command.ExecuteNonQuery();
    }

    // The interface is synchronous; keys are read once a day.
    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }
}
