using System.Diagnostics;

namespace Renewal.App.Hosting;

/// <summary>
/// The reference number of a failure, shown on a page, in a problem document or on the command line and contained in its log line: the
/// trace id of the request.
/// </summary>
internal static class FailureReference
{
    /// <summary>That of the request being answered; empty outside of one.</summary>
    public static string Current => Activity.Current?.TraceId.ToHexString() ?? "";

    /// <summary>For a failure outside of any request, such as a command's.</summary>
    public static string New() => ActivityTraceId.CreateRandom().ToHexString();
}
