using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Common;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>A record that resembles what is being typed.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Titre">Its name.</param>
/// <param name="Detail">What tells it from others of the same name.</param>
/// <param name="Motifs">What they share.</param>
public sealed record Ressemblance(Guid Id, string Titre, string? Detail, MotifsDoublon Motifs);

/// <summary>The columns of the functions that find them.</summary>
internal sealed record RessemblanceRow(Guid Id, string Titre, string? Detail, int Motifs, float Proche)
{
    public const int Shown = 3;

    public static async Task<Outcome<IReadOnlyList<Ressemblance>>> ReadAsync(AppDbContext db, Acteur acteur, IQueryable<RessemblanceRow> rows, CancellationToken cancellationToken)
    {
        var found = await rows.ToListAsync(cancellationToken);
        var hidden = await db.RestrictedAsync(acteur, [.. found.Select(r => r.Id)], cancellationToken);
        return Outcome.Of<IReadOnlyList<Ressemblance>>([.. found.Where(r => !hidden.Contains(r.Id)).Select(r => new Ressemblance(r.Id, r.Titre, r.Detail, (MotifsDoublon)r.Motifs))]);
    }
}

/// <param name="Saisie">What was typed so far, valid or not.</param>
/// <param name="Sauf">The record that is being changed.</param>
/// <param name="Nom">The name while it is typed; null: that of the form.</param>
public sealed record EntrepriseRessemblanceRequest(EntrepriseSaisie Saisie, Guid? Sauf = null, string? Nom = null);

/// <summary>« Ressemble à… »: entreprises that the member sees with the same SIREN, TVA, e-mail or phone, or a close name.</summary>
public sealed class FindEntreprisesRessemblantes(UseCaseServices services) : UseCase<EntrepriseRessemblanceRequest, IReadOnlyList<Ressemblance>>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override Task<Outcome<IReadOnlyList<Ressemblance>>> ExecuteAsync(AppDbContext db, Acteur acteur, EntrepriseRessemblanceRequest request, CancellationToken cancellationToken)
    {
        var s = request.Saisie;
        var siren = Siren.Problem(s.Siren) is null ? Siren.Normalize(s.Siren) : null;
        if (siren is null && Siret.Problem(s.Siret) is null) siren = Siret.Normalize(s.Siret)?[..9];
        var tva = NumeroTva.Problem(s.NumeroTva) is null ? NumeroTva.Normalize(s.NumeroTva) : null;
        string[] phones = [.. s.Telephones.Select(t => Telephones.E164(t.Numero, s.Facturation.Pays)).OfType<string>()];
        return RessemblanceRow.ReadAsync(db, acteur, db.Database.SqlQuery<RessemblanceRow>($"""
            select * from fichier_entreprises_ressemblantes({request.Nom ?? s.RaisonSociale}, {siren}, {tva}, {Texte.Clean(s.Email)?.ToLowerInvariant()}, {phones},
                {request.Sauf}, {acteur.Responsables?.ToArray()}, {RessemblanceRow.Shown})
            """), cancellationToken);
    }
}

/// <param name="Saisie">What was typed so far, valid or not.</param>
/// <param name="Sauf">The record that is being changed.</param>
/// <param name="Nom">First name and name while they are typed; null: those of the form.</param>
public sealed record ContactRessemblanceRequest(ContactSaisie Saisie, Guid? Sauf = null, string? Nom = null);

/// <summary>« Ressemble à… »: contacts that the member sees with the same e-mail or phone, or a close name in the same entreprise.</summary>
public sealed class FindContactsRessemblants(UseCaseServices services) : UseCase<ContactRessemblanceRequest, IReadOnlyList<Ressemblance>>(services)
{
    protected override Permission Permission => Permission.ContactsRead;

    protected override Task<Outcome<IReadOnlyList<Ressemblance>>> ExecuteAsync(AppDbContext db, Acteur acteur, ContactRessemblanceRequest request, CancellationToken cancellationToken)
    {
        var s = request.Saisie;
        string[] emails = [.. s.Emails.Where(e => e.Nature == NatureCoordonnee.Nominative).Select(e => e.Adresse?.Trim().ToLowerInvariant()).OfType<string>().Where(e => e.Length > 0)];
        string[] phones = [.. s.Telephones.Where(t => t.Nature == NatureCoordonnee.Nominative).Select(t => Telephones.E164(t.Numero)).OfType<string>()];
        Guid[] entreprises = [.. s.Liens.Select(l => l.EntrepriseId).OfType<Guid>()];
        return RessemblanceRow.ReadAsync(db, acteur, db.Database.SqlQuery<RessemblanceRow>($"""
            select * from fichier_contacts_ressemblants({TexteNormalise.Of(request.Nom ?? $"{s.Prenom} {s.Nom}")}, {emails}, {phones}, {entreprises},
                {request.Sauf}, {acteur.MembreId}, {acteur.Responsables?.ToArray()}, {RessemblanceRow.Shown})
            """), cancellationToken);
    }
}
