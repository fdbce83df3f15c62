using System.Text.Json.Nodes;
using Renewal.App.Api.Areas;

namespace Renewal.App.Api.Docs;

/// <summary>
/// A body for every door, so that nobody has to guess. One area's story: sent in order (with the event's and the obstacle's own ids)
/// all of them are taken, and a test sends them.
/// </summary>
internal static class Examples
{
    private static readonly Dictionary<Type, string> Bodies = new()
    {
        [typeof(AreaBody)] =
            """
            {"code": "dongfeng", "name": "东风片", "kind": "state-land-expropriation", "jurisdiction": "420112001",
             "openedOn": "2026-01-05", "labels": ["重点"], "responsibleUnit": "征收办", "siteAreaM2": 21500, "householdsExpected": 312}
            """,
        [typeof(OpeningPositionBody)] =
            """
            {"stage": "preparation", "asOf": "2026-01-31", "source": "2026年1月台账",
             "milestones": [{"milestone": "planning-conformity-confirmed", "effectiveOn": "2026-01-20"}]}
            """,
        [typeof(MilestoneBody)] =
            """
            {"milestone": "scope-determined", "effectiveOn": "2026-02-10", "documentNumber": "〔2026〕7号", "documentDate": "2026-02-09",
             "authority": "区人民政府", "note": "红线图附后", "attachments": ["红线图.pdf"]}
            """,
        [typeof(StageBody)] =
            """
            {"stage": "listing", "effectiveOn": "2026-06-15", "documentNumber": "〔2026〕31号",
             "override": {"reason": "材料已齐，补录中", "approver": "分管主任", "documentNumber": "专题会议纪要〔2026〕4号"}}
            """,
        [typeof(CorrectionBody)] =
            """
            {"eventId": "3fa85f64-5717-4562-b3fc-2c963f66afa6", "reason": "日期写错",
             "replaceWith": {"milestone": "scope-determined", "effectiveOn": "2026-02-11", "documentNumber": "〔2026〕7号"}}
            """,
        [typeof(PlanBody)] =
            """
            {"milestones": [{"milestone": "expropriation-announced", "plannedOn": "2026-09-30"},
                            {"milestone": "signing-opened", "plannedOn": "2026-11-15", "grade": "forecast"}], "reason": "年度计划"}
            """,
        [typeof(ObstacleBody)] =
            """{"category": "资金", "description": "首期征收资金未到位", "raisedOn": "2026-03-02"}""",
        [typeof(ResolutionBody)] =
            """{"resolvedOn": "2026-04-08", "how": "区财政拨付到位"}""",
        [typeof(StatusBody)] =
            """{"effectiveOn": "2026-06-20", "reason": "规划调整，等待批复", "documentNumber": "会议纪要〔2026〕12号"}""",
        [typeof(LabelsBody)] =
            """{"labels": ["重点", "2026年度计划"]}""",
        [typeof(DutyBody)] =
            """{"effectiveOn": "2026-02-01", "responsibleUnit": "征收办", "officer": "张同志"}""",
        [typeof(ProgressNoteBody)] =
            """{"asOf": "2026-04-30", "text": "入户调查完成八成", "source": "4月例会"}""",
    };

    /// <summary>The example of a body; null for what has none.</summary>
    public static JsonNode? Of(Type? body) => body is not null && Bodies.TryGetValue(body, out var text) ? JsonNode.Parse(text) : null;
}
