namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// Ends the reading of a file from within a stream or a parser's callback, where no other way out exists. <see cref="LedgerFile"/> turns it
/// into an answer; it never leaves the reading.
/// </summary>
internal sealed class RefusedFileException(FileProblem problem) : Exception(problem.Code)
{
    public FileProblem Problem { get; } = problem;

    public static RefusedFileException Unsafe(string reason) => new(FileProblem.Unsafe(reason));

    public static RefusedFileException Broken() => new(FileProblem.Unreadable("broken"));

    public static RefusedFileException TooLarge(string what, long limit) => new(FileProblem.TooLarge(what, limit));
}
