using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.App.Pages.Recording;

/// <summary>
/// What can be recorded about an area as it stands, and why not the rest, in the words the rules themselves would use. A page that
/// left out what is shut would have people look for it in vain.
/// </summary>
internal static class AvailableActions
{
    /// <summary>Everything that can be recorded about an area that is registered.</summary>
    public static IEnumerable<AreaForm> All => AreaForm.All.Where(form => form is not RegisterForm);

    /// <summary>Null when the act is open.</summary>
    public static string? BlockedReason(AreaForm form, AreaState state, bool isManager)
    {
        if (form.ManagersOnly && !isManager) return UiText.Of(Refusals.RoleForbids(Role.Officer.Code, "confirm"));
        if (form is LabelsForm) return null;
        if (state.Status == AreaStatus.Terminated) return UiText.Of(Refusals.AreaClosed(state.StatusSince!.Value));
        return form switch
        {
            ResumptionForm when state.Status != AreaStatus.Suspended => UiText.Of(Refusals.AreaNotSuspended),
            MilestoneForm or StageForm or SuspensionForm when state.Status == AreaStatus.Suspended =>
                UiText.Of(Refusals.AreaSuspended(state.StatusSince!.Value)),
            ConfirmForm when !ConfirmForm.Open(state).Any() => AreaText.T("why.nothing-to-confirm"),
            ResolutionForm when !state.OpenObstacles.Any() => AreaText.T("why.no-obstacle"),
            OpeningForm when state.OpenedAt is not null => UiText.Of(Refusals.OpeningAlready),
            _ => null,
        };
    }
}
