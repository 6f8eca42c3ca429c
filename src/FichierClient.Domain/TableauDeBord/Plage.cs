namespace FichierClient.Domain.TableauDeBord;

/// <summary>Days from the first to the last, both included; none when the last comes before the first.</summary>
public readonly record struct Plage(DateOnly Du, DateOnly Au)
{
    public bool EstVide => Au < Du;

    public int Jours => Au.DayNumber - Du.DayNumber + 1;

    /// <summary>The calendar month that a day belongs to.</summary>
    public static Plage MoisDe(DateOnly jour)
    {
        var premier = new DateOnly(jour.Year, jour.Month, 1);
        return new Plage(premier, premier.AddMonths(1).AddDays(-1));
    }

    /// <summary>The 12 months that end on a day: that day included, the same day one year before excluded (product.md).</summary>
    public static Plage DouzeMois(DateOnly fin) => new(fin.AddYears(-1).AddDays(1), fin);

    public Plage Inter(Plage other) => new(Du > other.Du ? Du : other.Du, Au < other.Au ? Au : other.Au);

    public IEnumerable<DateOnly> EachJour()
    {
        for (var jour = Du; jour <= Au; jour = jour.AddDays(1)) yield return jour;
    }
}
