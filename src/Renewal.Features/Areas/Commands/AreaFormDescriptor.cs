using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

/// <inheritdoc cref="AreaFormDescriptor"/>
public abstract class AreaFormDescriptor<TCommand, TEvent> : AreaFormDescriptor
    where TCommand : AreaCommand
    where TEvent : AreaEvent
{
    public sealed override Type Command => typeof(TCommand);

    public sealed override Type Event => typeof(TEvent);

    public sealed override Wording Describe(AreaEvent happened, Area area) => Describe((TEvent)happened, area);

    public sealed override FormValues Prefill(AreaEvent happened) => Prefill((TEvent)happened);

    public sealed override string? SubjectOf(AreaEvent wrong) => SubjectOf((TEvent)wrong);

    protected abstract Wording Describe(TEvent e, Area area);

    protected abstract FormValues Prefill(TEvent e);

    protected virtual string? SubjectOf(TEvent wrong) => null;
}

/// <summary>A command with a form, and a JSON body that is read into <typeparamref name="TBody"/>.</summary>
public abstract class AreaFormDescriptor<TCommand, TEvent, TBody> : AreaFormDescriptor<TCommand, TEvent>
    where TCommand : AreaCommand
    where TEvent : AreaEvent
    where TBody : class
{
    public sealed override Type Body => typeof(TBody);

    // Every body must have an example.
    public abstract override string Example { get; }

    public sealed override AreaCommand FromBody(string code, object? body, string? subject) => FromBody(code, (TBody)body!, subject);

    protected abstract TCommand FromBody(string code, TBody body, string? subject);
}
