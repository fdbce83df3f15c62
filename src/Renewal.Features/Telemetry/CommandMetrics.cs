using System.Diagnostics;
using Renewal.Domain;
using Renewal.Features.Areas;
using Renewal.Features.Imports;
using Wolverine;

namespace Renewal.Features.Telemetry;

/// <summary>
/// Counts what comes of each command, whichever channel it came through. Wolverine generates the calls into the handlers. A command that
/// the retry policy repeats counts one failed attempt for each time that it lost.
/// </summary>
public static class CommandMetrics
{
    /// <summary>The part of every handler of a command in which it is counted.</summary>
    internal static void AddTo(WolverineOptions options)
    {
        options.Policies.AddMiddleware(typeof(OfAct), chain => chain.MessageType == typeof(AreaCommandEnvelope));
        options.Policies.AddMiddleware(typeof(OfTakeInLedger), chain => chain.MessageType == typeof(AcceptImport));
    }

    /// <summary>One attempt, from before its session is asked anything.</summary>
    public sealed class Attempt
    {
        private readonly long since = Stopwatch.GetTimestamp();

        internal TimeSpan Duration => Stopwatch.GetElapsedTime(since);

        // Until an answer is there, an exception may end it.
        internal string Outcome { get; private set; } = "failed";

        internal void Answered(Refusal? refusal, bool isRecorded, string command)
        {
            Outcome = refusal is not null ? "refused" : isRecorded ? "recorded" : "unchanged";
            if (refusal is not null) RenewalMeter.CountRefusal(refusal, command);
        }
    }

    /// <summary>Commands about areas.</summary>
    public static class OfAct
    {
        public static Attempt Before() => new();

        public static void After(AreaCommandEnvelope act, CommandResult answer, Attempt attempt) =>
            attempt.Answered(answer.Refusal, answer.Events.Count > 0, NameOf(act));

        public static void Finally(AreaCommandEnvelope act, Attempt attempt) =>
            RenewalMeter.CountCommand(NameOf(act), act.By.Via, attempt.Outcome, attempt.Duration);

        private static string NameOf(AreaCommandEnvelope act) => act.Command.GetType().Name;
    }

    /// <summary>The acceptance of a ledger.</summary>
    public static class OfTakeInLedger
    {
        public static Attempt Before() => new();

        public static void After(ImportResult answer, Attempt attempt) =>
            attempt.Answered(answer.Refusal, answer.Import?.Events.Count > 0, nameof(AcceptImport));

        public static void Finally(AcceptImport command, Attempt attempt) =>
            RenewalMeter.CountCommand(nameof(AcceptImport), command.By.Via, attempt.Outcome, attempt.Duration);
    }
}
