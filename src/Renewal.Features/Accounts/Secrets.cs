using System.Security.Cryptography;
using System.Text;

namespace Renewal.Features.Accounts;

/// <summary>
/// Random keys, shown once and stored as SHA-256 only. A plain digest is enough for 178 random bits; passwords, which can be guessed,
/// get a slow hash.
/// </summary>
public static class Secrets
{
    /// <summary>The prefix of a personal token, so that scanners find one that leaked into a repository.</summary>
    public const string TokenMark = "rnw_";

    private const int RandomLength = 30;
    private const int CheckLength = 6;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string NewToken()
    {
        var random = Random();
        return TokenMark + random + Check(random);
    }

    /// <summary>Whether this has the form of a token; a mistyped one is detected without a query.</summary>
    public static bool LooksLikeToken(string text) =>
        text.Length == TokenMark.Length + RandomLength + CheckLength
        && text.StartsWith(TokenMark, StringComparison.Ordinal)
        && Check(text.Substring(TokenMark.Length, RandomLength)) == text[^CheckLength..];

    /// <summary>30 random characters: about 178 bits.</summary>
    public static string Random() => RandomNumberGenerator.GetString(Base62, RandomLength);

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Check(string random)
    {
        var sum = Crc32(random);
        var digits = new char[CheckLength];
        for (var i = CheckLength - 1; i >= 0; i--, sum /= 62) digits[i] = Base62[(int)(sum % 62)];
        return new string(digits);
    }

    // Standard CRC-32: it detects typing errors and protects nothing.
    private static uint Crc32(string ascii)
    {
        var sum = uint.MaxValue;
        foreach (var c in ascii)
        {
            sum ^= c;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }
        return ~sum;
    }
}
