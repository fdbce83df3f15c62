using System.Globalization;

namespace Renewal.Benchmarks;

/// <summary>How large a run is. At 1 the data sets are those that the targets name; a smaller scale tries the program out.</summary>
/// <param name="Window">How long each variant runs in a round.</param>
/// <param name="Count">Rounds that count.</param>
internal sealed record Scale(double Factor, TimeSpan Window, int Count)
{
    /// <summary>Areas of the large portfolio: 20,000.</summary>
    public int Areas => Of(20_000, 600);

    /// <summary>Areas of the small portfolio, whatever the scale.</summary>
    public static int FewAreas => 500;

    /// <summary>Events in the store for the largest append: 10,000,000, and a tenth of it beside.</summary>
    public int StoredEvents => Of(10_000_000, 20_000);

    public int ReplayStreams => Of(2_000, 100);

    public int LedgerRows => Of(2_000, 100);

    public static Scale From(string[] args)
    {
        double Option(string name, double otherwise) => Array.IndexOf(args, name) is var at and >= 0
            ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        var factor = Option("--scale", 1);
        return new Scale(
            factor, TimeSpan.FromSeconds(Option("--seconds", factor < 1 ? 0.2 : 0.7)), (int)Option("--rounds", factor < 1 ? 3 : 7));
    }

    public string Describe() =>
        Factor == 1 ? "full scale" : string.Create(CultureInfo.InvariantCulture, $"scale {Factor}: not the targets' sizes");

    private int Of(int full, int least) => Math.Max(least, (int)(full * Factor));
}
