namespace Renewal.Domain.Tests.Catalogue;

public sealed class When_publishing_the_catalogue
{
    [Fact]
    public void the_reference_page_says_what_the_tables_say() =>
        Approved.Matches("docs/reference/milestone-kinds.md", MilestoneKindsPage.Write());
}
