using System.Globalization;
using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Demo;

/// <summary>Writes the ventes and their lines in two passes: a document is made again from its index, so that none is kept.</summary>
internal sealed class DemoVentes(DemoTable table, DemoEquipe equipe, DemoSize size, DemoCalendrier calendrier, DemoFiche[] fiches, Guid[] contacts)
{
    private const long Stream = 3L << 43;

    private readonly long ids = equipe.TenantId.GetHashCode();

    /// <summary>What each rep sold, in euros, over the last 365 days.</summary>
    public decimal[] Vendu { get; } = new decimal[equipe.Commerciaux.Count];

    private readonly record struct Ligne(Produit Produit, decimal Quantite, decimal Prix, decimal Remise, decimal TotalHt);

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var ventes = calendrier.Make();
        await table.FillAsync("ventes", """
            tenant_id, id, type, statut, serie, numero, date, entreprise_id, contact_id, commercial_id, facture_id, devise, taux,
            total_ht, total_tva, total_ttc, montant, cree_le, cree_par_id, modifie_le
            """, Rows(ventes), cancellationToken);
        await table.FillAsync("vente_lignes", """
            tenant_id, id, vente_id, position, produit_id, designation, quantite, prix_unitaire_ht, remise, taux_tva, total_ht, montant, cout_unitaire
            """, Lignes(ventes), cancellationToken);
    }

    private IEnumerable<object?[]> Rows(DemoVente[] ventes)
    {
        var numbers = new Dictionary<string, int>();
        var recent = calendrier.Debut.AddYears(DemoSize.Annees).DayNumber - calendrier.Debut.DayNumber;
        for (var i = 0; i < ventes.Length; i++)
        {
            var (vente, random) = (ventes[i], new DemoRandom(size.Seed, Stream + i));
            var (date, fiche, avoir) = (calendrier.Debut.AddDays(vente.Jour), fiches[vente.Entreprise], vente.Facture >= 0);
            var statut = random.Chance(0.005) ? StatutVente.Annulee : recent - vente.Jour < 12 && !avoir && random.Chance(0.04) ? StatutVente.Brouillon : StatutVente.Validee;
            var serie = string.Create(CultureInfo.InvariantCulture, $"{(avoir ? "AV" : "FA")}{date.Year}");
            var numero = statut == StatutVente.Brouillon ? null : $"{serie}-{numbers[serie] = numbers.GetValueOrDefault(serie) + 1:000000}";
            var commercial = fiche.Commercial != DemoEntreprises.Personne && random.Chance(0.94) ? fiche.Commercial : random.Next(0, equipe.Commerciaux.Count);
            Guid? contact = vente.Entreprise < contacts.Length && random.Chance(0.3) ? contacts[vente.Entreprise] : null;
            var lignes = Document(ventes, i);
            var ht = lignes.Sum(l => l.TotalHt);
            var tva = lignes.GroupBy(l => l.Produit.TauxTva).Sum(g => Argent.Round(g.Sum(l => l.TotalHt) * g.Key / 100));
            if (statut == StatutVente.Validee && recent - vente.Jour < 365) Vendu[commercial] += avoir ? -ht : ht;
            var (le, auteur) = (At(vente.Jour), equipe.Commerciaux[commercial].Id);
            yield return
            [
                equipe.TenantId, Id(ventes, i), avoir ? nameof(TypeVente.Avoir) : nameof(TypeVente.Facture), statut.ToString(), serie, numero, date, fiche.Id, contact, auteur,
                avoir ? Id(ventes, vente.Facture) : null, "EUR", 1m, ht, tva, ht + tva, avoir ? -ht : ht, le, auteur, le,
            ];
        }
    }

    private IEnumerable<object?[]> Lignes(DemoVente[] ventes)
    {
        for (var i = 0; i < ventes.Length; i++)
        {
            var (lignes, vente, sign) = (Document(ventes, i), Id(ventes, i), ventes[i].Facture >= 0 ? -1 : 1);
            var random = new DemoRandom(ids, ~(long)i);
            for (var p = 0; p < lignes.Length; p++)
            {
                var l = lignes[p];
                yield return
                [
                    equipe.TenantId, random.Id(At(ventes[i].Jour)), vente, p + 1, l.Produit.Id, l.Produit.Nom, l.Quantite, l.Prix, l.Remise, l.Produit.TauxTva, l.TotalHt,
                    sign * l.TotalHt, l.Produit.Cout,
                ];
            }
        }
    }

    /// <summary>An avoir takes back a part of its facture's first line.</summary>
    private Ligne[] Document(DemoVente[] ventes, int index)
    {
        var random = new DemoRandom(size.Seed, (Stream << 1) + index);
        if (ventes[index].Facture >= 0)
        {
            var credited = Document(ventes, ventes[index].Facture)[0];
            return [Priced(credited.Produit, Math.Max(1, Math.Floor(credited.Quantite * (decimal)random.Next())), credited.Prix, credited.Remise)];
        }

        var taste = new DemoRandom(size.Seed, (Stream << 2) + ventes[index].Entreprise);
        var (volume, favourite) = (taste.Uneven(0.8), taste.Next(0, equipe.Produits.Count));
        var lignes = new Ligne[1 + random.Falling(3, 0.7)];
        for (var p = 0; p < lignes.Length; p++)
        {
            var produit = equipe.Produits[(favourite + random.Falling(equipe.Produits.Count, 0.8)) % equipe.Produits.Count];
            var usual = Math.Max(1, 260 * volume / (double)produit.Prix!.Value * (0.5 + random.Next()));
            var older = ventes[index].Jour < 365 ? 0.95m : ventes[index].Jour < 730 ? 0.98m : 1m;
            lignes[p] = Priced(produit, (decimal)Math.Round(usual), Argent.Round(produit.Prix.Value * older), random.Chance(0.2) ? random.Pick([5m, 10m, 15m]) : 0m);
        }

        return lignes;
    }

    private static Ligne Priced(Produit produit, decimal quantite, decimal prix, decimal remise) =>
        new(produit, quantite, prix, remise, Argent.Round(quantite * prix * (1 - remise / 100)));

    private DateTimeOffset At(int jour) => new(calendrier.Debut.AddDays(jour), new TimeOnly(9, 30), TimeSpan.Zero);

    private Guid Id(DemoVente[] ventes, int index) => new DemoRandom(ids, index).Id(At(ventes[index].Jour));
}
