namespace FichierClient.Application.Rgpd.Sauvegardes;

/// <summary>How long backups are kept (FICHIER_SAUVEGARDES_JOURS): a certificate of erasure says when the last one that holds the data is gone.</summary>
/// <param name="Jours">Days from a backup's beginning to its deletion.</param>
public sealed record ConservationSauvegardes(int Jours)
{
    public const int ParDefaut = 30;

    /// <summary>The day on which the last backup from before an instant is deleted.</summary>
    public DateOnly Expiration(DateTimeOffset effacement) => DateOnly.FromDateTime(effacement.UtcDateTime).AddDays(Jours + 1);

    public bool IsExpired(DateTimeOffset sauvegarde, DateTimeOffset now) => now - sauvegarde > TimeSpan.FromDays(Jours);
}
