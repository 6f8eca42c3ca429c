using System.Runtime.InteropServices;
using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>
/// What the words of one column show, counted on all rows of the file, so that a list sorted by its states is not judged by the first of
/// them. It is kept with the analysis: numbers, and where a heading is read by its words (types, states, civilities) those of a short list that recur.
/// </summary>
public sealed class FaitsColonne
{
    /// <summary>A column of more different words is no column of states: its further words aren't looked at.</summary>
    private const int LargestVocabulary = 100;

    private const int LongestIssue = 12;

    /// <summary>How names are written shows in so many rows; of the further ones, every so manieth is looked at.</summary>
    private const int NamesRead = 2_000, NamesStep = 25;

    private const int LongestWord = 40, LongestName = 60, LeastCounted = 5;

    /// <summary>Counts were added since the first ones: what was counted before them says nothing of them.</summary>
    private const int CurrentVersion = 1;

    /// <summary>A short list has at most so many words, each at least so often.</summary>
    private const int LongestList = 30, LeastRecurrence = 3, LongestListed = 30;

    private readonly Dictionary<string, Mot> vocabulaire = new(StringComparer.Ordinal);
    private Dictionary<string, long>? mots = new(StringComparer.Ordinal);

    public int Version { get; set; }

    /// <summary>All of these counts were made.</summary>
    internal bool EstActuel => Version == CurrentVersion || Remplies == 0;

    /// <summary>Cells with something in them.</summary>
    public long Remplies { get; set; }

    /// <summary>Cells too long for a state.</summary>
    public long Longues { get; set; }

    /// <summary>« Gagné », « Perdu ».</summary>
    public long Issues { get; set; }

    /// <summary>The reason of a deal that isn't won, which a file of refused rows bears.</summary>
    public long NonRealisees { get; set; }

    /// <summary>« Facture », « Avoir » within the cell.</summary>
    public long Pieces { get; set; }

    /// <summary>« FA », « BL »: the codes of documents.</summary>
    public long Codes { get; set; }

    /// <summary>Cells that hold the number of their row.</summary>
    public long Rangs { get; set; }

    /// <summary>« Signé », « Pas encore signé ».</summary>
    public long Abouties { get; set; }

    /// <summary>States of an invoice, which no deal has: « Réglée », « Envoyée », « Échue ».</summary>
    public long EtatsFacture { get; set; }

    /// <summary>« Désinscrit », « Unsubscribed ».</summary>
    public long Desabonnements { get; set; }

    /// <summary>« Inscrit », « Subscribed ».</summary>
    public long Abonnements { get; set; }

    /// <summary>« Oui », « Non », « X », 1.</summary>
    public long Reponses { get; set; }

    /// <summary>Different words, up to a hundred.</summary>
    public int Mots { get; set; }

    /// <summary>Each word of a short list of words that recur, with how often; null: the column is none, or isn't read by its words.</summary>
    public Dictionary<string, long>? MotsRecurrents { get => mots is { Count: > 0 } && Remplies >= (long)mots.Count * LeastRecurrence ? mots : null; set => mots = value; }

    /// <summary>Cells with a digit in them.</summary>
    public long AvecChiffre { get; set; }

    /// <summary>Among these, those in one word: « C001 ».</summary>
    public long Codees { get; set; }

    /// <summary>« 25/12 »: no month stands second.</summary>
    public long SecondsTropGrands { get; set; }

    /// <summary>« 12/25 »: no month stands first.</summary>
    public long PremiersTropGrands { get; set; }

    /// <summary>Units behind the numbers: « 12 kg ».</summary>
    public HashSet<string> Unites { get; set; } = [];

    /// <summary>« Vente », « Achat ».</summary>
    public long Sens { get; set; }

    /// <summary>« D », « Débit ».</summary>
    public long Debits { get; set; }

    /// <summary>« C », « Crédit ».</summary>
    public long Credits { get; set; }

    /// <summary>Words other than « France »: countries, in a column of countries.</summary>
    public long Etrangers { get; set; }

    /// <summary>« Dupont Jean », where a first name stands at the end.</summary>
    public long NomDAbord { get; set; }

    /// <summary>« Jean Dupont ».</summary>
    public long PrenomDAbord { get; set; }

    /// <summary>« C001 - Alpha », among <see cref="Noms"/>.</summary>
    public long NomsAvecCode { get; set; }

    /// <summary>Cells whose writing as a name was looked at.</summary>
    public long Noms { get; set; }

    /// <summary>Days of six digits.</summary>
    public DatesCourtes Jours { get; set; } = new();

    /// <summary>Days of six digits that fit both orders.</summary>
    internal bool EstJourOuvert => Jours.IsOpen(Remplies);

    /// <summary>States of a subscription, one of which at least says that somebody wants none.</summary>
    internal bool DitAbonnements => Desabonnements > 0 && (Desabonnements + Abonnements) * 10 >= Remplies * 3;

    /// <summary>It counts the rows and names nobody.</summary>
    internal bool CompteLesLignes => Remplies >= LeastCounted && Rangs == Remplies;

