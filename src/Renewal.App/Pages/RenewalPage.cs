using Microsoft.AspNetCore.Components;
using Renewal.Domain.Access;

namespace Renewal.App.Pages;

/// <summary>Base of pages: actor, day and knowledge, and the request's cancellation.</summary>
public abstract class RenewalPage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    protected TimeQuery Time => TimeQuery.From(Http);

    protected Actor Actor => Viewer.Of(Http);

    /// <summary>Whether the reader's role records at all: links to forms are for those only.</summary>
    protected bool Records => AccessRules.CheckRole(Actor) is null;

    protected CancellationToken Gone => Http.RequestAborted;
}
