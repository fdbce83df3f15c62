using System.Collections.Immutable;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>腾退、拆除、净地: the end of the clearance track, shared by expropriation on state-owned and on collective land.</summary>
internal static class SiteClearing
{
    /// <summary>
    /// By law, each household is compensated before it moves (R590 27, LAL 48). Households are not modelled yet, so the gate can only
    /// require that the decision is announced before the relocation.
    /// </summary>
    public static MilestoneKind RelocationCompleted(ImmutableArray<Gate> announced, params ImmutableArray<Basis> compensateFirst) =>
        new("relocation-completed", Track.Clearance, "腾退搬迁完成", "Relocation completed")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = announced,
            Bases = compensateFirst,
            Evidence = new("腾房交钥匙单", "Handover slips for keys"),
            Remark = new("先补偿、后搬迁：暂无户档，由经办人逐户核对后登记。",
                "Each household is compensated before it moves. Households are not recorded here yet: check each before recording this."),
        };

    public static readonly MilestoneKind Demolished = new("demolished", Track.Clearance, "拆除完毕", "Demolished")
    {
        Actor = Actors.ExpropriationDepartment,
        Gates = [After("relocation-completed")],
        Bases = [K(LOCAL)],
        Evidence = new("拆除验收单", "Acceptance of the demolition"),
    };

    public static readonly MilestoneKind SiteCleared = new("site-cleared", Track.Clearance, "净地移交", "Cleared site handed over")
    {
        Actor = Actors.ExpropriationDepartment,
        Gates = [After("demolished")],
        Bases = [K(LOCAL)],
        Evidence = new("净地交接单", "Handover record of the cleared site"),
    };
}
