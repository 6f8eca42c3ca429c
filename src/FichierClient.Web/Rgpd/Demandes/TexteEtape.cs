using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Garde;

namespace FichierClient.Web.Rgpd.Demandes;

/// <summary>What is being typed for a step of a request, kept in the tab until the step is taken.</summary>
public sealed record TexteEtape(AvanceeDemande Avancee, string? Texte) : ITextesLibres
{
    public IEnumerable<string?> TextesLibres => [Texte];

    /// <summary>A step asks for none.</summary>
    public string? MotifGarde { get; set; }
}
