using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>A vente as it is read and as a form is filled.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lue">The state that was read.</param>
/// <param name="Statut">Draft, valid, cancelled.</param>
/// <param name="Saisie">Everything that can be typed, with the names of what is chosen (null: in the trash).</param>
/// <param name="Totaux">What it amounts to, as saved.</param>
public sealed record VenteDetails(Guid Id, VersionLue Lue, StatutVente Statut, VenteSaisie Saisie, VenteTotaux Totaux)
{
    public string? Commercial { get; init; }

    /// <summary>Avoirs that credit this facture.</summary>
    public IReadOnlyList<PieceLiee> Avoirs { get; init; } = [];

    /// <summary>SKU of the lines' produits, by produit.</summary>
    public IReadOnlyDictionary<Guid, string> Skus { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Its contact isn't in the trash, but out of the reader's sight: it has no name here.</summary>
    public bool ContactMasque { get; init; }

    /// <summary>The organisation's currency: that of <see cref="VenteTotaux.Montant"/>.</summary>
    public string DeviseOrganisation { get; init; } = "EUR";
}

/// <summary>A linked document.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Numero">As people know it; null: none.</param>
/// <param name="Date">Its day.</param>
/// <param name="Statut">Draft, valid, cancelled.</param>
/// <param name="TotalHt">In its own currency, as <paramref name="TotalTtc"/>.</param>
/// <param name="TotalTtc">With tax.</param>
/// <param name="Devise">Its currency.</param>
public sealed record PieceLiee(Guid Id, string? Numero, DateOnly Date, StatutVente Statut, decimal TotalHt, decimal TotalTtc, string Devise);

/// <summary>Reads a vente.</summary>
public sealed class GetVente(UseCaseServices services) : UseCase<Guid, VenteDetails>(services)
{
    protected override Permission Permission => Permission.VentesRead;

    protected override async Task<Outcome<VenteDetails>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var sans = Texts.Get("Facture_sans_numero");
        var found = await db.Ventes.AsNoTracking().VisibleTo(acteur, db).Include(v => v.Lignes.OrderBy(l => l.Position)).Where(v => v.Id == request).Select(v => new
        {
            Vente = v,
            Entreprise = db.Entreprises.Where(e => e.TenantId == v.TenantId && e.Id == v.EntrepriseId).Select(e => e.RaisonSociale).FirstOrDefault(),
            Contact = db.Contacts.VisibleTo(acteur, db).Where(c => c.TenantId == v.TenantId && c.Id == v.ContactId).Select(c => c.NomComplet).FirstOrDefault(),
            Commercial = db.Membres.Where(m => m.TenantId == v.TenantId && m.Id == v.CommercialId).Select(m => m.Nom).FirstOrDefault(),
            Facture = db.Ventes.Where(f => f.TenantId == v.TenantId && f.Id == v.FactureId).Select(f => f.Serie == Vente.SerieSansNumero ? sans : f.Numero).FirstOrDefault(),
            Devise = db.Organisations.Select(o => o.Devise).First(),
        }).Prepared().SingleOrDefaultAsync(cancellationToken);
        if (found is null) return Refus.Introuvable();
        var vente = found.Vente;
        return new VenteDetails(vente.Id, new VersionLue(vente.Version, vente.ModifieLe), vente.Statut, SaisieOf(vente, found.Entreprise, found.Contact, found.Facture), VenteTotaux.Of(vente))
        {
            Commercial = found.Commercial,
            DeviseOrganisation = found.Devise,
            // The trash hides from everybody, sight and a restriction from some.
            ContactMasque = found.Contact is null && vente.ContactId is not null && await db.Contacts.AnyAsync(c => c.Id == vente.ContactId, cancellationToken),
            Skus = await SkusAsync(db, vente, cancellationToken),
            Avoirs = vente.Type == TypeVente.Avoir ? [] : await db.Ventes.AsNoTracking().VisibleTo(acteur, db).Where(a => a.FactureId == vente.Id).OrderBy(a => a.Date)
                .Select(a => new PieceLiee(a.Id, a.Serie == Vente.SerieSansNumero ? null : a.Numero, a.Date, a.Statut, a.TotalHt, a.TotalTtc, a.Devise)).ToListAsync(cancellationToken),
        };
    }

    private static async Task<Dictionary<Guid, string>> SkusAsync(AppDbContext db, Vente vente, CancellationToken cancellationToken)
    {
        var ids = vente.Lignes.Select(l => l.ProduitId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Produits.IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Sku, cancellationToken);
    }

    private static VenteSaisie SaisieOf(Vente vente, string? entreprise, string? contact, string? facture) => new()
    {
        Type = vente.Type,
        Serie = vente.Serie == Vente.SerieSansNumero ? "" : vente.Serie,
        Numero = vente.NumeroLisible,
        Date = vente.Date,
        EntrepriseId = vente.EntrepriseId,
        Entreprise = entreprise,
        ContactId = vente.ContactId,
        Contact = contact,
        CommercialId = vente.CommercialId,
        FactureId = vente.FactureId,
        Facture = facture,
        Devise = vente.Devise,
        Taux = Plain(vente.Taux),
        Lignes = [.. vente.Lignes.OrderBy(l => l.Position).Select(l => new LigneVenteSaisie
        {
            ProduitId = l.ProduitId,
            Designation = l.Designation,
            Quantite = Plain(l.Quantite),
            PrixUnitaireHt = Plain(l.PrixUnitaireHt),
            Remise = l.Remise == 0 ? null : Plain(l.Remise),
            TauxTva = Plain(l.TauxTva),
            CoutUnitaire = l.CoutUnitaire is { } cout ? Plain(cout) : null,
        })],
    };

    /// <summary>As it was typed: a column with four decimals gives 1.0000 back.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
