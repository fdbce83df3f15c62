namespace Renewal.Features.Tests;

/// <summary>Tests with a database and a running application of their own, new for each test.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private protected readonly StoreFixture fixture = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => fixture.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
