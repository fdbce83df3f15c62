using System.Globalization;
using System.Text.Json;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Features.Areas.Commands;
using Renewal.Features.Store;

namespace Renewal.HouseRules;

/// <summary>A command is known to pages, API, history and command line by its descriptor alone. Nothing of it may be missing.</summary>
public sealed class Commands_are_described_in_one_place
{
    private static readonly Actor Manager = new("director", Role.Manager, ["420112001"]);
    private static readonly DateOnly Today = new(2026, 7, 1);

    private static IEnumerable<Type> Commands =>
        typeof(AreaCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AreaCommand)) && !type.IsAbstract);

    private static IEnumerable<AreaFormDescriptor> Forms => AreaCommands.Forms;

    /// <summary>An area on which every form has something to offer.</summary>
    private static FormContext Context
    {
        get
        {
            var register = new RegisterArea("dongfeng", "东风片", RenewalKind.All[0].Code, "420112001", Today.AddDays(-30));
            var decision = AreaRules.Decide(Area.Unknown, register, new DecisionContext(Today, WorkCalendar.China));
            var area = decision.Events.Aggregate(Area.Unknown, (known, e) => known.WithHypothetical((AreaEvent)e));
            return new FormContext("dongfeng", area.WithHypothetical(new ObstacleRaised("资金", "未到位", Today)), Today, Manager);
        }
    }

    [Fact]
    public void each_command_has_one() => Violations.None(
        Commands.Where(command => AreaCommands.All.Count(descriptor => descriptor.Command == command) != 1).Select(type => type.Name),
        "Write Features/Areas/Commands/<Command>Descriptor.cs:");

    [Fact]
    public void each_event_of_an_area_has_one() => Violations.None(
        EventShapes.Events.Where(type => type.IsSubclassOf(typeof(AreaEvent)))
            .Where(type => AreaCommands.All.Count(descriptor => descriptor.Event == type) != 1).Select(type => type.Name),
        "An event without a descriptor has no sentence in the history:");

    [Fact]
    public void a_command_and_its_descriptor_name_the_same_event() => Violations.None(
        from descriptor in AreaCommands.All
        where descriptor.Command.BaseType is { IsGenericType: true } of && of.GetGenericArguments()[0] != descriptor.Event
        select $"{descriptor.GetType().Name}: {descriptor.Event.Name}",
        "AreaCommand<TEvent> and the descriptor's event differ:");

    [Fact]
    public void routes_addresses_and_positions_are_unique() => Violations.None(
        [
            .. Twice(AreaCommands.All, descriptor => descriptor.Route),
            .. Twice(AreaCommands.All, descriptor => $"{descriptor.Position}"),
            .. Twice(Forms, form => form.Slug),
        ],
        "Two commands cannot share:");

    [Fact]
    public void each_text_is_there_in_both_languages() => Violations.None(
        [
            .. from descriptor in AreaCommands.All
               from text in new[] { descriptor.EventTitle, descriptor.Summary }
               where IsEmpty(text)
               select $"{descriptor.GetType().Name}: event title or summary",
            .. from form in Forms
               from text in (Wording?[])[form.Title, form.Intro, form.Button, form.AsksAgain?.Warning, form.AsksAgain?.Yes]
               where text is not null && IsEmpty(text)
               select $"{form.GetType().Name}: {text}",
            .. from form in Forms
               from field in form.Fields(Context)
               from text in field.Choices.Select(choice => choice.Text).Append(field.Hint)
               where text is not null && IsEmpty(text)
               select $"{form.GetType().Name}.{field.Name}: {text}",
        ],
        "Chinese and English, neither empty:");

    [Theory, InlineData("zh-CN"), InlineData("en")]
    public void each_field_has_a_label(string language) => Violations.None(
        from form in Forms
        from field in form.Fields(Context)
        where Spoken(language, () => UiText.Field(field.Name)) == field.Name
        select $"{form.GetType().Name}.{field.Name}",
        "Label it in FieldLabels of its descriptor, or in Texts/Fields*.resx when several forms have it:");

    [Fact]
    public void each_event_has_a_sentence_in_both_languages() => Violations.None(
        from happened in Examples
        let sentence = AreaCommands.Describe(happened, Context.Area)
        where IsEmpty(sentence) || sentence.Chinese.Contains('{') || sentence.English.Contains('{') || sentence.Chinese == sentence.English
        select $"{happened.GetType().Name}: {sentence}",
        "Describe in its descriptor says too little:");

    [Fact]
    public void each_event_has_a_line_in_the_state() => Violations.None(
        from happened in Examples
        where happened is not AreaRegistered and not FactCorrected
        // Only a published version has a table to follow.
        let stored = happened is CatalogueAdopted adopted ? adopted with { Version = Catalogues.CurrentVersion } : happened
        let problem = Record.Exception(() => Context.Area.WithHypothetical(stored).On(DateOnly.MaxValue))
        where problem is not null
        select $"{happened.GetType().Name}: {problem.Message}",
        "Add it to AreaState.Then:");

    [Fact]
    public void a_body_has_an_example_that_is_its_own() => Violations.None(
        from descriptor in AreaCommands.All
        let body = descriptor.Body
        where body is not null
        let json = JsonDocument.Parse(descriptor.Example ?? "{}").RootElement
        let known = body.GetConstructors().Single(c => c.GetParameters().Length > 0).GetParameters()
        from missing in known.Where(p => !p.HasDefaultValue && !json.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(p.Name!), out _))
            .Select(p => p.Name)
            .Concat(json.EnumerateObject().Select(member => member.Name)
                .Where(name => known.All(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!) != name)))
        select $"{descriptor.GetType().Name}: {missing}",
        "Each required member, and no other than the body's:");

    [Fact]
    public void the_form_of_an_event_reads_back_the_command_that_corrects_it() => Violations.None(
        from happened in Examples
        where AreaCorrections.Rules.MayReplace(happened)
        let form = (AreaFormDescriptor)AreaCommands.For(happened)
        let read = form.Read(form.Prefill(happened), Context with { Correcting = true })
        let unread = form.Fields(Context).Select(field => field.Name)
            .Where(name => name != "milestones" && !form.Prefill(happened).Has(name))
        where read.GetType() != form.Command || unread.Any()
        select $"{happened.GetType().Name}: {read.GetType().Name} {string.Join(", ", unread)}",
        "Prefill has a value for every field, and Read gives the command:");

    private static IEnumerable<AreaEvent> Examples =>
        from file in Sources.All
        where file.IsIn("tests/Renewal.HouseRules/Golden") && file.Ends(".json")
        let name = Path.GetFileName(file.Path).Split('.')[0]
        let type = EventShapes.Events.Single(type => EventNameAttribute.Of(type) == name)
        where type.IsSubclassOf(typeof(AreaEvent))
        select (AreaEvent)RenewalStore.Serializer().FromJson(type, new MemoryStream(File.ReadAllBytes(file.FullPath)));

    private static bool IsEmpty(Wording text) => string.IsNullOrWhiteSpace(text.Chinese) || string.IsNullOrWhiteSpace(text.English);

    private static IEnumerable<string> Twice<T>(IEnumerable<T> all, Func<T, string> key) =>
        all.GroupBy(key).Where(same => same.Count() > 1).Select(same =>
            $"{same.Key}: {string.Join(", ", same.Select(one => one!.GetType().Name))}");

    private static string Spoken(string language, Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
