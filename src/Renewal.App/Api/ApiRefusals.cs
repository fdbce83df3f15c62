using System.Globalization;
using Renewal.App.Texts;
using Renewal.Domain;
using static Renewal.Domain.RefusalKind;

namespace Renewal.App.Api;

/// <summary>Refusals of the HTTP API itself, before any rule. Codes are published: never rename one.</summary>
internal static class ApiRefusals
{
    public static Refusal BodyMissing => new("body.missing", Malformed);

    public static Refusal FormIncomplete => BodyMalformed(UiText.Pick("表单不完整", "the form is incomplete"));

    public static Refusal BodyMalformed(string detail) => new Refusal("body.malformed", Malformed).With("detail", detail);

    public static Refusal BodyTooLarge(int bytes) =>
        new Refusal("body.too-large", TooLarge).With("most", $"{(bytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture)} MB");

    public static Refusal BodyUnsupported(string expected) => new Refusal("body.unsupported", Unsupported).With("expected", expected);

    public static Refusal FieldMissing(string field) => new Refusal("field.missing", Impossible).With("field", field);

    public static Refusal FieldInvalid(string field, string detail) =>
        new Refusal("field.invalid", Impossible).With("field", field).With("detail", detail);

    public static Refusal FieldUnknown(string field, IEnumerable<string> known) =>
        new Refusal("field.unknown", Impossible).With("name", field).With("known", UiText.Join(known));

    public static Refusal QueryInvalid(string name, string value) => new Refusal("query.invalid", Malformed)
        .With("field", name).With("value", Shown(value, 100));

    public static Refusal QueryUnknown(string name, IEnumerable<string> known) => new Refusal("query.unknown", Malformed)
        .With("name", Shown(name, 40)).With("known", UiText.Join(known));

    public static Refusal HeaderInvalid(string name, string expected) =>
        new Refusal("header.invalid", Malformed).With("name", name).With("expected", expected);

    public static Refusal KeyInvalid => new("key.invalid", Malformed);

    public static Refusal KeyReused => new("key.reused", Impossible);

    public static Refusal KeyInFlight => new("key.in-flight", Rule);

    public static Refusal HostInvalid => new("host.invalid", Malformed);

    public static Refusal NotFound => new("not-found", Unknown);

    public static Refusal MethodNotAllowed => new("method.not-allowed", Malformed);

    /// <summary>Too many concurrent writers.</summary>
    public static Refusal VersionConflict => new("version.conflict", Rule);

    public static Refusal RateExceeded => new("rate.exceeded", Rule);

    public static Refusal StoreUnavailable => new("store.unavailable", Unavailable);

    /// <summary>The database responds, but the request timed out: a lock, or too many requests.</summary>
    public static Refusal StoreBusy => new("store.busy", Unavailable);

    public static Refusal StoreDiskFull => new("store.disk-full", Unavailable);

    /// <param name="offset">Application minus database.</param>
    public static Refusal ClockSkewed(TimeSpan offset) =>
        new Refusal("clock.skewed", Unavailable)
            .With("seconds", offset.Duration().TotalSeconds.ToString("0", CultureInfo.InvariantCulture));

    /// <summary>A newer program has written the record with releases of catalogue or calendar that this one does not have.</summary>
    public static Refusal ProgramOlder(string releases) => new Refusal("program.older", Unavailable).With("releases", releases);

    /// <summary>A newer program recorded something about the area that this one cannot read, or its document was edited by hand.</summary>
    public static Refusal AreaUnreadable => new("area.unreadable", Unavailable);

    /// <summary>The temporary folder of this machine is full, missing or inaccessible.</summary>
    public static Refusal NoTempSpace => new("server.no-temp-space", Unavailable);

    /// <summary>A sent value, truncated for the response.</summary>
    public static string Shown(string sent, int most) =>
        string.Concat(sent.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(most));

    public static Refusal Internal(string trace) => new Refusal("internal", Rule).With("trace", trace);
}
