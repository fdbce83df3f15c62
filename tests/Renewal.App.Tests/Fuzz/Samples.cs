using System.Text;
using Renewal.Testing;

namespace Renewal.App.Tests.Fuzz;

/// <summary>Values that break requests.</summary>
internal static class Samples
{
    /// <summary>Percent-encoded already: they go into an address as they are.</summary>
    public static readonly string[] InAddresses =
    [
        "x", "%07", "%00", "%FF", "%ED%A0%80", "%E2%80%AE", "%F0%9F%98%80", "..%2f..%2fetc", "%2e%2e", "%252e", "%", "%zz", "%u0041", "~",
        "-1", "0", "1e9", "99999999999999999999", "2020-01-01", "9999-12-31", "0001-01-01", "2021-01-01T00:00:00Z",
        "2021-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "420112001", "42", "null", "true", "en",
        "%27%3B%20drop%20table%20x%3B--", "%3Cscript%3Ealert(1)%3C/script%3E", "00000000-0000-0000-0000-000000000000", "%E7%89%87",
        "a%0d%0ab:%20c", "%20", "+", "*", "[]", "{}", "a;b", "a,b", "$where", "listing", "active", "green", "all",
        new('a', 300), string.Concat(Enumerable.Repeat("%E9%95%BF", 500)),
    ];

    public static readonly string[] InJson =
    [
        "null", "true", "-1", "1e999", "0.1", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"9999-12-31\"", "\"0001-01-01\"",
        "\"2018-02-10\"", "\"2026-06-30\"", "\"2026-07-01\"", "[]", "{}", "[[[[]]]]", "\"state-land-expropriation\"", "\"completed\"",
        "\"😀\"", "\"'; drop table x; --\"", "99999999999999999999999999999", "-0", "1E-400", "\"420112001\"", "[null]", "[\"\"]",
        "\"00000000-0000-0000-0000-000000000000\"", "{\"reason\":1}", "\"\\u202e\"", "\"=1+1\"", "\"\\r\\nX: y\"", "{\"type\":\"Point\"}",
        """{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]}""", """{"type":"Polygon","coordinates":[[[1e308,-1e308]]]}""",
        """{"type":"MultiPolygon","coordinates":{}}""", "2147483648", "-2147483649", "79228162514264337593543950336",
        "\"" + new string('长', 5_000) + "\"", "[" + string.Join(',', Enumerable.Repeat("1", 1_001)) + "]",
    ];

    /// <summary>Half of them realistic.</summary>
    public static readonly string[] InForms =
    [
        "", " ", "x", "1", "-1", "yes", "2018-02-10", "2026-06-30", "2026-13-40", "0001-01-01", "fuzz-9", "fuzz-1", "片区", "资金", "😀",
        "\0", "\u202e", "\ud83d", "<b>x</b>", "=1+1", "a\r\nb", "420112001", "state-land-expropriation", "planning-conformity-confirmed",
        "preparation", "listing", "officer", "//elsewhere", "/\\elsewhere", "/区", "1e400", new('长', 3_000), new('x', 70_000),
    ];

    public static readonly (string Name, string[] Values)[] Headers =
    [
        ("If-Match", ["\"1\"", "*", "\"x\"", "\"2@2026-06-30\"", "W/\"3\"", "\"99999999999999999999\"", ""]),
        ("If-None-Match", ["*", "\"1\"", "W/", "x", "\"1@2026-06-30\", \"2\"", ",,,"]),
        ("Idempotency-Key", ["fuzz-1", "fuzz-2", "a b", "", new('k', 300), "片", "\u00e9"]),
        ("Accept", ["application/json", "text/html", "*/*", "application/xml;q=zz", ";;;", "image/png"]),
        ("Accept-Language", ["zh-CN", "en", "xx", "en;q=abc", "*", ",,;q=", new('a', 200)]),
        ("Accept-Encoding", ["gzip", "br", "identity;q=0", "x"]),
        ("Content-Encoding", ["gzip", "br"]),
        ("Cookie", ["renewal=x", "renewal=CfDJ8", "lang=xx", ".AspNetCore.Antiforgery.x=y", "a", "=;=;"]),
        ("Authorization", ["Bearer", "Bearer x", "Bearer urt_" + new string('a', 36), "Basic YTpi", "Negotiate", "Bearer \u00e9"]),
        ("Origin", ["null", "http://elsewhere.example", "x", "http://127.0.0.1"]),
        ("Sec-Fetch-Site", ["cross-site", "same-origin", "none", "x"]),
        ("Range", ["bytes=0-1", "bytes=9-1", "x"]),
        ("X-Forwarded-For", ["1.2.3.4", "x", "::1, 10.0.0.1"]),
        ("X-Forwarded-Host", ["elsewhere.example", "a..b"]),
        ("X-Forwarded-Proto", ["https", "gopher"]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("If-Modified-Since", ["x", "Mon, 01 Jan 1601 00:00:00 GMT"]),
    ];

    public static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "application/xml",
        "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=" + "b", "application/octet-stream", "",
        "application/problem+json", ";", "a/b/c", "multipart/form-data; boundary=" + new string('b', 200),
    ];

    public static byte[] Ledger { get; } = Encoding.UTF8.GetBytes(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv")));

    public static byte[] Workbook { get; } = LedgerWorkbook.Write(new LedgerWorkbook.Sheet("台账",
    [
        ["片区编号", "片区名称", "类型", "阶段", "截至日期", "来源"],
        ["wb-1", "工作簿片", "国有土地上房屋征收", "前期", new DateOnly(2020, 12, 31), "工作总结"],
        ["wb-2", "另一片", "state-land-expropriation", "listing", 44196, null],
    ]));
}
