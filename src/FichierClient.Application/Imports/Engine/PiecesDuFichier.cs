using FichierClient.Application.Common;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Ventes;

namespace FichierClient.Application.Imports.Engine;

/// <summary>What all rows of a file say together about one invoice.</summary>
internal sealed class PieceDuFichier
{
    private decimal premier, remise;
    private LigneSaisie? ligne;
    private string? sku;
    private long dernier;
    private string client = "";
    private bool positive, negative;

    public int Lignes { get; private set; }

    /// <summary>Two rows tell of two products: the file has a row a line.</summary>
    public bool Differe { get; private set; }

    /// <summary>All rows have the same amount.</summary>
    public bool Repete { get; private set; } = true;

    /// <summary>All rows have a quantity and a price that make their amount.</summary>
    public bool PrixFontMontant { get; private set; } = true;

    public bool TousOntUnPrix { get; private set; } = true;

    /// <summary>Its rows stand below each other.</summary>
    public bool Suivies { get; private set; } = true;

    /// <summary>Its rows have different rates of tax.</summary>
    public bool PlusieursTaux { get; private set; }

    /// <summary>Equal rows below each other, each with a quantity and a price that make its amount: the same product twice.</summary>
    public bool EstRepetee => Lignes > 1 && Suivies && TousOntUnPrix && PrixFontMontant;
    public bool EstAvoir => Declaree || Somme < 0;
    public decimal Somme { get; private set; }
    public decimal SommeDesPrix { get; private set; }

    /// <summary>The total before tax that its rows write; null: they write none, or several.</summary>
    public decimal? TotalEcrit { get; private set; }

    /// <summary>Another one than its lines make: a discount on all of it, or postage.</summary>
    public bool EcritUnAutreTotal => Differs(TotalEcrit, Somme, Lignes);

    /// <summary>The same of an invoice of one row.</summary>
    public static bool WritesAnotherTotal(SourceVente only) => Differs(only.TotalDePiece, Total(only.Ligne), 1);

    /// <summary>By more than the cent a line that rounding may cost.</summary>
    private static bool Differs(decimal? written, decimal lines, int count) => written is { } total && Math.Abs(Math.Abs(total) - Math.Abs(lines)) > 0.01m * count;

    /// <summary>Physical line of a refused row; 0: none. An invoice that lacks a line would have a wrong total.</summary>
    public long LigneRefusee { get; private set; }

    /// <summary>Its rows have several days: the numbers begin again, in another year or journal.</summary>
    public bool PlusieursJours { get; private set; }

    public DateOnly Jour { get; private set; }

    /// <summary>Several days or clients, and both signs: a facture and an avoir of one number, if the sign parts them.</summary>
    public bool EstAPartager => (PlusieursJours || PlusieursClients) && positive && negative;

    /// <summary>One day and one client.</summary>
    public bool EstUne => !PlusieursJours && !PlusieursClients;

    private bool PlusieursClients { get; set; }

    private bool Declaree { get; set; }

    public void Refuse(long ligneDuFichier) => LigneRefusee = LigneRefusee == 0 ? ligneDuFichier : LigneRefusee;

    public void Add(SourceVente source, LigneImportee row)
    {
        var (rang, named) = (row.Rang, row.Entreprise is { } e ? e.Siren ?? e.Reference ?? e.CleNom : "");
        PlusieursClients |= client.Length > 0 && named.Length > 0 && named != client;
        if (client.Length == 0) client = named;
        if (source.EstNegative) negative = true;
        else positive = true;
        Suivies &= Lignes == 0 || rang == dernier + 1;
        dernier = rang;
        TotalEcrit = Lignes == 0 || TotalEcrit == source.TotalDePiece ? source.TotalDePiece : null;
        PlusieursTaux |= Lignes > 0 && ligne!.TauxTva != source.Ligne.TauxTva;
        var montant = Total(source.Ligne) * (source.EstNegative ? -1 : 1);
        PlusieursJours |= Lignes > 0 && source.Date != Jour;
        if (Lignes++ == 0) (premier, ligne, sku, Jour, remise) = (montant, source.Ligne, source.Sku, source.Date, source.RemiseDeCommande);
        else if (ligne! != source.Ligne || sku != source.Sku) Differe = true;
        Repete &= montant == premier;
        TousOntUnPrix &= source.AuPrix is not null;
        PrixFontMontant &= source.AuPrix is { } prix && Total(prix) == Math.Abs(montant);
        Somme += montant;
        SommeDesPrix += source.AuPrix is { } p ? Total(p) * (source.PrixNegatif ? -1 : 1) : 0;
        Declaree |= source is { EstNegative: false, Type: TypeVente.Avoir };
    }

    /// <summary>Difference between what the prices make, less what was taken off the whole, and the total that each row repeats, beyond the cent a line that rounding may cost.</summary>
    public bool PrixManquent => Ecart(0) && !EstRemisee;

