namespace FichierClient.Application.Demo;

/// <summary>How much made-up data. The same seed on the same day gives the same file.</summary>
public sealed record DemoSize(int Entreprises, int Contacts, int Ventes, int Seed)
{
    /// <summary>What a newcomer finds: enough for every screen, filled in a few seconds.</summary>
    public static readonly DemoSize Small = new(400, 900, 6_000, 2026);

    /// <summary>How far back the ventes go.</summary>
    public const int Annees = 3;
}
