using System.Text.RegularExpressions;
using FichierClient.Application.Imports.Reading;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;

namespace FichierClient.Application.Imports.Mapping;

/// <summary>How a file tells its documents apart where one cell doesn't: what else stands in the column of types, and how its numbers begin.</summary>
internal sealed partial class PiecesVente
{
    private static readonly string[] Etats = ["etat", "fkstatut", "ffkstatut"];

    /// <summary>The types are codes: one that isn't known is no invoice.</summary>
    public bool EnCodes { get; private init; }

    /// <summary>They are « F » and « A ».</summary>
    public bool EnLettres { get; private init; }

    /// <summary>The types are codes, each of them known.</summary>
    public bool TousCodes { get; private init; }

    /// <summary>Nothing but « A » or « NC » was seen, which only another code beside it explains.</summary>
    public bool CodeSeul { get; private init; }

    /// <summary>« Vente » stands among the types: what comes back is an avoir.</summary>
    public bool DitVentes { get; private init; }

    /// <summary>The types say of each row whether it sold or bought.</summary>
    public bool DitSens { get; private init; }

    /// <summary>Dolibarr's numbers of types: 2 is a credit note, 4 a proforma.</summary>
    public bool EnNumeros { get; private init; }

    /// <summary>Some numbers begin as those of invoices: « FA-2025-001 ».</summary>
    public bool NumerosDeFactures { get; private init; }

    /// <summary>The numbers are those of invoices: what became of their payment changes nothing.</summary>
    public bool SontDesFactures { get; private init; }

    /// <summary>The numbers are those of orders: one that went back is cancelled, and the row that gives its money back takes nothing off the others.</summary>
    public bool SontDesCommandes { get; private init; }

    /// <summary>Monday's board: below a row stand its parts, whose amounts it has already.</summary>
    public bool ASousElements { get; private init; }

    public static PiecesVente Of(FileAnalysis file, LectureColonnes lecture)
    {
        MotsColonne Words(string cle) => lecture.ColumnOf(cle) is >= 0 and var i ? file.MotsDe(i) : MotsColonne.Of([]);
        var (types, etats) = (Words("vente.type"), Words("vente.statut"));
        var faits = lecture.Has("vente.type") ? file.FaitsDe(lecture.ColumnOf("vente.type")) : new FaitsColonne();
        var lettres = types.Exists(w => TexteNormalise.Of(w) == "f") && types.All(w => TexteNormalise.Of(w) is "f" or "a");
        return new PiecesVente
        {
            EnCodes = lettres || (types.NearlyAll(CodesPieces.EstCode) && types.Exists(w => CodesPieces.EstSur(TexteNormalise.Of(w)))),
            EnLettres = lettres,
            TousCodes = faits.Codes > 0 && faits.Codes == faits.Remplies,
            CodeSeul = types.Seul is { } seul && CodesPieces.EstAmbigu(TexteNormalise.Of(seul)),
            DitVentes = faits.Sens > 0,
            DitSens = faits.Sens > 0 && (faits.Sens == faits.Remplies || types.Exists(w => MotsVente.EstVente(TexteNormalise.Of(w)))),
            EnNumeros = IsDigits(types) && IsDigits(etats) && lecture.EnTete("vente.statut") is { } statut && (ChampsImport.KeysOf(statut).Any(k => Array.IndexOf(Etats, k) >= 0) || Words("vente.numero").Exists(DeDolibarr().IsMatch)),
            NumerosDeFactures = Words("vente.numero").Exists(DeFacture().IsMatch),
            SontDesFactures = lecture.EnTete("vente.numero") is { } numero && ChampsImport.KeyOf(numero) is var key && (key.Contains("fact", StringComparison.Ordinal) || key.Contains("invoice", StringComparison.Ordinal)),
            SontDesCommandes = lecture.EnTete("vente.numero") is { } commande && ChampsImport.KeyOf(commande) is var of && (of.Contains("commande", StringComparison.Ordinal) || of.Contains("order", StringComparison.Ordinal)),
            ASousElements = file.Headers.Skip(1).Any(EstTitreDeParts),
        };
    }

    /// <summary>The row is a part of one above, or their heading.</summary>
    public bool EstSousElement(string[] cells) => ASousElements && cells.Length > 0 && (string.IsNullOrWhiteSpace(cells[0]) || EstTitreDeParts(cells[0]));

    private static bool EstTitreDeParts(string cell) => ChampsImport.KeyOf(cell) is "subitems" or "souselements";

    /// <summary>« AV-2025-003 ».</summary>
    public static bool EstNumeroDAvoir(string numero) => DAvoir().IsMatch(numero);

    private static bool IsDigits(MotsColonne cells) => !cells.EstVide && cells.All(c => c.Length == 1 && char.IsAsciiDigit(c[0]));

    /// <summary>« FA2601-0001 », « (PROV12) ».</summary>
    [GeneratedRegex(@"^(?:(?:FA|AV|AC)\d{4}-\d{4,}|\(PROV\d+\))$")]
    private static partial Regex DeDolibarr();

    [GeneratedRegex(@"^(?:F|FA|FAC|FACT|FC|FV|INV)[-_ /.]?\d", RegexOptions.IgnoreCase)]
    private static partial Regex DeFacture();

    [GeneratedRegex(@"^(?:AV|AVC|AVO|AVOIR)[-_ /.]?\d|^(?:NC|CN)[-_/.]\d", RegexOptions.IgnoreCase)]
    private static partial Regex DAvoir();
}
