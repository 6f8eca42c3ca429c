using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>How the dates and numbers of each column are read: by what all its cells prove, or by an answer.</summary>
public sealed partial class LectureColonnes
{
    private const int MostSlips = 2;

    private static readonly string[] MotsFrancais =
        ["facture", "montant", "ville", "societe", "client", "prenom", "postal", "raison", "adresse", "numero", "siret", "commande", "quantite", "libelle", "nom", "telephone"];

    /// <summary>Each column by its own proof, else by the answer, else by what the rest of the file proves; what stays open is a question.</summary>
    private IEnumerable<QuestionImport> SettleTypes(FileAnalysis file)
    {
        var french = IsFrench(file);
        // A number such as 03-25-0012 is no day: only a column of days proves how this file writes them.
        var order = Correspondance.Dates ?? file.Columns.Where(c => c.EstDeDates).Select(c => Proof(c, french)).FirstOrDefault(o => o is not null) ?? (french ? OrdreDate.JourMois : null);
        var mark = Correspondance.Decimales ?? Common(file) ?? (file.Dialect.Separator == ';' && french ? SeparateurDecimal.Virgule : null);
        QuestionImport? dates = null, numbers = null;
        foreach (var (cle, i) in columns.Where(c => c.Value < file.Columns.Count))
        {
            var (profile, type) = (file.Columns[i], ChampsImport.Find(cle)!.Type);
            if (type == TypeChamp.Date)
            {
                var faits = file.FaitsDe(i);
                var courte = courtes[i] = faits.OrdreCourt ?? (faits.EstJourOuvert ? Correspondance.Dates switch { OrdreDate.JourMois => DatesCourtes.JourMoisAnnee, OrdreDate.MoisJour => DatesCourtes.AnneeMoisJour, _ => null } : null);
                if (courte is null && faits.EstJourOuvert) dates ??= new("dates", file.Headers[i], profile.Samples);
                if (profile is { MonthFirst: > 0, DayFirst: 0, CellulesDebut: > 0, CellulesFin: 0 }) inversees.Add(i);
                if (french && profile.MonthFirst > MostSlips && EstPresqueSansPreuve(profile) && Correspondance.Dates is null) dates ??= new("dates", file.Headers[i], profile.Samples);
                // Both orders are proven in one column: nothing but an answer settles the days that fit both.
                orders[i] = Proof(profile, french) ?? (profile.OrdresMeles ? Correspondance.Dates : order) ?? OrdreDate.JourMois;
                if (courte is null && profile is { ProvenOrder: null, EitherDate: > 0 } && (profile.OrdresMeles ? Correspondance.Dates : order) is null) dates ??= new("dates", file.Headers[i], profile.Samples);
            }
            else if (type == TypeChamp.Nombre)
            {
                if (!IsSettled(i, profile, mark)) numbers ??= new("decimales", file.Headers[i], profile.Samples);
                if (cle == "vente.remise") RemiseEnMontant = profile.AuDelaDeCent > 0 || UniteDe(cle).Devise is not null || ChampsImport.KeyOf(file.Headers[i]) is "remiseht" or "montantremise" or "montantremiseht";
            }
        }

        return new[] { dates, numbers }.OfType<QuestionImport>();
    }

    /// <summary>A day or two such as 03/25/2025 among many of a French file slipped from a hand and prove no order; more of them are asked about.</summary>
    private static OrdreDate? Proof(ColumnProfile profile, bool french) =>
        french && EstPresqueSansPreuve(profile) ? null : profile.ProvenOrder;

    private static bool EstPresqueSansPreuve(ColumnProfile profile) => profile.DayFirst == 0 && profile.MonthFirst * 20 < profile.EitherDate;

    /// <summary>Settles how the numbers of a column are read; false when its cells can be read two ways and nothing tells which.</summary>
    private bool IsSettled(int i, ColumnProfile profile, SeparateurDecimal? mark)
    {
        // « 1.234 » beside decimal commas: thousands, or a number of a program that writes points.
        var answer = profile.MarquesMelees || (profile.EitherPoint > 0 && mark == SeparateurDecimal.Virgule) ? Correspondance.Decimales : mark;
        decimals[i] = profile.ProvenDecimal ?? (profile.EitherNumber > 0 ? answer ?? default : default);
        if (profile.MarquesMelees) melees.Add(i);
        if (profile is { SousUn: > 0, DepuisUn: 0, Pourcents: 0 }) parts.Add(i);
        return profile is not { ProvenDecimal: null, EitherNumber: > 0 } || answer is not null;
    }

    private SeparateurDecimal? Common(FileAnalysis file)
    {
        var proven = columns.Where(c => ChampsImport.Find(c.Key)!.Type == TypeChamp.Nombre && c.Value < file.Columns.Count)
            .Select(c => file.Columns[c.Value].ProvenDecimal).Where(p => p is not null).Distinct().ToList();
        return proven.Count == 1 ? proven[0] : null;
    }

    /// <summary>French programs write French dates: semicolons, decimal commas or French headers prove the program, not the cell.</summary>
    private bool IsFrench(FileAnalysis file) =>
        file.Dialect.Separator == ';' || Common(file) == SeparateurDecimal.Virgule
        || file.Headers.Count(h => TexteNormalise.Of(h).Split(' ').Any(w => Array.IndexOf(MotsFrancais, w) >= 0)) >= 2;

    private CodesPostauxCourts GuessPostalCodes(FileAnalysis file) => IsFrench(file) ? CodesPostauxCourts.Completer : CodesPostauxCourts.Garder;
}
