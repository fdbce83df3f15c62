using System.Net;
using System.Net.Sockets;

namespace Renewal.Features.Accounts;

/// <summary>
/// The part of a network address that one subscriber usually has: all of an IPv4 address, the first 64 bits of an IPv6 one (within
/// those a single computer may take a new address for every connection).
/// </summary>
public static class AddressPrefix
{
    /// <summary>Such as <c>203.0.113.7</c> or <c>2001:db8:0:1::/64</c>; anything else is returned unchanged.</summary>
    public static string Of(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return address;
        if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
        if (parsed.AddressFamily != AddressFamily.InterNetworkV6) return parsed.ToString();
        var bytes = parsed.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return $"{new IPAddress(bytes)}/64";
    }
}
