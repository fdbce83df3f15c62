using System.Xml.Linq;

namespace Renewal.HouseRules;

/// <summary>Every text exists in Chinese and English with the same values.</summary>
public sealed class Both_languages_say_the_same
{
    public static TheoryData<string> Files =>
        [.. Sources.All.Where(file => file.IsIn("src") && file.Ends(".resx") && !file.Ends(".en.resx")).Select(file => file.Path)];

    [Theory, MemberData(nameof(Files))]
    public void every_text_is_there_in_both_with_the_same_values_to_fill_in(string chinese)
    {
        var (zh, en) = (TextResources.Read(chinese), TextResources.Read(chinese.Replace(".resx", ".en.resx", StringComparison.Ordinal)));
        Violations.None(
            [
                .. zh.Keys.Except(en.Keys).Select(key => $"{key}: no English"),
                .. en.Keys.Except(zh.Keys).Select(key => $"{key}: no Chinese"),
                .. zh.Keys.Intersect(en.Keys).Where(key => string.IsNullOrWhiteSpace(zh[key]) || string.IsNullOrWhiteSpace(en[key]))
                    .Select(key => $"{key}: empty"),
                .. zh.Keys.Intersect(en.Keys)
                    .Where(key => !TextResources.Placeholders(zh[key]).SequenceEqual(TextResources.Placeholders(en[key])))
                    .Select(key => $"{key}: {zh[key]} / {en[key]}"),
            ],
            $"{chinese} and its English half differ:");
    }

    [Theory, MemberData(nameof(Files))]
    public void no_text_is_there_twice(string chinese) => Violations.None(
        new[] { chinese, chinese.Replace(".resx", ".en.resx", StringComparison.Ordinal) }
            .SelectMany(path => XDocument.Load(Sources.At(path).FullPath).Root!.Elements("data")
                .GroupBy(data => (string)data.Attribute("name")!).Where(same => same.Count() > 1)
                .Select(same => $"{path}: {same.Key}")),
        "One wording for one key:");

    [Fact]
    public void the_texts_are_found() => Assert.NotEmpty(Files);
}
