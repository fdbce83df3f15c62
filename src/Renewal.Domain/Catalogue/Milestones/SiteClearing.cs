using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>腾退、拆除、净地: the end of the clearance track, shared by expropriation on state-owned and on collective land.</summary>
internal static class SiteClearing
{
    /// <summary>Compensation comes before moving, household by household; so the area's milestone has no gate of its own.</summary>
    public static MilestoneKind RelocationCompleted(Basis compensateFirst) =>
        new("relocation-completed", Track.Clearance, "腾退搬迁完成", "Relocation completed")
        {
            Bases = [compensateFirst],
            Evidence = new("腾房交钥匙单", "Handover slips for keys"),
            Remark = new("先补偿、后搬迁：逐户核对，在户档中把关，此处不设前置。",
                "Compensation before moving: held at each household's file, so there is no precondition here."),
        };

    public static readonly MilestoneKind Demolished = new("demolished", Track.Clearance, "拆除完毕", "Demolished")
    {
        Gates = [After("relocation-completed")],
        Bases = [K(LOCAL)],
        Evidence = new("拆除验收单", "Acceptance of the demolition"),
    };

    public static readonly MilestoneKind SiteCleared = new("site-cleared", Track.Clearance, "净地移交", "Cleared site handed over")
    {
        Gates = [After("demolished")],
        Bases = [K(LOCAL)],
        Evidence = new("净地交接单", "Handover record of the cleared site"),
    };
}
