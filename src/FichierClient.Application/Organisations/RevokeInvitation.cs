using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record RevokeInvitationRequest(Guid InvitationId);

/// <summary>The link no longer works, at once.</summary>
public sealed class RevokeInvitation(UseCaseServices services) : UseCase<RevokeInvitationRequest, Done>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, RevokeInvitationRequest request, CancellationToken cancellationToken)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == request.InvitationId && i.AccepteeLe == null, cancellationToken) is not { } invitation)
            return Refus.Introuvable();
        invitation.Revoke(Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
