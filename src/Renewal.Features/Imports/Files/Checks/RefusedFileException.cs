namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// Ends the reading of a file from within a stream or a parser's callback, where no result can be returned. <see cref="LedgerFile"/>
/// turns it into a result; it never leaves the reader.
/// </summary>
internal sealed class RefusedFileException(FileProblem problem) : Exception(problem.Code)
{
    public FileProblem Problem { get; } = problem;

    public static RefusedFileException Unsafe(string reason) => new(FileProblem.Unsafe(reason));

    public static RefusedFileException Broken() => new(FileProblem.Unreadable("broken"));

    public static RefusedFileException TooLarge(string what, long limit) => new(FileProblem.TooLarge(what, limit));
}
