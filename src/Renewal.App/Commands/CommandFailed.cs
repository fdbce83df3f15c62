using Renewal.App.Texts;
using Renewal.Domain;

namespace Renewal.App.Commands;

/// <summary>Ends a command with a coded reason. Exit code 1: refused or a check failed; 2: wrong usage.</summary>
internal sealed class CommandFailed(string code, string reason, int exitCode = CommandFailed.Refused) : Exception(reason)
{
    public const int Refused = 1;
    public const int WrongUsage = 2;

    public string Code { get; } = code;

    public int ExitCode { get; } = exitCode;

    /// <summary>What to do about it, line by line.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    public static CommandFailed By(Refusal refusal) => new(refusal.Code, UiText.Of(refusal));

    public static CommandFailed Usage(string reason) => new("usage", reason, WrongUsage);
}
