namespace FichierClient.Domain.TableauDeBord;

/// <summary>A sum of ventes. Amounts are centimes HT in the organisation's currency, avoirs negative.</summary>
public readonly record struct Cumul(long Factures, long Avoirs, int NbFactures, int NbAvoirs)
{
    /// <summary>Revenue: factures minus avoirs.</summary>
    public decimal Ca => (Factures + Avoirs) / 100m;

    public int NbVentes => NbFactures + NbAvoirs;

    public bool EstVide => this == default;

    /// <summary>Average HT amount of a facture; null without one.</summary>
    public decimal? PanierMoyen => NbFactures == 0 ? null : Factures / 100m / NbFactures;

    /// <summary>Share of what was invoiced that was credited, 0 to 1 as a rule; null without a facture.</summary>
    public decimal? TauxAvoirs => Factures == 0 ? null : -(decimal)Avoirs / Factures;

    public static Cumul operator +(Cumul a, Cumul b) =>
        new(a.Factures + b.Factures, a.Avoirs + b.Avoirs, a.NbFactures + b.NbFactures, a.NbAvoirs + b.NbAvoirs);

    public static Cumul operator -(Cumul a) => new(-a.Factures, -a.Avoirs, -a.NbFactures, -a.NbAvoirs);

    public static Cumul Add(Cumul left, Cumul right) => left + right;

    public static Cumul Negate(Cumul item) => -item;
}
