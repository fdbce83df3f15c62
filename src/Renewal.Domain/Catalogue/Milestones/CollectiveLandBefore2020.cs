using System.Collections.Immutable;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// Collective land before 2020: approval first, then two announcements and one registration (两公告一登记). No text was found, so every row
/// of the procedure is unverified and only warns, and no period is counted; milestones of that time can still be recorded. Site clearing
/// and land listing use the shared rows.
/// </summary>
internal static class CollectiveLandBefore2020
{
    public static readonly EffectivePeriod Days = Until(2019, 12, 31);

    public static readonly ImmutableArray<MilestoneKind> Preparation =
    [
        .. Rows.Select(row => row with { OnlyWarns = true, Effective = Days }),
    ];

    /// <summary>The same row, with blocking gates that only warn in those days.</summary>
    public static MilestoneKind WithGatesThatWarn(MilestoneKind row) => row with
    {
        Gates =
        [
            .. row.Gates.SelectMany(gate => gate is { Strength: GateStrength.Block, Effective: null }
                ? new[] { (gate with { Strength = GateStrength.Warn }).In(Days), gate.In(CollectiveLandUrbanVillage.SinceLaw) } : [gate]),
        ],
    };

    private static ImmutableArray<MilestoneKind> Rows =>
    [
        new("acquisition-applied", Track.Preparation, "征地申请", "Acquisition applied for")
        {
            Actor = Actors.DistrictGovernment,
            Bases = [K(LALOld)],
        },
        new("acquisition-approved", Track.Preparation, "征地批复", "Acquisition approved")
        {
            Actor = Actors.Province,
            Gates = [Expected("acquisition-applied")],
            Bases = [K(LALOld)],
        },
        new("acquisition-announced", Track.Preparation, "征收土地公告（第一次公告）", "Acquisition announced (first announcement)")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [Expected("acquisition-approved")],
            Bases = [K(LALOld)],
        },
        new("compensation-registered", Track.Preparation, "补偿登记完成", "Compensation registered")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [Expected("acquisition-announced")],
            Bases = [K(LALOld)],
        },
        new("resettlement-plan-announced", Track.Preparation, "补偿安置公告（第二次公告）", "Plan announced (second announcement)")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [Expected("acquisition-announced")],
            Bases = [K(LALOld)],
        },
        new("funds-in-place", Track.Preparation, "费用足额到位", "Costs fully in place")
        {
            Actor = Actors.DistrictGovernment,
            Bases = [K(LALOld)],
        },
        new("agreements-signed", Track.Preparation, "补偿安置协议签订", "Agreements signed")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [Expected("resettlement-plan-announced")],
            Bases = [K(LALOld)],
        },
    ];
}
