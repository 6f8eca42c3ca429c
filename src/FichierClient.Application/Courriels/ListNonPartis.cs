using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Courriels;

/// <summary>An e-mail that was given up, or that another installation may have sent, and the request that it belongs to.</summary>
public sealed record NonPartiRow(Guid Id, Guid? DemandeId, string Reference, string Objet, bool EstAilleurs);

/// <summary>What the mail server didn't take: whoever was to read it still waits.</summary>
public sealed class ListNonPartis(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<NonPartiRow>>(services)
{
    private const int Shown = 50;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<NonPartiRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) =>
        Outcome.Of<IReadOnlyList<NonPartiRow>>(await db.Courriels.AsNoTracking().Where(c => c.Statut == StatutCourriel.NonParti || c.Statut == StatutCourriel.Ailleurs).OrderBy(c => c.CreeLe).Take(Shown)
            .Select(c => new NonPartiRow(c.Id, c.DemandeId, c.Reference, c.Objet, c.Statut == StatutCourriel.Ailleurs)).ToListAsync(cancellationToken));
}
