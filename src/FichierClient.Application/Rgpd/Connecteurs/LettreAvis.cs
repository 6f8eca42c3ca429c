using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>The letter to a system that stays silent, in French as letters are. It names the person by the system's own key and by nothing else.</summary>
internal static class LettreAvis
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static (string Objet, string Corps) Of(Organisation organisation, Avis avis, ContenuAvis contenu) => (
        $"{(avis.EnvoyeLe is null ? "Avis" : "Avis resté sans réponse")} (RGPD, art. 19) : {Quoi(avis.Nature)}",
        $"Madame, Monsieur,\n\n{Rappel(organisation, avis)}\n\nClé de la personne dans votre système : {contenu.Cle:N}\nRéférence de l’avis : {contenu.Reference:N}\n\n"
        + "Nous vous demandons d’appliquer cette mesure sans délai, de la transmettre à vos propres sous-traitants, et de nous le confirmer par votre clé d’accès ou par retour de ce courrier. "
        + "Si une obligation légale vous impose de conserver ces données, indiquez-nous laquelle et jusqu’à quand (RGPD, art. 17(3) et 28(3)).\n\n"
        + $"Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.\n\nLe délégué à la protection des données\n{organisation.Nom}");

    /// <summary>What was told, and whether it was: a notice that was never handed over isn't claimed.</summary>
    private static string Rappel(Organisation organisation, Avis avis)
    {
        string Day(DateTimeOffset moment) => organisation.Today(moment).EnLettres();
        return avis.EnvoyeLe is { } sent
            ? $"Le {Day(sent)}, nous vous avons avisé d’une mesure qui concerne une personne dont votre système a reçu des données de notre part ({Quoi(avis.Nature)}). Nous n’avons pas reçu votre réponse dans le délai."
            : $"Une mesure prise le {Day(avis.EmisLe)} concerne une personne dont votre système a reçu des données de notre part ({Quoi(avis.Nature)}). L’avis n’a pas pu vous être remis par voie électronique : la présente lettre en tient lieu.";
    }

    private static string Quoi(NatureAvis nature) => nature switch
    {
        NatureAvis.Effacement => "effacement, art. 17",
        NatureAvis.Rectification => "rectification, art. 16",
        NatureAvis.Limitation => "limitation du traitement, art. 18",
        NatureAvis.LimitationLevee => "fin d’une limitation, art. 18(3)",
        _ => "opposition, art. 21",
    };
}
