using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

/// <summary>Counts what lies within the circle of a breach.</summary>
internal sealed class CalculPerimetre(AppDbContext db, Cartographie.Cartographie map)
{
    public async Task<PerimetreViolation> CountAsync(CalculatePerimetreRequest request, DateTimeOffset du, DateTimeOffset au, CancellationToken cancellationToken)
    {
        var exports = db.Exports.AsNoTracking().Where(e => e.CreeLe >= du && e.CreeLe < au && e.Enregistrements != null);
        switch (request.Genre)
        {
            case GenrePerimetre.Membre:
                var membre = await MemberAsync(request.MembreId!.Value, null, cancellationToken);
                var touched = db.Modifications.Where(m => m.MembreId == request.MembreId && m.FaitLe >= du && m.FaitLe < au).Select(m => m.SujetId).Distinct();
                return await CountAsync(Cercle.SeenBy(db, membre.Acteur, membre.Acteur.Allows(Permission.CorbeilleManage)), exports.Where(e => e.MembreId == request.MembreId), cancellationToken) with
                {
                    Objet = membre.Nom,
                    FichesModifiees = await touched.CountAsync(cancellationToken),
                };
            case GenrePerimetre.Export:
                return await ExportAsync(request.ExportId!.Value, cancellationToken);
            case GenrePerimetre.Periode:
                return await CountAsync(Cercle.Between(db, du, au), exports, cancellationToken);
            default:
                return await CountAsync(Cercle.All(db), exports, cancellationToken);
        }
    }

    /// <summary>An export's disclosure says who was in it; of one from before disclosures were kept, at most those that its member sees.</summary>
    private async Task<PerimetreViolation> ExportAsync(Guid id, CancellationToken cancellationToken)
    {
        var export = await db.Exports.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken) ?? throw new DomainException("Violation_export_disparu");
        var membre = await MemberAsync(export.MembreId, export.Responsables, cancellationToken);
        if (await db.Communications.AsNoTracking().Where(c => c.ExportId == id).Select(c => c.Personnes).FirstOrDefaultAsync(cancellationToken) is { } disclosed)
            return await DisclosedAsync(export, membre.Nom, [.. disclosed], cancellationToken);
        var counted = await CountAsync(Cercle.Exported(db, membre.Acteur, export.Liste), db.Exports.Where(e => e.Id == id), cancellationToken);
        if (export.Liste == ListeExport.Organisation) return counted with { Objet = $"{export.Liste}, {membre.Nom}", EstMajorant = true };
        var rows = (int)(export.Enregistrements ?? 0);
        // Its filters left rows out that its member sees.
        return counted with
        {
            Objet = $"{export.Liste}, {membre.Nom}",
            Personnes = export.Liste == ListeExport.Contacts ? rows : Math.Min(rows, counted.Personnes),
            EstMajorant = export.Liste != ListeExport.Contacts,
            Lignes = [.. counted.Lignes.Select((l, i) => i == 0 ? l with { Enregistrements = rows } : l)],
        };
    }

    /// <summary>Whoever isn't known as a company is a person: who was erased since, too.</summary>
    private async Task<PerimetreViolation> DisclosedAsync(Export export, string membre, Guid[] ids, CancellationToken cancellationToken)
    {
        var cercle = Cercle.Disclosed(db, ids, export.Liste);
        var counted = await CountAsync(cercle, db.Exports.Where(e => e.Id == export.Id), cancellationToken);
        var companies = await Cercle.All(db).Entreprises!.CountAsync(e => ids.Contains(e.Id) && !e.EstPersonnePhysique, cancellationToken);
        var own = export.Liste switch { ListeExport.Contacts => "contacts", ListeExport.Entreprises => "entreprises", _ => "ventes" };
        return counted with
        {
            Objet = $"{export.Liste}, {membre}",
            Personnes = ids.Length - companies,
            Lignes = [new LignePerimetre(own, (int)(export.Enregistrements ?? 0), Categories(own)), .. counted.Lignes.Where(l => l.Table != own)],
        };
    }

    private List<CategorieDonnee> Categories(string table) => [.. map.De(table).Select(c => c.Categorie).Distinct().Order()];

    private async Task<PerimetreViolation> CountAsync(Cercle cercle, IQueryable<Export> exports, CancellationToken cancellationToken)
    {
        var lignes = new List<LignePerimetre>();
        if (cercle.Contacts is { } contacts)
        {
            await AddAsync("contacts", contacts.CountAsync(cancellationToken));
            await AddAsync("contact_emails", contacts.SelectMany(c => c.Emails).CountAsync(cancellationToken));
            await AddAsync("contact_telephones", contacts.SelectMany(c => c.Telephones).CountAsync(cancellationToken));
            await AddAsync("contact_liens", contacts.SelectMany(c => c.Liens).CountAsync(cancellationToken));
        }

        if (cercle.Entreprises is { } entreprises) await AddAsync("entreprises", entreprises.CountAsync(cancellationToken));
        if (cercle.Ventes is { } ventes) await AddAsync("ventes", ventes.CountAsync(cancellationToken));
        if (cercle.Evenements is { } evenements) await AddAsync("evenements", evenements.CountAsync(cancellationToken));
        var persons = cercle.Entreprises is null ? 0 : await cercle.Entreprises.CountAsync(e => e.EstPersonnePhysique, cancellationToken);
        return new PerimetreViolation
        {
            Personnes = persons + (lignes.Find(l => l.Table == "contacts")?.Enregistrements ?? 0),
            Lignes = lignes,
            Exports = await exports.CountAsync(cancellationToken),
            LignesExportees = await exports.SumAsync(e => e.Enregistrements ?? 0, cancellationToken),
        };

        async Task AddAsync(string table, Task<int> count) =>
            lignes.Add(new LignePerimetre(table, await count, Categories(table)));
    }

    /// <summary>A member as the rights see him, also one who has left since.</summary>
    private async Task<(Acteur Acteur, string Nom)> MemberAsync(Guid id, IReadOnlyList<Guid>? responsables, CancellationToken cancellationToken)
    {
        var membre = await db.Membres.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) ?? throw new DomainException("Violation_membre_disparu");
        var portee = await db.ReglagesRole.Where(r => r.Role == membre.Role).Select(r => (Portee?)r.Portee).SingleOrDefaultAsync(cancellationToken) ?? Portee.Toutes;
        responsables ??= portee switch
        {
            Portee.Toutes => null,
            Portee.Equipe when membre.EquipeId is not null => await db.Membres.Where(m => m.EquipeId == membre.EquipeId).Select(m => m.Id).ToListAsync(cancellationToken),
            _ => [id],
        };
        return (new Acteur(db.TenantId, id, membre.UtilisateurId, membre.Role, responsables), membre.Nom);
    }
}
