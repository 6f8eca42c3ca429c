namespace FichierClient.Application.Annuaire;

/// <summary>Where the directory of companies is, as the operator says; nothing leaves this installation without an address.</summary>
/// <param name="Adresse">Of a service that speaks like recherche-entreprises.api.gouv.fr; null: the directory is off for everybody.</param>
public sealed record ReglagesAnnuaire(Uri? Adresse)
{
    /// <summary>Who asks, as the service wishes to know it.</summary>
    public string Agent { get; init; } = "FichierClient";

    /// <summary>Requests a second: the public service's limit.</summary>
    public int ParSeconde { get; init; } = 7;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Attente { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a member waits, attempts included.</summary>
    public TimeSpan AttenteTotale { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Before the first second attempt.</summary>
    public TimeSpan Reprise { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long nobody asks a service that keeps failing.</summary>
    public TimeSpan Coupure { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long nobody asks a service that wishes not to be asked, whatever it says.</summary>
    public TimeSpan PlusLongueAttente { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer is kept in memory.</summary>
    public TimeSpan Memoire { get; init; } = TimeSpan.FromHours(1);
}
