using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>Reads contacts to be compared field by field before they become one; those that the member doesn't see are left out.</summary>
public sealed class CompareContacts(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, IReadOnlyList<FicheComparee<ContactSaisie>>>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<IReadOnlyList<FicheComparee<ContactSaisie>>>> ExecuteAsync(
        AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var ids = request.Distinct().Take(FusionRequest.Maximum).ToList();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var fiches = await FusionContacts.Instance.LoadAsync(db, acteur, ids, cancellationToken);
        var linked = fiches.SelectMany(c => c.Liens.Select(l => l.EntrepriseId)).Distinct().ToList();
        var noms = await db.Entreprises.AsNoTracking().VisibleTo(acteur).Where(e => linked.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.RaisonSociale, cancellationToken);
        var counts = await db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => new
        {
            c.Id,
            Ventes = db.Ventes.VisibleTo(acteur, db).Count(v => v.ContactId == c.Id),
            Echanges = db.Evenements.VisibleTo(acteur, db).Count(v => v.ContactId == c.Id),
        }).ToDictionaryAsync(c => c.Id, cancellationToken);
        return Outcome.Of<IReadOnlyList<FicheComparee<ContactSaisie>>>([.. fiches.Select(f =>
            new FicheComparee<ContactSaisie>(f.Id, f.NomComplet, f.Version, f.CreeLe, Shown(f.ToSaisie(noms)), counts[f.Id].Ventes, 0, counts[f.Id].Echanges))]);
    }

    /// <summary>Places in entreprises that the member doesn't see move along, but aren't shown.</summary>
    private static ContactSaisie Shown(ContactSaisie saisie)
    {
        saisie.Liens.RemoveAll(l => l.Entreprise is null);
        return saisie;
    }
}
