using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Features.Areas;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.App.Pages.Recording;

/// <summary>Sends the commands of the forms to their handler, for whoever is signed in.</summary>
public sealed class AreaCommandSender(IMessageBus bus, AreaQueries files, OfficeClock clock)
{
    public DateOnly Today => clock.Today;

    /// <param name="version">The version the form was rendered from.</param>
    /// <param name="matters">Whether the decision rests on what was seen; overrides and corrections always do.</param>
    public async Task<CommandResult> SendAsync(AreaCommand command, Actor actor, long version, bool matters, CancellationToken ct)
    {
        long? ifVersion = matters || command is CorrectFact || command.Override is not null ? version : null;
        var answer = await bus.InvokeAsync<CommandResult>(new AreaCommandEnvelope(command, new Provenance(actor, Via.Web), ifVersion), ct);

        // The button pressed twice: the second request is stale only because of the first, and asks for what is already on file.
        return answer.Refusal?.Kind == RefusalKind.Stale && await IsOnFileAsync(command, actor, ct) is { } area
            ? new CommandResult { Version = area.Version, Area = area }
            : answer;
    }

    private async Task<Area?> IsOnFileAsync(AreaCommand command, Actor actor, CancellationToken ct)
    {
        if (await files.FindAsync(command.Code, actor, knownAt: null, ct) is not { } file) return null;
        if (AccessRules.Check(actor, command, file.Area.Registration!.Jurisdiction) is not null) return null;
        var decision = AreaRules.Decide(file.Area, command, new DecisionContext(clock.Today, WorkCalendar.China));
        return decision is { Refusal: null, Events.IsEmpty: true } ? file.Area : null;
    }

    /// <summary>Where to go once it is on file; the number lets the page say what was recorded, in words of its own.</summary>
    public static string After(string code, CommandResult answer) =>
        $"/areas/{Uri.EscapeDataString(code)}?recorded={(answer.Events.Count > 0 ? answer.Events[0].Version : 0)}";
}
