using FichierClient.Application.Common;
using FichierClient.Application.Courriels;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>Whether the answer reached its reader's letter box: what is written in the file isn't an answer yet (RGPD art. 12(3)).</summary>
public static class DepartReponse
{
    private static readonly TypeLettre[] NoAnswers = [TypeLettre.AccuseReception, TypeLettre.DemandeIdentite, TypeLettre.Prorogation, TypeLettre.InformationDestinataire];

    /// <summary>A letter with the answer left: on paper, or taken by a mail server.</summary>
    public static bool HasLeft(IEnumerable<CourrierRow> courriers) => courriers.Any(c => !NoAnswers.Contains(c.Type) && IsOut(c));

    /// <summary>The first letter of a request that hasn't left; null: all did.</summary>
    public static CourrierRow? Waiting(IEnumerable<CourrierRow> courriers) => courriers.FirstOrDefault(c => c.Depart is { Statut: not StatutCourriel.Annule } && !IsOut(c));

    /// <summary>What keeps a request from being answered or closed without a word about how the answer was given; null: nothing.</summary>
    internal static Refus? Check(AdvanceDemandeRequest request, IReadOnlyList<CourrierRow> courriers)
    {
        if (!string.IsNullOrWhiteSpace(request.Texte)) return null;
        if (Waiting(courriers) is { } waiting) return Refus.Regle(Texts.Get("Demande_lettre_pas_partie", waiting.Objet));
        return request.Avancee == AvanceeDemande.Repondre && !HasLeft(courriers) ? Refus.Regle(Texts.Get("Demande_sans_lettre")) : null;
    }

    private static bool IsOut(CourrierRow courrier) => courrier.Envoi == EnvoiLettre.Courrier || courrier.Depart is null or { Statut: StatutCourriel.Envoye, Reponse: not EnvoiCourriels.EnFichier };
}
