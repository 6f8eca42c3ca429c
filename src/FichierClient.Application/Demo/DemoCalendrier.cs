namespace FichierClient.Application.Demo;

/// <summary>A vente to come: its day (from the first day of the file), its entreprise, and the facture that an avoir credits.</summary>
internal struct DemoVente
{
    public int Jour;
    public int Entreprise;

    /// <summary>Index of the facture; -1: it is a facture itself.</summary>
    public int Facture;
}

/// <summary>
/// Who buys when: steady clients, new ones, some that slow down, some lost, prospects who never bought; less in August, more in
/// December, nothing on Sundays.
/// </summary>
internal sealed class DemoCalendrier(DemoSize size, DateOnly today)
{
    private const long Stream = 2L << 40;

    private static readonly double[] Saison = [0.80, 0.82, 0.95, 0.90, 0.88, 0.98, 0.74, 0.42, 1.0, 0.98, 0.96, 0.92];

    private readonly int days = today.DayNumber - today.AddYears(-DemoSize.Annees).DayNumber;

    public DateOnly Debut { get; } = today.AddYears(-DemoSize.Annees);

    /// <summary>All ventes in the order of their days.</summary>
    public DemoVente[] Make()
    {
        var ventes = new DemoVente[size.Entreprises == 0 ? 0 : size.Ventes];
        var next = 0;
        foreach (var (entreprise, count) in Share(ventes.Length)) Place(entreprise, count, ventes.AsSpan(next, count), ref next);
        Array.Sort(ventes, (a, b) => a.Jour != b.Jour ? a.Jour.CompareTo(b.Jour) : a.Entreprise.CompareTo(b.Entreprise));
        Credit(ventes);
        return ventes;
    }

    /// <summary>How many each gets: a few buy a lot.</summary>
    private IEnumerable<(int Entreprise, int Count)> Share(int total)
    {
        var weights = new double[size.Entreprises];
        for (var i = 0; i < weights.Length; i++)
        {
            var random = new DemoRandom(size.Seed, Stream + i);
            weights[i] = random.Chance(0.18) && weights.Length > 1 ? 0 : random.Uneven(0.9);
        }

        var (sum, before, given) = (Math.Max(weights.Sum(), double.Epsilon), 0.0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            before += weights[i];
            var until = i == weights.Length - 1 ? total : (int)Math.Min(total, Math.Round(before / sum * total));
            if (until > given) yield return (i, until - given);
            given = until;
        }
    }

    private void Place(int entreprise, int count, Span<DemoVente> ventes, ref int next)
    {
        var random = new DemoRandom(size.Seed, (Stream << 1) + entreprise);
        var (first, last) = Life(ref random, count);
        for (var j = 0; j < count; j++)
        {
            var at = first + (last - first) * (count == 1 ? random.Next() : (j + 0.35 * (random.Next() - 0.5)) / (count - 1));
            ventes[j] = new DemoVente { Jour = Working(Season(at, last, ref random)), Entreprise = entreprise, Facture = -1 };
        }

        next += count;
    }

    /// <summary>First and last day that this client buys.</summary>
    private (double First, double Last) Life(ref DemoRandom random, int count)
    {
        var early = random.Next() * days * 0.25;
        switch (random.Next())
        {
            case < 0.14: // lost
                return (early, days - random.Next(380, 700));
            case < 0.26 when count >= 5: // slows down: a silence of 2.3 to 3.6 usual gaps, less than a year
                var silence = Math.Min((days - early) * (2.3 + 1.3 * random.Next()) / (count + 2), 340);
                return (early, days - silence);
            case < 0.38: // new this year
                return (days - random.Next(20, 360), days - random.Next(0, 15));
            default:
                return (early, days - random.Next() * Math.Min(20, days / (double)count));
        }
    }

    private double Season(double at, double last, ref DemoRandom random)
    {
        for (var tries = 0; tries < 3 && random.Next() > Saison[Debut.AddDays(Clamp(at)).Month - 1]; tries++)
            at = Math.Min(last, at + random.Next(8, 32));
        return at;
    }

    /// <summary>Weekends spread over the five days before.</summary>
    private int Working(double at)
    {
        var day = Math.Max(8, Clamp(at));
        var back = (int)(at * 997) % 5;
        return Debut.AddDays(day).DayOfWeek switch
        {
            DayOfWeek.Saturday => day - 1 - back,
            DayOfWeek.Sunday => day - 2 - back,
            _ => day,
        };
    }

    private int Clamp(double at) => Math.Clamp((int)at, 1, days);

    /// <summary>About 3 % are avoirs of the entreprise's latest facture.</summary>
    private void Credit(DemoVente[] ventes)
    {
        var latest = new int[size.Entreprises];
        Array.Fill(latest, -1);
        for (var i = 0; i < ventes.Length; i++)
        {
            ref var vente = ref ventes[i];
            if (latest[vente.Entreprise] >= 0 && new DemoRandom(size.Seed, (Stream << 2) + i).Chance(0.03)) vente.Facture = latest[vente.Entreprise];
            else latest[vente.Entreprise] = i;
        }
    }
}
