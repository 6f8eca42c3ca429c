using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Entreprises;

/// <summary>Creates an entreprise typed by a member; gives its id.</summary>
public sealed class CreateEntreprise(UseCaseServices services, GardeOpposition garde) : UseCase<EntrepriseSaisie, Guid>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected override async Task<Outcome<Guid>> ExecuteAsync(AppDbContext db, Acteur acteur, EntrepriseSaisie request, CancellationToken cancellationToken)
    {
        if (await db.RefuseMaisonMereAsync(acteur, request, null, cancellationToken) is { } refus) return refus;
        if (request.RefuseTelephones(null) is { } numero) return numero;
        await garde.AdmitAsync(db, GardeOpposition.IdentifiantsOf(request), estRevenue: false, nameof(request.Email), cancellationToken);
        var entreprise = new Entreprise(db.TenantId, request.RaisonSociale!);
        await db.ApplyAsync(entreprise, request, acteur, cancellationToken);
        db.Entreprises.Add(entreprise);
        db.Provenances.Add(new Provenance(
            db.TenantId, Sujet.Entreprise, entreprise.Id, Texts.Get("Saisie_manuelle"), Partie.Nous, BaseLegale.InteretLegitime, Clock.GetUtcNow()).By(acteur.MembreId));
        db.NoteAnnuaire(entreprise, request, acteur, Clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return entreprise.Id;
    }
}
