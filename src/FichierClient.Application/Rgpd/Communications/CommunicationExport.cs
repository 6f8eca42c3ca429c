using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Application.Exports.Lignes;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Communications;

/// <summary>Each export is a disclosure: its reader, its columns and the persons in it are kept.</summary>
internal static class CommunicationExport
{
    /// <summary>Ids of the contacts and entreprises that the list is about.</summary>
    public static async Task<IReadOnlyList<Guid>> PersonnesAsync(LectureExport lecture, CancellationToken cancellationToken)
    {
        if (lecture.Demande.Liste == ListeExport.Contacts) return await ContactLignes.Query(lecture).Select(c => c.Id).ToListAsync(cancellationToken);
        if (lecture.Demande.Liste == ListeExport.Entreprises) return await EntrepriseLignes.Query(lecture).Select(e => e.Entreprise.Id).ToListAsync(cancellationToken);
        var ventes = lecture.Demande.Format == FormatExport.Fec ? VenteLignes.QueryFec(lecture) : VenteLignes.Query(lecture);
        return await ventes.Select(v => v.EntrepriseId).Union(ventes.Where(v => v.ContactId != null).Select(v => v.ContactId!.Value)).ToListAsync(cancellationToken);
    }

    public static async Task AddCommunicationAsync(this AppDbContext db, Export export, DemandeExport demande, IReadOnlyList<Guid> personnes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var membre = await db.Membres.Where(m => m.Id == export.MembreId).Select(m => m.Nom).SingleAsync(cancellationToken);
        var sujet = export.Liste switch { ListeExport.Entreprises => Sujet.Entreprise, ListeExport.Contacts => Sujet.Contact, _ => Sujet.Vente };
        var whole = export.Format is FormatExport.Reimport or FormatExport.VCard or FormatExport.Fec || demande.Colonnes.Count == 0;
        var champs = whole ? Common.Texts.Get("Communication_fiches_entieres") : string.Join(", ", demande.Colonnes.Select(c => c.Titre));
        db.Communications.Add(new Communication(db.TenantId, new DonneesCommuniquees(
            Common.Texts.Get("Communication_export", membre), sujet, export.Enregistrements ?? 0, champs, BaseLegale.InteretLegitime, personnes, export.Id), export.MembreId, now));
    }
}
