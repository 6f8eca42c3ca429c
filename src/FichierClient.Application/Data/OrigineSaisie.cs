using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Data;

/// <summary>Who gave what a member changes by hand.</summary>
/// <param name="Source">The exact name of the source.</param>
/// <param name="Partie">Who that is.</param>
internal sealed record OrigineSaisie(string Source, Partie Partie);