    /// <summary>The total is what the prices make less the discount that the order tells of.</summary>
    public bool EstRemisee => remise > 0 && Ecart(0) && !Ecart(remise);

    private bool Ecart(decimal off) => Math.Abs(Math.Abs(SommeDesPrix) - off - Math.Abs(premier)) > 0.01m * Lignes;

    public decimal Premier => premier;

    private static decimal Total(LigneSaisie l) => Argent.Round(l.Quantite * l.PrixUnitaireHt * (1 - l.Remise / 100));
}

/// <summary>
/// The invoices of a file that has a row a line. Whether the amount of a row is the line's or the whole invoice's, repeated, is only
/// known once all rows were read.
/// </summary>
internal sealed class PiecesDuFichier
{
    /// <summary>So many invoices of different amounts prove that their lines repeat a total.</summary>
    private const int Preuves = 3;

    private static readonly string[] ChampsDeLigne = ["vente.designation", "vente.sku", "vente.quantite", "vente.prix_unitaire"];

    private readonly Dictionary<(string Serie, string Numero), PieceDuFichier> pieces;
    private readonly ClesDePieces cles;
    private readonly bool totalRepete, ouvert;

    private PiecesDuFichier(Dictionary<(string Serie, string Numero), PieceDuFichier> pieces, ClesDePieces cles, LectureColonnes lecture)
    {
        (this.pieces, this.cles) = (pieces, cles);
        var vraies = pieces.Values.Where(p => p.Differe || p.EstRepetee).ToList();
        // A heading that names the line, or rows that tell of nothing but of the rates of tax, have no total to repeat.
        var lignes = lecture.Correspondance.Montants == MontantsEgaux.Ligne || lecture.MontantDeLigne || (!ChampsDeLigne.Any(lecture.Has) && vraies.Exists(p => p.PlusieursTaux));
        // « Total facture HT » on the first row of each invoice is a total too, which the prices of all rows make.
        totalRepete = !lignes && (vraies.TrueForAll(p => p.Repete) || (lecture.MontantDePiece && vraies.TrueForAll(p => p.TousOntUnPrix))) && !vraies.TrueForAll(p => p.PrixFontMontant);
        // Two products of one price look like a total that is repeated; that all invoices of a list have such products is no chance.
        ouvert = totalRepete && lecture.Correspondance.Montants is null && !lecture.MontantDePiece && vraies.Where(p => p.Differe).Select(p => p.Premier).Distinct().Count() < Preuves;
    }

    /// <summary>A mapping that names products, or rates of tax, by invoice: the file may have a row a line.</summary>
    public static bool MayExist(LectureColonnes lecture) =>
        lecture.Has("vente.numero") && (ChampsDeLigne.Any(lecture.Has) || lecture.Has("vente.taux_tva") || lecture.Correspondance.Avoirs == AvoirsMemeNumero.Ligne);

    /// <summary>Null: each invoice of the file has one row, or the same row again.</summary>
    /// <remarks>Read twice, so that of a million invoices of one row only eight bytes each are kept.</remarks>
    public static async Task<PiecesDuFichier?> ReadAsync(Func<Task<RowReader>> open, RowParser parser, LectureColonnes lecture, CancellationToken cancellationToken)
    {
        var cles = new ClesDePieces(lecture.Correspondance.Avoirs == AvoirsMemeNumero.Serie);
        var (once, again) = (new HashSet<ulong>(), new HashSet<ulong>());
        await EachAsync(open, parser, row =>
        {
            cles.See(row);
            if (cles.OfNumber(row) is { } key && !once.Add(ClesDePieces.Hash(key))) again.Add(ClesDePieces.Hash(key));
        }, cancellationToken);
        if (again.Count == 0) return null;
        once = [];
        var pieces = new Dictionary<(string, string), PieceDuFichier>();
        await EachAsync(open, parser, row =>
        {
            if (cles.OfNumber(row) is { } key && again.Contains(ClesDePieces.Hash(key))) Collect(pieces, cles, row);
        }, cancellationToken);
        await PartAsync(pieces, cles, open, parser, cancellationToken);
        foreach (var (key, piece) in pieces.ToList()) if (piece.Lignes + (piece.LigneRefusee > 0 ? 1 : 0) < 2) pieces.Remove(key);
        // Without an invoice of several lines the same row again is the same row: only what lacks a row is told.
        if (!pieces.Values.Any(p => p.Differe || p.EstRepetee))
            foreach (var (key, piece) in pieces.ToList()) if (piece.LigneRefusee == 0 || piece.Lignes == 0) pieces.Remove(key);
        return pieces.Count > 0 || cles.SeparentDesJournaux ? new PiecesDuFichier(pieces, cles, lecture) : null;
    }

