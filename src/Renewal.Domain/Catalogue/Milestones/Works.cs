using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>开工、完工: two rows shared by all kinds with works; each kind gives the legal basis and the evidence.</summary>
internal static class Works
{
    public static MilestoneKind Started(Basis basis, Wording evidence) =>
        new("works-started", Track.Completion, "开工", "Works started")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("contract-signed")],
            Bases = [basis],
            Evidence = evidence,
        };

    public static MilestoneKind Finished(Basis basis, Wording evidence) =>
        new("works-finished", Track.Completion, "完工", "Works finished")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("works-started")],
            Bases = [basis],
            Evidence = evidence,
            Remark = new("工期以合同约定为准。", "The contract sets the duration."),
        };
}
