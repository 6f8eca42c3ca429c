using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;
using Microsoft.Extensions.Localization;

namespace FichierClient.Web.Rgpd.Oppositions;

/// <summary>What an objection refuses, in words.</summary>
internal static class PorteeText
{
    public static readonly Opposition[] Canaux = [Opposition.Email, Opposition.Telephone, Opposition.Courrier, Opposition.Profilage];

    public static string Of(Opposition portee, IStringLocalizer<OppositionsTexts> texts) => portee == InscriptionOpposition.Tous
        ? texts["Tout"]
        : string.Join(", ", Canaux.Where(c => portee.HasFlag(c)).Select(c => texts["Canal_" + c].Value));
}