    /// <summary>Parts by sign the numbers that a facture and an avoir share: those whose rows have several days or clients, each sign one.</summary>
    private static async Task PartAsync(Dictionary<(string, string), PieceDuFichier> pieces, ClesDePieces cles, Func<Task<RowReader>> open, RowParser parser, CancellationToken cancellationToken)
    {
        var shared = pieces.Where(p => p.Value.EstAPartager).ToDictionary(p => p.Key, p => p.Value);
        if (shared.Count == 0) return;
        foreach (var key in shared.Keys) cles.Part(key);
        var parts = new Dictionary<(string, string), PieceDuFichier>();
        await EachAsync(open, parser, row =>
        {
            if (cles.OfJournal(row) is { } key && shared.ContainsKey(key)) Collect(parts, cles, row);
        }, cancellationToken);
        foreach (var (key, whole) in shared)
        {
            var both = new[] { key, ClesDePieces.OfAvoir(key) }.Where(parts.ContainsKey).ToDictionary(k => k, k => parts[k]);
            if (whole.LigneRefusee == 0 && both.Values.All(p => p.EstUne))
                foreach (var (part, piece) in both) pieces[part] = piece;
            else cles.Unpart(key);
        }
    }

    private static void Collect(Dictionary<(string, string), PieceDuFichier> pieces, ClesDePieces cles, LigneImportee row)
    {
        var key = cles.Of(row)!.Value;
        if (!pieces.TryGetValue(key, out var piece)) pieces[key] = piece = new PieceDuFichier();
        if (row is { Refus: null, Vente: { } vente }) piece.Add(vente, row);
        else piece.Refuse(row.Ligne);
    }

    private static async Task EachAsync(Func<Task<RowReader>> open, RowParser parser, Action<LigneImportee> see, CancellationToken cancellationToken)
    {
        using var reader = await open();
        while (await reader.ReadAsync(ImportEngine.BatchRows, cancellationToken) is { Count: > 0 } rows) rows.ConvertAll(parser.Parse).ForEach(see);
    }

    /// <summary>Null: the row is an invoice by itself.</summary>
    public PieceDuFichier? Find(LigneImportee row) => cles.Of(row) is { } key ? pieces.GetValueOrDefault(key) : null;

    /// <summary>What tells this row's document from others of its number; null: it has none.</summary>
    public (string Serie, string Numero)? KeyOf(LigneImportee row) => cles.Of(row);

    /// <summary>Several journals of the file have this number: the series is the journal's.</summary>
    public bool HasInJournals(LigneImportee row) => cles.AreSeveralJournals(row);

    /// <summary>Another of them has it for the same client.</summary>
    public bool HasInJournalsForClient(LigneImportee row) => cles.AreSeveralJournalsOfOneClient(row);

    /// <summary>Lines that the invoice will have.</summary>
    public int LignesDe(PieceDuFichier piece) => totalRepete && !piece.TousOntUnPrix ? 1 : piece.Lignes;

    /// <summary>Makes the row a line of its invoice, or refuses it where the invoice would get a wrong total.</summary>
    /// <param name="row">The row.</param>
    /// <param name="piece">Its invoice.</param>
    /// <param name="devise">The organisation's currency, where the row names none.</param>
    public void Settle(LigneImportee row, PieceDuFichier piece, string devise)
    {
        var source = row.Vente!;
        if (piece.LigneRefusee > 0) row.Refuse(Texts.Get("Import_piece_incomplete", piece.LigneRefusee));
        else if (piece.PlusieursJours) row.Refuse(Texts.Get("Import_numero_autre_jour", source.Numero!, piece.Jour));
        else if (ouvert && piece is { Differe: true, TousOntUnPrix: false }) row.Refuse(Texts.Get("Import_montants_egaux", source.Numero!));
        else if (totalRepete && piece is { TousOntUnPrix: true, PrixManquent: true })
            row.Refuse(Texts.Get("Import_piece_total", source.Numero!, Montants.Say(Math.Abs(piece.SommeDesPrix), source.Devise ?? devise), Montants.Say(Math.Abs(piece.Premier), source.Devise ?? devise)));
        if (piece.EcritUnAutreTotal) row.Remarques.Add(Texts.Get("Import_autre_total"));
        var auPrix = totalRepete && piece.TousOntUnPrix;
        var ligne = auPrix ? source.AuPrix! : source.Ligne;
        var negative = (auPrix ? source.PrixNegatif : source.EstNegative) != (piece.Somme < 0);
        row.Vente = source with
        {
            DeCommande = auPrix && piece.EstRemisee ? [new LigneSaisie(SourceVente.DesignationRemise, 1, Math.Abs(piece.Premier) - Math.Abs(piece.SommeDesPrix)) { TauxTva = ligne.TauxTva }, .. source.DeCommande] : source.DeCommande,
            Type = piece.EstAvoir ? TypeVente.Avoir : TypeVente.Facture,
            Ligne = negative ? ligne with { PrixUnitaireHt = -ligne.PrixUnitaireHt } : ligne,
        };
    }
}
