using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Domain.Calendar;

namespace Renewal.App.Api;

/// <summary>A refusal as an RFC 9457 problem document. <c>code</c> is stable, <c>detail</c> is in the caller's language.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Code, string Detail, string TraceId)
{
    /// <summary>Milestone codes that are missing or in the way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Needs { get; init; }

    /// <summary>The same in words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? NeedsNames { get; init; }

    /// <summary>How a legal period was counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PeriodCalculation? Reckoning { get; init; }

    /// <summary>The version the area has now, for a stale one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }

    /// <summary>What is wrong with single members of the body.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldProblem>? Errors { get; init; }
}

/// <summary>What is wrong with one member of a body.</summary>
internal sealed record FieldProblem(string Field, string Code, string Detail);

/// <summary>Converts refusals to responses.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json; charset=utf-8";

    public static ApiResult Of(Refusal refusal, int? status = null)
    {
        var number = status ?? StatusOf(refusal.Kind);
        IReadOnlyList<string>? needs = refusal.Needs.IsEmpty ? null : refusal.Needs;
        return new ApiResult(number, new Problem(TypeOf(refusal.Code), Title(number), number, refusal.Code, UiText.Of(refusal), Trace())
        {
            Needs = needs,
            NeedsNames = needs is { } codes ? [.. codes.Select(UiText.NameOf)] : null,
            Reckoning = refusal.Reckoning,
            Version = refusal.Kind == RefusalKind.Stale && long.TryParse(
                refusal.Arguments.GetValueOrDefault("version"), CultureInfo.InvariantCulture, out var version) ? version : null,
        })
        { ContentType = ContentType };
    }

    /// <summary>All errors of a body. The first one gives the code.</summary>
    public static ApiResult Of(IReadOnlyList<FieldProblem> errors) => new(422, new Problem(
        TypeOf(errors[0].Code), Title(422), 422, errors[0].Code, string.Join(' ', errors.Take(10).Select(error => error.Detail)), Trace())
    {
        Errors = errors,
    })
    { ContentType = ContentType };

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Rule => 409,
        RefusalKind.Impossible => 422,
        RefusalKind.Unknown => 404,
        RefusalKind.Forbidden => 403,
        RefusalKind.Stale => 412,
        RefusalKind.VersionMissing => 428,
        RefusalKind.Malformed => 400,
        RefusalKind.TooLarge => 413,
        RefusalKind.Unsupported => 415,
        RefusalKind.Unavailable => 503,
        _ => throw new UnreachableException($"{kind} has no status."),
    };

    /// <summary>The trace id of the request, as in the log.</summary>
    public static string Trace() => FailureReference.Current;

    private static string TypeOf(string code) => $"/problems/{code}";

    private static string Title(int status) => status switch
    {
        400 => UiText.Pick("请求无法读懂", "The request cannot be read"),
        401 => UiText.Pick("尚未登录", "Not signed in"),
        403 => UiText.Pick("没有权限", "Not permitted"),
        404 => UiText.Pick("没有找到", "Not found"),
        405 => UiText.Pick("不支持这种方法", "Method not allowed"),
        409 => UiText.Pick("规则不允许", "The rules say no"),
        412 => UiText.Pick("数据已有更新", "Somebody was faster"),
        413 => UiText.Pick("内容过大", "Too large"),
        415 => UiText.Pick("内容类型不支持", "Content type not supported"),
        422 => UiText.Pick("内容有误", "Values that cannot be right"),
        428 => UiText.Pick("须说明依据的版本", "The version must be named"),
        429 => UiText.Pick("过于频繁", "Too many requests"),
        503 => UiText.Pick("暂时不可用", "Unavailable for now"),
        _ => UiText.Pick("系统出错", "Something broke"),
    };
}
