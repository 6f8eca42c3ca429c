using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Ventes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Imports.Engine;

/// <summary>The ventes of one batch: found by series and number, made, changed, written.</summary>
internal sealed class VenteStep(
    RunContext run, Dictionary<(string Serie, string Numero), Vente> known, Dictionary<(Guid Entreprise, string Numero), Guid> factures)
{
    private readonly Touched<Vente> touched = new(Writers.Ventes);
    private readonly HashSet<Guid> created = [];
    private readonly List<LigneVente> lignes = [];
    private readonly Dictionary<Guid, LigneVente> changedLignes = [];
    private readonly List<(Guid Id, string Champ, object? Before, object? After)> parts = [];

    public int Created => touched.Created.Count;

    public int Changed => touched.Changed.Values.Count(v => !run.Memory.Made(v.Serie, v.Numero!));

    public static async Task<VenteStep> BeginAsync(RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        var sources = rows.Where(r => r is { Refus: null, Vente: not null }).ToList();
        foreach (var row in sources.Where(r => r.Vente!.Numero is null))
        {
            var times = run.Memory.SeeFingerprint(row.Empreinte);
            row.Vente = row.Vente! with { Serie = Vente.SerieSansNumero, Numero = times == 0 ? row.Empreinte : $"{row.Empreinte}-{times + 1}" };
        }

        foreach (var row in sources)
        {
            if (run.Pieces?.Find(row) is not { } piece)
            {
                if (row.Vente is { } only && PieceDuFichier.WritesAnotherTotal(only)) row.Remarques.Add(Texts.Get("Import_autre_total"));
                continue;
            }

            row.RangDansPiece = run.Memory.SeeLine(run.Pieces.KeyOf(row)!.Value);
            run.Pieces.Settle(row, piece, run.Devise);
        }

        var ids = await VenteCandidates.FindAsync(run, sources, cancellationToken);
        var factures = await VenteCandidates.FacturesAsync(run, sources, cancellationToken);
        if (ids.Length == 0) return new VenteStep(run, [], factures);
        var ventes = await run.Query<Vente>("ventes", "id", ids).ToListAsync(cancellationToken);
        await run.Query<LigneVente>("vente_lignes", "vente_id", ids).OrderBy(l => l.Position).LoadAsync(cancellationToken);
        return new VenteStep(run, ventes.ToDictionary(v => (v.Serie, v.Numero!)), factures);
    }

    /// <summary>Refuses a row that can't become a vente, before anything is changed.</summary>
    public void Check(LigneImportee row, Guid? entrepriseId)
    {
        var again = !run.Memory.SeeNumber(row);
        var source = row.Vente = row.Vente! with { Serie = new SeriesVentes(run, known).Of(row, entrepriseId) };
        if (source.Devise is { } devise && devise != run.Devise && source.Taux is not > 0) row.Refuse(Texts.Get("Import_taux_change", devise, run.Devise));
        if (!known.TryGetValue((source.Serie, source.Numero!), out var vente))
        {
            if (row.RangDansPiece > 0) row.Refuse(Texts.Get("Import_piece_sans_debut"));
            return;
        }

        if (vente.EstSupprime) row.Refuse(Texts.Get("Import_vente_corbeille", source.Numero!));
        else if (vente.EntrepriseId != entrepriseId) row.Refuse(Texts.Get("Import_numero_autre_entreprise", source.Numero!));
        else if (vente.Type != source.Type) row.Refuse(Texts.Get(vente.Type == TypeVente.Facture ? "Import_numero_facture" : "Import_numero_avoir", source.Numero!));
        else if (row.RangDansPiece is { } rang && run.Pieces!.LignesDe(run.Pieces.Find(row)!) is var lignesDuFichier && lignesDuFichier > 1)
        {
            if (Articles(vente, source) > lignesDuFichier) row.Refuse(Texts.Get("Import_piece_plus_longue", source.Numero!, Articles(vente, source), lignesDuFichier));
            else if (rang > Articles(vente, source)) row.Refuse(Texts.Get("Import_piece_sans_debut"));
        }
        else if (again && row.RangDansPiece is null && source.Date != vente.Date) row.Refuse(Texts.Get("Import_numero_autre_jour", source.Numero!, vente.Date));
        else if (TotalOf(source) + (Articles(vente, source) < vente.Lignes.Count ? source.DeCommande.Sum(l => l.PrixUnitaireHt) : 0) == vente.TotalHt) return;
        else if (again) row.Refuse(Texts.Get("Import_numero_plus_haut", source.Numero!, Montants.Say(vente.TotalHt, vente.Devise)));
        else if (vente.Lignes.Count > 1) row.Refuse(Texts.Get("Import_vente_a_lignes", source.Numero!, vente.Lignes.Count, Montants.Say(vente.TotalHt, vente.Devise)));
    }

    public RowEffect Apply(LigneImportee row, Guid entrepriseId, Guid? contactId)
    {
        var source = row.Vente!;
        var commercial = source.Commercial is { } nom ? run.Lookups.Membre(nom) : null;
        if (source.Commercial is not null && commercial is null) row.Remarques.Add(Texts.Get("Import_commercial_inconnu", source.Commercial));
        if (known.TryGetValue((source.Serie, source.Numero!), out var vente)) return row.RangDansPiece > 0 ? ApplyLigne(vente, row) : Change(vente, row, commercial, contactId);
        vente = new Vente(run.TenantId, source.Type, entrepriseId, source.Date);
        vente.Number(source.Serie, source.Numero);
        vente.ChangeParties(entrepriseId, contactId, commercial, source.Date);
        if (source.Devise is { } devise && devise != run.Devise) vente.ChangeDevise(devise, source.Taux!.Value);
        else if (run.Devise != vente.Devise) vente.ChangeDevise(run.Devise, 1);
        vente.ReplaceLignes([source.Ligne with { ProduitId = ProduitOf(source) }, .. source.DeCommande]);
        Credit(vente, row);
        // A first line below zero is a discount whose facture follows.
        if (!source.EstBrouillon && vente.TotalHt >= 0) vente.Validate();
        if (source.EstAnnulee) vente.Cancel();
        touched.Add(vente);
        created.Add(vente.Id);
        run.Memory.Make(source.Serie, source.Numero!);
        lignes.AddRange(vente.Lignes);
        known[(source.Serie, source.Numero!)] = vente;
        if (source.Type == TypeVente.Facture) factures.TryAdd((entrepriseId, source.Numero!), vente.Id);
        return new RowEffect(true, false, Texts.Get("Import_vente_nouvelle", TypeOf(vente), Named(source), vente.Date, Montants.Say(vente.Montant, run.Devise), Texts.Get($"Import_nouvelle_{vente.Type}_{StatutDe(source)}")));
    }

    public async Task WriteAsync(Journal journal, BilanImport bilan, CancellationToken cancellationToken)
    {
        foreach (var (id, champ, before, after) in parts) journal.Changed(Sujet.Vente, id, champ, before, after);
        await touched.WriteAsync(run, journal, Sujet.Vente, provenance: false, cancellationToken);
        await Writers.Lignes.InsertAsync(run.Connection, run.Tables, lignes, cancellationToken);
        await Writers.Lignes.UpsertAsync(run.Connection, run.Tables, [.. changedLignes.Values], cancellationToken);
        // A facture of this batch that is new has avoirs of this batch at most, which name it themselves.
        var crediting = touched.Created.Where(v => v.Type == TypeVente.Avoir).Concat(touched.Changed.Values);
        foreach (var remark in await AvoirsDeTrop.FindAsync(run, crediting, cancellationToken)) bilan.Remark(remark);
    }

    /// <summary>A vente that exists: its day, commercial, contact and single line follow the file where it says something.</summary>
    private RowEffect Change(Vente vente, LigneImportee row, Guid? commercial, Guid? contactId)
    {
        var source = row.Vente!;
        var choix = new Choix(run.Lecture, row, nouveau: false);
        if (!created.Contains(vente.Id)) touched.Remember(vente);
        var changes = touched.Change(vente, () =>
        {
            vente.ChangeParties(vente.EntrepriseId, contactId ?? vente.ContactId, choix.Of("vente.commercial", commercial, vente.CommercialId), choix.Of("vente.date", source.Date, vente.Date));
            if (source.EstAnnulee) vente.Cancel();
            if (vente.Lignes.Count == 1 || row.RangDansPiece is not null) ChangeLigne(vente, 0, source, choix);
        });
        return new RowEffect(false, changes.Count > 0, Texts.Get(vente.Type == TypeVente.Facture ? "Import_vente_trouvee" : "Import_avoir_trouve", TypeOf(vente), Named(source)) + RowEffect.List([.. changes.Select(d => RowEffect.Describe(d.Champ, d.Before, d.After))]));
    }

    /// <summary>A further row of an invoice: its next line, or one that is there already.</summary>
    private RowEffect ApplyLigne(Vente vente, LigneImportee row)
    {
        var (source, rang) = (row.Vente!, row.RangDansPiece!.Value);
        var named = Texts.Get("Import_piece_ligne", TypeOf(vente), Named(source), rang + 1);
        if (run.Pieces!.LignesDe(run.Pieces.Find(row)!) == 1)
        {
            // Two products with one amount: the file may repeat the invoice's total, or tell of two lines that cost the same.
            if (source.DesignationConnue && vente.Lignes[0].Designation != source.Ligne.Designation) row.Remarques.Add(Texts.Get("Import_total_repete"));
            return new RowEffect(false, false, Texts.Get("Import_piece_repetee", named));
        }

        if (!created.Contains(vente.Id)) touched.Remember(vente);
        var (own, before) = (run.Memory.Made(source.Serie, source.Numero!), vente.TotalHt);
        var isNew = rang == Articles(vente, source);
        var changes = touched.Change(vente, () =>
        {
            if (isNew) AddLigne(vente, source);
            else ChangeLigne(vente, rang, source, new Choix(run.Lecture, row, nouveau: false));
            if (before < 0 && vente is { TotalHt: >= 0, Statut: StatutVente.Brouillon } && !source.EstBrouillon) vente.Validate();
        });
        return new RowEffect(isNew && own, isNew || changes.Count > 0, Texts.Get("Import_piece_ligne_montant", named, Montants.Say(TotalOf(source), vente.Devise), Montants.Say(vente.TotalHt, vente.Devise)));
    }

    private void AddLigne(Vente vente, SourceVente source)
    {
        var (articles, before) = (Articles(vente, source), vente.Lignes.Select(Saisie).ToList());
        vente.ReplaceLignes([.. before.Take(articles), source.Ligne with { ProduitId = ProduitOf(source) }, .. before.Skip(articles)]);
        lignes.Add(vente.Lignes[^1]);
        // The lines of the order as a whole stay the last ones: each moved on by one.
        if (!created.Contains(vente.Id)) foreach (var moved in vente.Lignes.Skip(articles).SkipLast(1)) changedLignes[moved.Id] = moved;
        touched.MarkChanged(vente);
    }

    /// <summary>The lines of a vente but for those of the order as a whole that this row tells of.</summary>
    private static int Articles(Vente vente, SourceVente source) =>
        vente.Lignes.Count > source.DeCommande.Count && vente.Lignes.TakeLast(source.DeCommande.Count).Select(l => l.Designation).SequenceEqual(source.DeCommande.Select(l => l.Designation))
            ? vente.Lignes.Count - source.DeCommande.Count : vente.Lignes.Count;

    private static LigneSaisie Saisie(LigneVente l) =>
        new(l.Designation, l.Quantite, l.PrixUnitaireHt) { ProduitId = l.ProduitId, Remise = l.Remise, TauxTva = l.TauxTva, CoutUnitaire = l.CoutUnitaire };

    private void ChangeLigne(Vente vente, int rang, SourceVente source, Choix choix)
    {
        var ligne = vente.Lignes[rang];
        var sameTotal = TotalOf(source) == ligne.TotalHt;
        var wanted = source.Ligne with
        {
            Designation = source.DesignationConnue && choix.Takes("vente.designation") ? source.Ligne.Designation : ligne.Designation,
            ProduitId = ProduitOf(source) ?? ligne.ProduitId,
            TauxTva = source.TauxTvaConnu ? source.Ligne.TauxTva : ligne.TauxTva,
            CoutUnitaire = ligne.CoutUnitaire,
            // A total alone doesn't undo the quantity and price that are known.
            Quantite = sameTotal ? ligne.Quantite : source.Ligne.Quantite,
            PrixUnitaireHt = sameTotal ? ligne.PrixUnitaireHt : source.Ligne.PrixUnitaireHt,
            Remise = sameTotal ? ligne.Remise : source.Ligne.Remise,
        };
        var before = Writers.Lignes.Snapshot(ligne);
        vente.ReplaceLignes([.. vente.Lignes.Select((l, i) => i == rang ? wanted : Saisie(l))]);
        var changes = Writers.Lignes.Differences(before, ligne).ToList();
        if (changes.Count == 0) return;
        touched.MarkChanged(vente);
        if (created.Contains(vente.Id)) return;
        changedLignes[ligne.Id] = ligne;
        foreach (var (champ, old, value) in changes) parts.Add((vente.Id, champ, old, value));
    }

    private void Credit(Vente vente, LigneImportee row)
    {
        if (row.Vente!.FactureLiee is not { } numero || vente.Type != TypeVente.Avoir) return;
        if (factures.TryGetValue((vente.EntrepriseId, numero), out var id)) vente.Credit(id);
        else row.Remarques.Add(Texts.Get("Import_facture_origine"));
    }

    private Guid? ProduitOf(SourceVente source) => source.Sku is { } sku ? run.Lookups.Produit(sku) : null;

    private static string Named(SourceVente source) => source.Serie == Vente.SerieSansNumero ? Texts.Get("Import_sans_numero") : Texts.Get("Import_numero", source.Numero!);

    /// <summary>What the file makes of it: a discount that stands first is a draft only until its facture follows.</summary>
    private static StatutVente StatutDe(SourceVente source) => source.EstAnnulee ? StatutVente.Annulee : source.EstBrouillon ? StatutVente.Brouillon : StatutVente.Validee;

    private static string TypeOf(Vente vente) => Texts.Get(vente.Type == TypeVente.Facture ? "Type_facture" : "Type_avoir");

    private static decimal TotalOf(SourceVente source) => Domain.Common.Argent.Round(source.Ligne.Quantite * source.Ligne.PrixUnitaireHt * (1 - source.Ligne.Remise / 100));
}
