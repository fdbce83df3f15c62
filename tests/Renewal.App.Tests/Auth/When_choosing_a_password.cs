using System.Diagnostics;
using Renewal.Features.Accounts;
using Renewal.Features.Time;

namespace Renewal.App.Tests.Auth;

public sealed class When_choosing_a_password
{
    private static readonly GuessableWords Words = new(
        "青石桥 qingshiqiao", "https://ledger.dongshan.gov.cn", new FrozenTime(new(2026, 6, 30, 1, 0, 0, TimeSpan.Zero)));

    private static readonly Account LiNa = new() { Name = "li.na", DisplayName = "李娜 Li Xiaona", Jurisdictions = ["420112001"] };

    [Theory]
    [InlineData("Passw0rd2024", "a favourite with a year")]
    [InlineData("wujiashan2026", "the office in pinyin with the year")]
    [InlineData("Wujiashan@2026", "with a sign between")]
    [InlineData("Wuj1ashan2026", "with a figure for a letter")]
    [InlineData("W u j i a s h a n", "spaced out")]
    [InlineData("w-u-j-i-a-s-h-a-n", "with hyphens")]
    [InlineData("吴家山片区2026", "the office in Chinese")]
    [InlineData("吴家山片区更新台账2026", "only words of the office")]
    [InlineData("wujiashanjiedaoban2026renewal", "the same in pinyin")]
    [InlineData("吴家山街道办事处", "the office's full name, and too short")]
    [InlineData("东西湖区吴家山街道2025", "with its district")]
    [InlineData("Renewal@2026", "the product")]
    [InlineData("dongshan2026", "the web address")]
    [InlineData("qingshiqiao2026", "a configured word")]
    [InlineData("青石桥街道2026年", "a configured word in Chinese")]
    [InlineData("li.na2026li.na", "the account")]
    [InlineData("lina20260101", "the account with a date")]
    [InlineData("xiaona2026!", "the person")]
    [InlineData("李娜李娜2026李娜", "the person in Chinese")]
    [InlineData("420112001420112001", "the jurisdiction, twice")]
    [InlineData("1234567890", "a run")]
    [InlineData("zyxwvutsrq", "a run backwards")]
    [InlineData("qwertyuiop123", "a row of keys")]
    [InlineData("woaini1314", "a favourite here")]
    [InlineData("aaaaaaaaaaaaaa", "one letter")]
    [InlineData("2026-06-30-2026", "a day")]
    [InlineData("..........", "no letter at all")]
    public void what_is_guessed_first_is_refused(string password, string why) =>
        Assert.True(Check(password) is "password.weak" or "password.too-short", $"{password}: {why}");

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("seven quiet lanterns")]
    [InlineData("Jx9$kQ2m!v")]
    [InlineData("a much better one")]
    [InlineData("一行白鹭上青天窗含西岭")]
    [InlineData("铁观音 自行车 旧相册 三点半")]
    [InlineData("tieguanyin zixingche jiuxiangce")]
    [InlineData("wujiashan grey bicycle orchard")]
    public void a_sentence_and_a_random_one_pass(string password) => Assert.Null(Check(password));

    [Fact]
    public void a_long_one_passes_and_one_too_long_is_refused()
    {
        var sentence = string.Join(' ', Enumerable.Repeat("seven quiet lanterns over grey water", 6));
        Assert.Null(Check(sentence));
        Assert.Equal("text.too-long", Check(new string('x', PasswordRules.Longest + 1)));
    }

    // Look-alike letters are what the estimator takes longest with. The limit is far above the measured time, and far below the time
    // for the whole length.
    [Fact]
    public void none_keeps_the_server_busy()
    {
        Check("to have the word lists read");
        var worst = string.Concat(Enumerable.Repeat("4@8({<[69#!1|0$5+7%2", 13))[..PasswordRules.Longest];
        var watch = Stopwatch.StartNew();
        Check(worst);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void many_at_once_are_each_judged_as_alone() => Parallel.For(0, 200, i =>
        Assert.Equal(i % 2 == 0 ? null : "password.weak", Check(i % 2 == 0 ? $"grey bicycle orchard {i}" : $"wujiashan{2000 + i}")));

    private static string? Check(string password) => PasswordRules.Check(password, Words.For(LiNa))?.Code;
}
