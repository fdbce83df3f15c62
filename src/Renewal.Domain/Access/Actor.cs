using System.Collections.Immutable;

namespace Renewal.Domain.Access;

/// <summary>The role of an account.</summary>
public sealed record Role(string Code, string Chinese, string English)
{
    /// <summary>Records in its jurisdictions.</summary>
    public static readonly Role Officer = new("officer", "项目专干", "Project officer");

    /// <summary>Also confirms, overrides and approves.</summary>
    public static readonly Role Manager = new("manager", "分管领导", "Manager");

    /// <summary>Reads everything and runs replay; writes nothing.</summary>
    public static readonly Role Auditor = new("auditor", "审计", "Auditor");

    /// <summary>Manages accounts and settings; records nothing about areas.</summary>
    public static readonly Role Admin = new("admin", "管理员", "Administrator");

    public static readonly ImmutableArray<Role> All = [Officer, Manager, Auditor, Admin];

    public static Role? Find(string? code) => All.FirstOrDefault(role => role.Code == code);
}

/// <summary>Who sends a command or query, in which role, for which jurisdictions.</summary>
/// <param name="Account">The account's name; stored with every event.</param>
public sealed record Actor(string Account, Role Role, ImmutableArray<string> Jurisdictions)
{
    /// <summary>Whether the actor may see areas of this jurisdiction. Auditors and administrators see everything.</summary>
    public bool CanSee(string jurisdiction) =>
        Role == Role.Auditor || Role == Role.Admin || Jurisdictions.Any(held => Jurisdiction.Covers(held, jurisdiction));
}
