namespace Renewal.Features.Accounts;

/// <summary>
/// Common passwords that are long enough to pass the length rule. They complement the lists of zxcvbn, which miss some that are common
/// in China.
/// </summary>
internal static class CommonPasswords
{
    public static readonly HashSet<string> All = new(
        """
        1234567890 0123456789 0987654321 9876543210 1234567891 12345678910 123456789a a123456789 aa123456789 123456789q q123456789
        123456789qq qq123456789 w123456789 123456789z z123456789 123456789abc abc123456789 abc1234567 abcd123456 abcd1234567 abcde12345
        a1234567890 1234567890a 1234567890q 123123123123 1231231231 123321123321 112233445566 1122334455 11223344556 147258369a 1472583690
        qwertyuiop qwertyuiop123 qwerty12345 qwerty123456 qwerty1234 qwer123456 qwer1234567 qwe123456789 asdfghjkl123 asdfghjkl1 asdfghjkl;
        zxcvbnm123 zxcvbnm123456 zxcvbnm1234 asd123456789 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc
        1qaz2wsx3e 1qaz@wsx3edc qazwsxedc123 qazwsxedcrfv qazwsx123456 qazwsx12345 !qaz2wsx#edc qwertyasdf asdfqwer1234 asdf123456
        password12 password123 password1234 password12345 passw0rd123 p@ssw0rd123 p@ssword123 p@ssw0rd1234 passwordpassword password!1
        admin12345 admin123456 admin123456789 admin@1234 admin@12345 admin@123456 adminadmin adminadmin123 administrator administrator1
        root123456 root1234567 test123456 test1234567 testtest123 welcome123 welcome1234 welcome12345 letmein123 letmein1234 changeme123
        changeme1234 iloveyou123 iloveyou12 iloveyou1314 woaini1314 woaini5201314 woaini520520 woaini521521 woaini123456 woaini1234
        woaini12345
        5201314520 52013145201314 5201314123 520131413145 1314520520 13145201314 1314521521 5211314521 a5201314520 aini1314520 woshishui123
        wang123456 zhang123456 liu123456789 chen123456 yang123456 huang123456 zhao123456 wuhan123456 wuhan12345 china123456 china12345
        beijing2008 beijing123 nihao123456 nihaonihao caonima123 caonima1234 woaiwojia1 sunshine123 superman123 football123 baseball123
        princess123 dragon123456 monkey123456 michael123 1111122222 1111111111a aaaa111111 aaa123456789 aaaaaa123456 asdasdasd123
        asdasd123456
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);
}
