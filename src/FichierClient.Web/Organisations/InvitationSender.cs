using FichierClient.Application.Common;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Web.Account.Mail;
using FichierClient.Web.Door;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Organisations;

/// <param name="Link">The e-mail's link in demo mode, else null.</param>
internal sealed record InvitationSent(string? Link);

/// <summary>Makes or renews an invitation and sends its e-mail, as often as the door allows one member.</summary>
internal sealed class InvitationSender(InviteMembre invite, ResendInvitation resend, AccountMails mails, AccountLimits limits, IStringLocalizer<OrganisationsTexts> texts)
{
    public Task<Outcome<InvitationSent>> InviteAsync(Acteur acteur, string email, Role role) =>
        SendAsync(acteur, () => invite.RunAsync(acteur, new InviteMembreRequest(email, role)));

    public Task<Outcome<InvitationSent>> ResendAsync(Acteur acteur, Guid invitationId) =>
        SendAsync(acteur, () => resend.RunAsync(acteur, new ResendInvitationRequest(invitationId)));

    private async Task<Outcome<InvitationSent>> SendAsync(Acteur acteur, Func<Task<Outcome<InvitationToSend>>> make)
    {
        if (!limits.MayInvite(acteur.MembreId)) return Refus.Regle(texts["TropInvitations"]);
        var outcome = await make();
        return outcome.Refus is { } refus ? refus : new InvitationSent(mails.SendInvitation(outcome.Value));
    }
}
