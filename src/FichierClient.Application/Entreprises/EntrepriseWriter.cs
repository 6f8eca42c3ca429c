using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>Carries what was typed into the aggregate; creation and change share it.</summary>
internal static class EntrepriseWriter
{
    public static async Task ApplyAsync(this AppDbContext db, Entreprise entreprise, EntrepriseSaisie saisie, Acteur acteur, CancellationToken cancellationToken)
    {
        entreprise.Rename(saisie.RaisonSociale ?? "", saisie.NomCommercial);
        entreprise.Identify(new IdentiteLegale
        {
            Siren = saisie.Siren,
            Siret = saisie.Siret,
            NumeroTva = saisie.NumeroTva,
            Reference = saisie.Reference,
            CodeNaf = saisie.CodeNaf?.Replace(" ", "", StringComparison.Ordinal),
            NomenclatureNaf = saisie.NomenclatureNaf,
            CategorieJuridique = saisie.CategorieJuridique,
            TrancheEffectif = saisie.TrancheEffectif,
            EstPersonnePhysique = saisie.EstPersonnePhysique,
        });
        entreprise.ChangeDiffusion(saisie.EstDiffusionPartielle);
        entreprise.ChangeAdresses(saisie.Facturation.ToAdresse(), saisie.Livraison.ToAdresse());
        entreprise.ChangeCoordonnees(saisie.Email, saisie.Site);
        entreprise.ReplaceTelephones([.. saisie.Telephones.Select(t => Telephones.Read(t.Numero ?? "", saisie.Facturation.Pays, t.Libelle))]);
        entreprise.ChangePotentiel(saisie.Potentiel, saisie.PrixMaximumAccepte);
        entreprise.FixStatut(saisie.StatutManuel);
        entreprise.Cease(saisie.CesseeLe);
        entreprise.ChangeCanal(saisie.CanalId);
        // Somebody who only sees some members' entreprises would lose an unassigned one as it is saved.
        entreprise.Assign(saisie.ResponsableId ?? (acteur.SeesAll ? null : acteur.MembreId));
        entreprise.AttachTo(saisie.MaisonMereId);
        entreprise.ReplaceEtiquettes(await db.EtiquetteIdsAsync(saisie.Etiquettes, cancellationToken));
    }

    /// <summary>Refuses a number that was typed now and can't be one; what stands in the file already may stay.</summary>
    /// <param name="saisie">What was typed.</param>
    /// <param name="entreprise">As it stands, with its phones; null: a new one.</param>
    /// <param name="prefix">Path of <paramref name="saisie"/> in the request.</param>
    public static Refus? RefuseTelephones(this EntrepriseSaisie saisie, Entreprise? entreprise, string prefix = "")
    {
        var known = entreprise?.Telephones.Select(t => t.Saisie).ToHashSet() ?? [];
        return Telephones.Refuse(saisie.Telephones.Select((t, i) => (known.Contains(t.Numero?.Trim() ?? "") ? null : t.Numero, $"{prefix}{nameof(saisie.Telephones)}[{i}].{nameof(TelephoneSaisie.Numero)}")), saisie.Facturation.Pays);
    }

    /// <summary>What was taken over from the directory has it for a source (RGPD art. 14).</summary>
    public static void NoteAnnuaire(this AppDbContext db, Entreprise entreprise, EntrepriseSaisie saisie, Acteur acteur, DateTimeOffset now)
    {
        if (saisie.DepuisAnnuaire && db.Entry(entreprise).State is not EntityState.Unchanged)
            db.Provenances.Add(new Provenance(db.TenantId, Sujet.Entreprise, entreprise.Id, Texts.Get("Annuaire_lieu"), Partie.Tiers, BaseLegale.InteretLegitime, now).By(acteur.MembreId));
    }

    /// <summary>Refuses a maison mère that the member doesn't see; the one that the entreprise has may stay, seen or not.</summary>
    public static async Task<Refus?> RefuseMaisonMereAsync(this AppDbContext db, Acteur acteur, EntrepriseSaisie saisie, Guid? actuelle, CancellationToken cancellationToken)
    {
        if (saisie.MaisonMereId is not { } mere || mere == actuelle || await db.Entreprises.VisibleTo(acteur).AnyAsync(e => e.Id == mere, cancellationToken)) return null;
        var message = Texts.Get("Lien_entreprise_introuvable");
        return new Refus(RefusKind.Invalide, message) { Champs = [new ErreurChamp(nameof(saisie.MaisonMereId), message)] };
    }

    private static async Task<List<Guid>> EtiquetteIdsAsync(this AppDbContext db, List<string> noms, CancellationToken cancellationToken)
    {
        var wanted = noms.Select(nom => nom.Trim()).Where(nom => nom.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (wanted.Count == 0) return [];
        var known = await db.Etiquettes.ToListAsync(cancellationToken);
        var ids = new List<Guid>();
        foreach (var nom in wanted)
        {
            var etiquette = known.Find(e => string.Equals(e.Nom, nom, StringComparison.OrdinalIgnoreCase));
            if (etiquette is null) db.Etiquettes.Add(etiquette = new Etiquette(db.TenantId, nom));
            ids.Add(etiquette.Id);
        }

        return ids;
    }
}
