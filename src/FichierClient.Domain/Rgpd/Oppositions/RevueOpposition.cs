namespace FichierClient.Domain.Rgpd.Oppositions;

/// <summary>
/// How long an entry stays on the objection list before it is looked at again: three years at least (CNIL, référentiel gestion
/// commerciale). A later rule is one more line here.
/// </summary>
public static class RevueOpposition
{
    private static readonly (DateOnly Depuis, int Annees)[] Durees = [(new(2018, 5, 25), 3)];

    public static DateOnly Apres(DateOnly jour) => jour.AddYears(Array.FindLast(Durees, d => d.Depuis <= jour).Annees is > 0 and var annees ? annees : Durees[0].Annees);
}
