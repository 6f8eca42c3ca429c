using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ListInvitationsRequest;

public sealed record InvitationRow(Guid Id, string Email, Role Role, string InvitePar, DateTimeOffset CreeeLe, DateTimeOffset ExpireLe, bool EstExpiree);

/// <summary>Invitations that nobody has answered yet, the latest first; expired ones too, since they can be sent again.</summary>
public sealed class ListInvitations(UseCaseServices services) : UseCase<ListInvitationsRequest, IReadOnlyList<InvitationRow>>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<IReadOnlyList<InvitationRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListInvitationsRequest request, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var rows = await db.Invitations.AsNoTracking()
            .Where(i => i.AccepteeLe == null && i.RevoqueeLe == null)
            .OrderByDescending(i => i.CreeeLe).ThenByDescending(i => i.Id)
            .Select(i => new InvitationRow(
                i.Id, i.Email, i.Role, db.Membres.Where(m => m.Id == i.InviteParId).Select(m => m.Nom).First(),
                i.CreeeLe, i.ExpireLe, i.ExpireLe <= now))
            .ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<InvitationRow>>(rows);
    }
}
