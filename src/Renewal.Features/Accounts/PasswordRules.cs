using System.Globalization;
using Renewal.Domain;

namespace Renewal.Features.Accounts;

/// <summary>
/// Length and not being easily guessed; no rules about kinds of characters and no expiry, which make people choose worse ones (OWASP
/// ASVS 5.0, 6.2.5 and 6.2.10). zxcvbn estimates how many guesses it takes: it knows common passwords, keyboard patterns, dates,
/// repeats and look-alike letters, and gets the words of this office.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 10;

    /// <summary>Longer passwords only cost time.</summary>
    public const int Longest = 256;

    /// <summary>Further characters cannot make a password weaker, and estimating takes longer.</summary>
    public const int LongestEstimated = 40;

    /// <summary>Of 0 to 4 in this version of zxcvbn: withstands 10^8 guesses.</summary>
    public const int LeastScore = 2;

    /// <summary>Digits alone are a date, a phone number or an identity number (18), all of which can be found out.</summary>
    private const int LongestNumber = 18;

    /// <summary>Characters that must remain once the words of the office, digits and punctuation are removed.</summary>
    private const int LeastOfOnesOwn = 5;

    private static readonly Lazy<Zxcvbn.Zxcvbn> Estimator = new(() => new Zxcvbn.Zxcvbn());

    /// <param name="words">Words that an attacker who knows this account and office tries first; see <see cref="GuessableWords"/>.</param>
    public static Refusal? Check(string? password, IEnumerable<string> words)
    {
        if (password is null || password.Length < Shortest) return Refusals.PasswordTooShort(Shortest);
        if (password.Length > Longest) return Refusals.TextTooLong("password", Longest);
        return IsGuessable(password, [.. words]) ? Refusals.PasswordWeak : null;
    }

    private static bool IsGuessable(string password, string[] words)
    {
        if (password.EnumerateRunes().Distinct().Count() < 4 || CommonPasswords.All.Contains(password.ToLowerInvariant())) return true;
        // Spaced letters are the same word to an attacker. The limit is lower, because separators between words do add something.
        var closed = string.Concat(password.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '_')));
        if (closed.Length <= LongestNumber && closed.All(char.IsAsciiDigit)) return true;
        if (IsMadeOf(words, password.ToLowerInvariant())) return true;
        return Score(password, words) < LeastScore || (closed != password && Score(closed, words) < LeastScore - 1);
    }

    // Several words of the office in a row get a good score, but an attacker tries them first.
    private static bool IsMadeOf(string[] words, string lower)
    {
        var rest = words.Where(word => !word.All(char.IsAsciiDigit)).OrderByDescending(word => word.Length)
            .Aggregate(lower, (text, word) => text.Replace(word, " ", StringComparison.Ordinal));
        return rest != lower && rest.Count(char.IsLetter) < LeastOfOnesOwn;
    }

    private static int Score(string password, string[] words)
    {
        var estimated = password.Length > LongestEstimated ? password[..LongestEstimated] : password;
        return estimated.Length == 0 ? 0 : Estimator.Value.EvaluatePassword(estimated, words).Score;
    }
}

/// <summary>
/// The words an attacker would try for this office: the product's and the office's names in Chinese and in pinyin, the web address, the
/// years around now, and an account's own names and jurisdictions.
/// </summary>
/// <param name="configured"> Further words, separated by blanks or commas: <c>Renewal__OfficeWords</c>.
/// </param>
/// <param name="publicUrl">The address people type; its parts are words as well.</param>
public sealed class GuessableWords(string? configured, string? publicUrl, TimeProvider time)
{
    private const int Shortest = 2;

    private static readonly char[] Separators = [' ', ',', ';', '，', '、', '；', '.', '-', '_', '/', ':', '@', '\t', '\n'];

    private static readonly string[] Always =
    [
        "renewal", "urban", "urbanrenewal", "片区", "片区更新", "片区更新台账", "更新台账", "台账", "城市更新", "旧城改造", "征收", "拆迁", "街道", "街道办",
        "街道办事处", "办事处", "政府", "pianqu", "pianqugengxin", "gengxin", "gengxintaizhang", "taizhang", "chengshigengxin", "jiucheng",
        "jiuchenggaizao", "zhengshou", "chaiqian", "jiedao", "jiedaoban", "jiedaobanshichu", "banshichu", "zhengfu", "吴家山", "吴家山街",
        "吴家山街道", "wujiashan", "wujiashanjie", "wujiashanjiedao", "wjs", "东西湖", "东西湖区", "dongxihu", "dongxihuqu", "dxh", "武汉", "武汉市",
        "wuhan", "wuhanshi", "湖北", "湖北省", "hubei", "hubeisheng", "420112001", "420112", "admin", "officer", "manager", "auditor",
    ];

    /// <summary>All words for this account, lower case, without duplicates.</summary>
    public IReadOnlyList<string> For(Account account)
    {
        var year = time.GetUtcNow().Year;
        var years = Enumerable.Range(year - 10, 13).Select(y => y.ToString(CultureInfo.InvariantCulture));
        return
        [
            .. new[] { account.Name, account.DisplayName, publicUrl, configured }.SelectMany(Parts).Concat(account.Jurisdictions)
                .Concat(Always).Concat(years).Select(word => word.ToLowerInvariant()).Where(word => word.Length >= Shortest).Distinct(),
        ];
    }

    // The whole name, its parts, and the parts joined: li.na gives li.na, li, na and lina.
    private static IEnumerable<string> Parts(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Append(text.Trim()).Append(string.Concat(parts));
    }
}
