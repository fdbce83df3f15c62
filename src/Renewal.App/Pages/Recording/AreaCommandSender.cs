using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.App.Pages.Recording;

/// <summary>Sends the commands of the forms to their handler, for whoever is signed in.</summary>
public sealed class AreaCommandSender(IMessageBus bus, OfficeClock clock)
{
    public DateOnly Today => clock.Today;

    /// <param name="version">The version the form was rendered from.</param>
    public Task<CommandResult> SendAsync(
        AreaCommand command, Actor actor, long version, CancellationToken ct, Extent extent = Extent.Full) =>
        bus.InvokeAsync<CommandResult>(
            new AreaCommandEnvelope(command, new Provenance(actor, Via.Web), command.NeedsVersion ? version : null) { Extent = extent },
                ct);

    /// <summary>The address after recording; the sequence number lets the page show what was recorded.</summary>
    public static string After(string code, CommandResult answer) =>
        $"/areas/{Uri.EscapeDataString(code)}?recorded={(answer.Events.Count > 0 ? answer.Events[0].Version : 0)}";
}
