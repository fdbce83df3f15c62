namespace Renewal.Features.Tests;

/// <summary>Waits until a condition becomes true.</summary>
internal static class Eventually
{
    /// <summary>Checks repeatedly until it holds; fails after a number of seconds.</summary>
    public static async Task UntilAsync(int seconds, Func<Task<bool>> holds)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            if (await holds()) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"did not come about within {seconds} s");
    }
}
