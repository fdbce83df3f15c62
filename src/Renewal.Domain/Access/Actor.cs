using System.Collections.Immutable;

namespace Renewal.Domain.Access;

/// <summary>What somebody is here for.</summary>
public sealed record Role(string Code, string Chinese, string English)
{
    /// <summary>Records in the jurisdictions given to them.</summary>
    public static readonly Role Officer = new("officer", "项目专干", "Project officer");

    /// <summary>Also confirms, overrides and approves.</summary>
    public static readonly Role Manager = new("manager", "分管领导", "Manager");

    /// <summary>Reads everything and replays; writes nothing.</summary>
    public static readonly Role Auditor = new("auditor", "审计", "Auditor");

    /// <summary>Keeps accounts and settings; records no facts.</summary>
    public static readonly Role Admin = new("admin", "管理员", "Administrator");

    public static readonly ImmutableArray<Role> All = [Officer, Manager, Auditor, Admin];

    public static Role? Find(string? code) => All.FirstOrDefault(role => role.Code == code);
}

/// <summary>Who asks, in which role, over which jurisdictions.</summary>
/// <param name="Account">The account's name; the store keeps it with every event.</param>
public sealed record Actor(string Account, Role Role, ImmutableArray<string> Jurisdictions)
{
    /// <summary>Reaches an area of this jurisdiction at all, if only to read it. Auditors and administrators read everything.</summary>
    public bool CanSee(string jurisdiction) =>
        Role == Role.Auditor || Role == Role.Admin || Jurisdictions.Any(held => Jurisdiction.Covers(held, jurisdiction));
}
