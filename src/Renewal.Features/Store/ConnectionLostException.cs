namespace Renewal.Features.Store;

/// <summary>
/// The connection of a command broke before anything was written, as when the database was restarted or replaced. The command may run
/// again on another connection; one whose connection breaks at the commit may not, because nobody knows what became of it.
/// </summary>
public sealed class ConnectionLostException(Exception broken) : Exception("The connection broke before anything was written.", broken);
