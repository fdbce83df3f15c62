using Microsoft.AspNetCore.Components;
using Renewal.App.Auth;
using Renewal.App.Pages.Components;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Areas;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Pages.Recording;

/// <summary>
/// Base of the recording pages: loads the area, keeps the typed values, sends the command, and either redirects to the area's page or
/// shows the form again with the errors.
/// </summary>
public abstract class FormPage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    public AreaCommandSender Sender { get; set; } = null!;

    [Inject]
    public AreaQueries Files { get; set; } = null!;

    [Inject]
    public NavigationManager Navigation { get; set; } = null!;

    /// <summary>Null when there is no such area, or no such form: <see cref="Refusal"/> says which.</summary>
    protected FormContext? FormContext { get; set; }

    protected AreaFormDescriptor? Form { get; set; }

    protected FormValues FormValues { get; set; } = FormValues.Nothing;

    protected List<FieldError> Problems { get; } = [];

    protected Refusal? Refusal { get; set; }

    /// <summary>What others recorded between rendering and submitting the form.</summary>
    protected IReadOnlyList<RecordedEvent<AreaEvent>> Meanwhile { get; private set; } = [];

    /// <summary>The command is valid but cannot be undone: the user must confirm.</summary>
    protected bool Again { get; private set; }

    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>A submitted form is always shown again, even to a user who could not open it.</summary>
    protected bool ShowsForm => FormContext is not null && Form is not null && (Forbidden is null || IsPost);

    /// <summary>Why the user may not use the form.</summary>
    protected Refusal? Forbidden => FormContext is not { } context || Form is null ? null
        : AccessRules.CheckRole(context.Actor, Form.Command);

    protected bool ShowsOverride =>
        FormContext is { IsManager: true }
        && (RefusalField.OpensByOverride(Refusal) || FormValues.OverrideParts.Any(part => FormValues.Text(part) is not null));

    protected string Title => (Problems.Count > 0 ? AreaText.T("form.error-prefix") : "")
        + Heading + (FormContext?.Area.Registration is { } area ? $" · {area.Name}" : "");

    /// <summary>The title of the page.</summary>
    protected virtual string Heading => Form is { } form ? UiText.Pick(form.Title) : AreaText.T("form.none");

    protected Actor Actor => CurrentActor.From(Http) ?? throw new InvalidOperationException("Pages are only reached signed in.");

    protected long Version { get; set; }

    protected async Task<FormContext?> FindAsync(string code, string? chosen = null)
    {
        var file = await Files.FindAsync(code, Actor, knownAt: null, Http.RequestAborted);
        if (file is not null) return new FormContext(code, file.Area, Sender.Today, Actor, Chosen: chosen);
        Refuse(Refusals.AreaUnknown(code));
        return null;
    }

    protected void Fill()
    {
        Version = FormContext?.Area.Version ?? 0;
        FormValues = IsPost && Http.Request.HasFormContentType ? FormText.Read(Http.Request.Form)
            : FormContext is null || Form is null ? FormValues.Nothing : First();
        if (Forbidden is not null && !IsPost) Http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    /// <summary>What stands in the form before anything was typed.</summary>
    protected virtual FormValues First() => Form!.Blank(FormContext!);

    protected virtual AreaCommand Ask() => Form!.Read(FormValues, FormContext!);

    protected async Task SubmitAsync()
    {
        if (FormContext is not { } context || Form is not { } form) return;
        var command = Ask();
        // In the order of the fields.
        var places = form.Fields(context).Select(field => field.Name).Concat(FormValues.OverrideParts).ToList();
        Problems.AddRange(
            FormValues.Issues.DistinctBy(issue => issue.Field).OrderBy(issue => places.IndexOf(issue.Field)).Select(FormText.Of));
        if (Problems.Count > 0)
        {
            Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        var seen = long.TryParse(FormValues["version"], out var version) ? version : 0;
        var extent = form.AsksAgain is not null && FormValues["again"] != "yes" ? Extent.Decision : Extent.Full;
        var answer = await Sender.SendAsync(command, context.Actor, seen, Http.RequestAborted, extent);
        Again = answer.WouldRecord;
        if (Again) return;
        if (answer.Refusal is null) Navigation.NavigateTo(AreaCommandSender.After(answer.Area?.Registration?.Code ?? context.Code, answer));
        else await ExplainAsync(answer.Refusal, context, form, seen);
    }

    private async Task ExplainAsync(Refusal refusal, FormContext context, AreaFormDescriptor form, long seen)
    {
        Refuse(refusal);
        if (refusal.Kind == RefusalKind.Stale && await Files.FindAsync(context.Code, Actor, knownAt: null, Http.RequestAborted) is { } now)
        {
            // When sent again, the form is based on the version shown now.
            Meanwhile = [.. now.Area.Events.Where(fact => fact.Version > seen)];
            FormContext = context with { Area = context.Correcting ? context.Area : now.Area };
            Version = now.Area.Version;
        }

        Problems.Add(Meanwhile.Count > 0
            ? new FieldError(null, AreaText.T("form.stale"))
            : RefusalField.Problem(refusal, form.Fields(context), FormValues));
        if (Meanwhile.Count == 0 && form is RecordMilestoneDescriptor && RefusalField.AllowsAsHappened(refusal)
            && context.Area.Catalogue.On(Sender.Today).FindAny(FormValues["milestone"]) is { Actor: not Actors.StreetOffice })
            Problems.Add(new FieldError("asHappened", AreaText.T("form.as-happened-offer")));
    }

    protected void Refuse(Refusal refusal)
    {
        Refusal = refusal;
        Http.Response.StatusCode = refusal.Kind switch
        {
            RefusalKind.Unknown => StatusCodes.Status404NotFound,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }
}
