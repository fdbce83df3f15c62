using System.Diagnostics;
using System.Diagnostics.Metrics;
using Renewal.Domain;
using Renewal.Features.Imports;
using Renewal.Features.Store;

namespace Renewal.Features.Telemetry;

/// <summary>
/// What this program counts about itself. Published in docs/guides/watch-a-server.md; free while nobody listens. No tag says anything
/// about a person or an area.
/// </summary>
public static class RenewalMeter
{
    public const string Name = "Renewal";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("renewal.commands", "{attempt}");
    private static readonly Histogram<double> CommandDuration = Meter.CreateHistogram<double>("renewal.command.duration", "s");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("renewal.refusals", "{refusal}");
    private static readonly Counter<long> ImportRows = Meter.CreateCounter<long>("renewal.import.rows", "{row}");
    private static readonly Histogram<double> ImportDuration = Meter.CreateHistogram<double>("renewal.import.duration", "s");

    /// <summary>An attempt at a command has ended.</summary>
    /// <param name="outcome">recorded, unchanged, refused or failed.</param>
    public static void CountCommand(string command, Via channel, string outcome, TimeSpan duration)
    {
        if (!Commands.Enabled && !CommandDuration.Enabled) return;
        var tags = new TagList
        {
            { "renewal.command", command }, { "renewal.channel", channel.ToString().ToLowerInvariant() }, { "renewal.outcome", outcome },
        };
        Commands.Add(1, tags);
        CommandDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A command or an import was refused.</summary>
    public static void CountRefusal(Refusal refusal, string command) =>
        Refusals.Add(1, new("renewal.refusal", refusal.Code), new("renewal.command", command));

    /// <summary>A file was read and compared, or what it says was recorded.</summary>
    /// <param name="step">preview or acceptance.</param>
    public static void CountImport(ImportPreview import, string step, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("renewal.import.step", step);
        ImportDuration.Record(duration.TotalSeconds, tag);
        Rows(import.New, "new");
        Rows(import.Same, "same");
        Rows(import.Changed, "changed");
        Rows(import.Refused, "refused");

        void Rows(int number, string outcome)
        {
            if (number > 0) ImportRows.Add(number, tag, new("renewal.outcome", outcome));
        }
    }
}