    /// <summary>Names that tell in which order they are written, nearly all the same.</summary>
    internal bool OrdreProuve => NomDAbord + PrenomDAbord >= LeastCounted && Math.Max(NomDAbord, PrenomDAbord) * 20 >= (NomDAbord + PrenomDAbord) * 19;

    /// <summary>How the column's days of six digits are read; null: they are none, or can be read in two ways.</summary>
    internal string? OrdreCourt => Jours.Order(Remplies);

    /// <summary>Takes the next cell.</summary>
    /// <param name="cell">As read.</param>
    public void Add(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty) return;
        Remplies++;
        Version = CurrentVersion;
        Keep(text, cell);
        if (text.ContainsAnyInRange('0', '9')) AddNumbered(text);
        if (text.Length is 5 or 6 or 8) Jours.Add(text.ToString());
        // Once one cell isn't the number of its row, the others needn't be read.
        if (Rangs == Remplies - 1 && int.TryParse(text, out var rang) && rang == Remplies) Rangs++;
        if (text is "0" or "1") Reponses++;
        if (text.Length > LongestWord) AddLong(text);
        if (text.Length <= LongestName && text.ContainsAnyInRange('A', '\u024F')) AddWord(text.Length == cell.Length ? cell : text.ToString());
    }

    /// <summary>Nearly all cells are codes in one word.</summary>
    internal bool SontDesCodes => Remplies > 0 && Codees * 20 >= Remplies * 19;

    /// <summary>Nobody reads this column by its words: they may be names.</summary>
    internal void ForgetWords() => mots = null;

    private void Keep(ReadOnlySpan<char> text, string cell)
    {
        if (mots is null) return;
        var word = text.Length == cell.Length ? cell : text.ToString();
        ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(mots, word, out _);
        times++;
        if (mots.Count > LongestList || text.Length > LongestListed) mots = null;
    }

    private void AddNumbered(ReadOnlySpan<char> text)
    {
        AvecChiffre++;
        if (!text.Contains(' ')) Codees++;
        if (text.Length <= LongestWord && char.IsAsciiDigit(text[0]) && (!char.IsAsciiDigit(text[^1]) || text.ContainsAny("hH:")) && UnitesDeMesure.DeCellule(text.ToString()) is { } unit) Unites.Add(unit);
        if (text.Length is < 3 or > 7 || Anniversaires.Parts(text) is not { } parts) return;
        if (parts.First > 12) PremiersTropGrands++;
        if (parts.Second > 12) SecondsTropGrands++;
    }

    /// <summary>The same of the first cells alone: for analyses that are older than these facts.</summary>
    public static FaitsColonne Of(IEnumerable<string> cells)
    {
        var faits = new FaitsColonne();
        foreach (var cell in cells) faits.Add(cell);
        return faits;
    }

    private void AddWord(string word)
    {
        if (vocabulaire.TryGetValue(word, out var known)) Count(known);
        else if (vocabulaire.Count < LargestVocabulary)
        {
            Count(vocabulaire[word] = Mot.Of(word));
            Mots = vocabulaire.Count;
        }
        else if (word.Length <= LongestIssue && !word.AsSpan().ContainsAnyInRange('0', '9') && MotsVente.EstIssue(word)) Issues++;
        if (Remplies > NamesRead && Remplies % NamesStep != 0) return;
        Noms++;
        if (CodeDansLeNom.Split(word) is not null) NomsAvecCode++;
        var order = NomPersonne.Order(word);
        if (order == true) NomDAbord++;
        else if (order == false) PrenomDAbord++;
    }

    private void Count(Mot mot)
    {
        if (mot.Issue) Issues++;
        if (mot.Piece) Pieces++;
        if (mot.Code) Codes++;
        if (mot.Sens) Sens++;
        if (mot.Etranger) Etrangers++;
        if (mot.Debit) Debits++;
        if (mot.Credit) Credits++;
        if (mot.Etat) EtatsFacture++;
        if (mot.Aboutie) Abouties++;
        if (mot.Desabonne) Desabonnements++;
        if (mot.Abonne) Abonnements++;
        if (mot.Reponse) Reponses++;
    }

    private void AddLong(ReadOnlySpan<char> text)
    {
        Longues++;
        if (text.Contains(Texts.Get("Import_vente_non_realisee"), StringComparison.Ordinal)) NonRealisees++;
    }

    /// <summary>What one word of a column says.</summary>
    private readonly record struct Mot(bool Issue, bool Piece, bool Code, bool Sens, bool Etranger, bool Debit, bool Credit, bool Etat, bool Aboutie, bool Desabonne, bool Abonne, bool Reponse)
    {
        public static Mot Of(string word)
        {
            var text = TexteNormalise.Of(word);
            return new(MotsVente.EstIssue(text), MotsVente.EstPieceEcrite(text), MotsVente.EstCodePiece(text), MotsVente.EstSens(text), !MotsVides.Is(word, "entreprise.pays") && PaysIso.Find(text) != "FR", text is "d" or "debit", MotsVente.EstCredit(text), MotsVente.EstEtatDeFacture(text), MotsVente.NommeLAboutissement(text), Consentements.EstDesabonne(text), Consentements.EstAbonne(text), Consentements.EstReponse(text));
        }
    }
}
