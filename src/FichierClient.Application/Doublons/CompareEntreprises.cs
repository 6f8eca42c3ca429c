using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>A record beside others that may be the same.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Version">What was looked at.</param>
/// <param name="CreeLe">When it was made.</param>
/// <param name="Saisie">Its fields.</param>
/// <param name="Ventes">Invoices and credit notes that hang on it.</param>
/// <param name="Contacts">Of an entreprise.</param>
/// <param name="Echanges">Notes, calls, rappels.</param>
public sealed record FicheComparee<TSaisie>(Guid Id, string Nom, uint Version, DateTimeOffset CreeLe, TSaisie Saisie, int Ventes, int Contacts, int Echanges)
{
    /// <summary>Name of the parent company; null when there is none, or the member doesn't see it.</summary>
    public string? MaisonMere { get; init; }
}

/// <summary>Reads entreprises to be compared field by field before they become one; those that the member doesn't see are left out.</summary>
public sealed class CompareEntreprises(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, IReadOnlyList<FicheComparee<EntrepriseSaisie>>>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override async Task<Outcome<IReadOnlyList<FicheComparee<EntrepriseSaisie>>>> ExecuteAsync(
        AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var ids = request.Distinct().Take(FusionRequest.Maximum).ToList();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var fiches = await FusionEntreprises.Instance.LoadAsync(db, acteur, ids, cancellationToken);
        var saisies = await FusionEntreprises.Instance.ReadAsync(db, fiches, cancellationToken);
        var counts = await db.Entreprises.Where(e => ids.Contains(e.Id)).Select(e => new
        {
            e.Id,
            MaisonMere = db.Entreprises.VisibleTo(acteur).Where(m => m.Id == e.MaisonMereId).Select(m => m.RaisonSociale).FirstOrDefault(),
            Ventes = db.Ventes.Count(v => v.EntrepriseId == e.Id),
            Contacts = db.Contacts.VisibleTo(acteur, db).Count(c => c.Liens.Any(l => l.EntrepriseId == e.Id)),
            Echanges = db.Evenements.Count(v => v.EntrepriseId == e.Id),
        }).ToDictionaryAsync(c => c.Id, cancellationToken);
        return Outcome.Of<IReadOnlyList<FicheComparee<EntrepriseSaisie>>>([.. fiches.Select(f =>
            new FicheComparee<EntrepriseSaisie>(f.Id, f.RaisonSociale, f.Version, f.CreeLe, saisies[f.Id], counts[f.Id].Ventes, counts[f.Id].Contacts, counts[f.Id].Echanges) { MaisonMere = counts[f.Id].MaisonMere })]);
    }
}
