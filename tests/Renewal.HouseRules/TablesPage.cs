using System.Globalization;
using System.Text;
using Renewal.Features.Store;

namespace Renewal.HouseRules;

/// <summary>Writes the reference page of the bitemporal tables from their definitions.</summary>
internal static class TablesPage
{
    private const string Head = """
        # Tables 表

        Generated from the code (`RENEWAL_APPROVE=1 dotnet test tests/Renewal.HouseRules` rewrites it). Do not edit by hand.

        Bitemporal tables in the schema `renewal`, for SQL and reporting tools ([guide](../guides/ask-the-past-in-sql.md)). Beside its own
        columns each has the stream's id and two ranges: `valid daterange`, the days a row holds for, and `known tstzrange`, the instants at
        which the record said so; upper bounds are not included. A row is never changed but for the end of `known`. Of one stream, the
        columns in **bold** tell apart the rows that hold for the same day and instant. The same words stand as comments in the database.

        | function | gives |
        |---|---|
        | `renewal.areas_as_of(day, instant)` | `area_timeline` as of a day, as known at an instant, with `light` |
        | `renewal.deadlines_as_of(day, instant)` | what was due that day, with `days_left` and `late` |
        | `renewal.light_on(day, status, stage, …)` | the light of a row that day: red, yellow, green, or null |

        """;

    public static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var table in StreamType.All.SelectMany(type => type.Timelines))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{table.Name}`\n\n{table.Meaning}\n\n");
            page.Append("| column | type | meaning |\n|---|---|---|\n");
            page.Append(CultureInfo.InvariantCulture, $"| **`{table.Stream}`** | uuid | Id of the stream. |\n");
            foreach (var column in table.Columns)
            {
                var name = column.IsKey ? $"**`{column.Name}`**" : $"`{column.Name}`";
                page.Append(CultureInfo.InvariantCulture,
                    $"| {name} | {column.Type.Sql}{(column.IsNullable ? ", *null*" : "")} | {column.Meaning} |\n");
            }
        }

        return page.ToString();
    }
}

public sealed class Tables_are_a_published_record
{
    [Fact]
    public void the_reference_page_is_what_the_schema_step_makes() => Approved.Matches("docs/reference/tables.md", TablesPage.Write());
}
