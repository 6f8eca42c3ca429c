using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Doublons;

/// <summary>Entreprises that become one.</summary>
internal sealed class FusionEntreprises : GenreFusion<Entreprise, EntrepriseSaisie>
{
    public static readonly FusionEntreprises Instance = new();

    public override Sujet Sujet => Sujet.Entreprise;

    public override IReadOnlyCollection<string> Champs => ChampsEntreprise.Noms;

    // The name is told with the merge; nothing is lost of phones and labels, and no member merges away an objection.
    public override IReadOnlyCollection<string> ChampsSeuls { get; } =
        [.. ChampsEntreprise.Noms.Except([nameof(EntrepriseSaisie.RaisonSociale), nameof(EntrepriseSaisie.Telephones), nameof(EntrepriseSaisie.Etiquettes), nameof(EntrepriseSaisie.EstDiffusionPartielle)])];

    public override Task<List<Entreprise>> LoadAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        db.Entreprises.VisibleTo(acteur).Include(e => e.Telephones).Include(e => e.Etiquettes).AsSplitQuery().Where(e => ids.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(cancellationToken);

    public override async Task<Dictionary<Guid, EntrepriseSaisie>> ReadAsync(AppDbContext db, IReadOnlyCollection<Entreprise> fiches, CancellationToken cancellationToken)
    {
        var etiquettes = await db.Etiquettes.AsNoTracking().ToDictionaryAsync(e => e.Id, e => e.Nom, cancellationToken);
        return fiches.ToDictionary(e => e.Id, e => e.ToSaisie([.. e.Etiquettes.Select(l => etiquettes[l.EtiquetteId]).Order(StringComparer.CurrentCulture)]));
    }

    public override string NameOf(Entreprise fiche) => fiche.RaisonSociale;

    public override void Copy(string champ, EntrepriseSaisie from, EntrepriseSaisie to) => ChampsEntreprise.Copy(champ, from, to);

    public override void Unite(EntrepriseSaisie into, IReadOnlyCollection<EntrepriseSaisie> all, FusionRequest request)
    {
        into.Telephones = [.. all.SelectMany(s => s.Telephones.Select(t => (t, Cle: Telephones.Read(t.Numero ?? "", s.Facturation.Pays, null).E164 ?? t.Numero))).DistinctBy(t => t.Cle).Select(t => t.t)];
        into.Etiquettes = [.. all.SelectMany(s => s.Etiquettes).Distinct(StringComparer.OrdinalIgnoreCase)];
        // Who objects to being solicited does so under every record, and as the person that one of them says.
        into.EstDiffusionPartielle = all.Any(s => s.EstDiffusionPartielle);
        into.EstPersonnePhysique |= all.Any(s => s is { EstDiffusionPartielle: true, EstPersonnePhysique: true });
        if (into.MaisonMereId is { } mere && request.Ids.Contains(mere)) into.MaisonMereId = null;
        // The SIRET of another company can't stand beside the SIREN that was chosen.
        if (into.Siren is { } siren && into.Siret is { } siret && !siret.StartsWith(siren, StringComparison.Ordinal) && !request.Chose(nameof(into.Siret))) into.Siret = null;
        // Nor its VAT number: a French one ends with the SIREN.
        if (into.Siren is { } own && into.NumeroTva is { } tva && tva.StartsWith("FR", StringComparison.Ordinal) && !tva.EndsWith(own, StringComparison.Ordinal) && !request.Chose(nameof(into.NumeroTva))) into.NumeroTva = null;
    }

    protected override void Separate(string champ, EntrepriseSaisie before, EntrepriseSaisie after, EntrepriseSaisie back)
    {
        if (champ == nameof(back.Telephones)) back.Telephones = Own(before.Telephones, after.Telephones, back.Telephones, t => CoordonneeFusion.KeyOf(t.Numero));
        if (champ == nameof(back.Etiquettes)) back.Etiquettes = Own(before.Etiquettes, after.Etiquettes, back.Etiquettes, e => e.ToUpperInvariant());
    }

    protected override IEnumerable<string> Coordonnees(EntrepriseSaisie saisie) => saisie.Telephones.Select(t => t.Numero).OfType<string>();

    public override Task ApplyAsync(AppDbContext db, Acteur acteur, Entreprise fiche, EntrepriseSaisie saisie, CancellationToken cancellationToken) => db.ApplyAsync(fiche, saisie, acteur, cancellationToken);
}
