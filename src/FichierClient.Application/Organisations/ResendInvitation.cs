using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ResendInvitationRequest(Guid InvitationId);

/// <summary>A new link for seven more days; the old one no longer works. The caller sends the e-mail.</summary>
public sealed class ResendInvitation(UseCaseServices services) : UseCase<ResendInvitationRequest, InvitationToSend>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<InvitationToSend>> ExecuteAsync(AppDbContext db, Acteur acteur, ResendInvitationRequest request, CancellationToken cancellationToken)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == request.InvitationId, cancellationToken) is not { } invitation) return Refus.Introuvable();
        if (invitation.AccepteeLe is not null || invitation.RevoqueeLe is not null) return Refus.Regle(Messages.Get("Invitation_fermee"));
        var jeton = JetonInvitation.Create();
        invitation.Renew(JetonInvitation.Hash(jeton), Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return await db.ToSendAsync(invitation, jeton, acteur, cancellationToken);
    }
}

internal static class InvitationProjection
{
    public static async Task<InvitationToSend> ToSendAsync(this AppDbContext db, Invitation invitation, string jeton, Acteur acteur, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.Select(o => o.Nom).SingleAsync(cancellationToken);
        var invitePar = await db.Membres.Where(m => m.Id == acteur.MembreId).Select(m => m.Nom).SingleAsync(cancellationToken);
        return new InvitationToSend(invitation.Id, invitation.Email, jeton, organisation, invitePar, invitation.ExpireLe);
    }
}
