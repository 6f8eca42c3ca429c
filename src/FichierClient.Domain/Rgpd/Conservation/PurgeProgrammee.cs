using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Conservation;

/// <summary>That a rule was carried out by the program on a day, and on how much: written once, without any content.</summary>
public sealed class PurgeProgrammee : TenantEntity
{
    private PurgeProgrammee()
    {
    }

    /// <param name="regle">The rule as it stood.</param>
    /// <param name="limite">What is older went.</param>
    /// <param name="nombre">How many rows, accounts or files.</param>
    /// <param name="faiteLe">When.</param>
    public PurgeProgrammee(RegleConservation regle, DateOnly limite, int nombre, DateTimeOffset faiteLe) : base(regle.TenantId) =>
        (RegleId, Code, Limite, Nombre, FaiteLe) = (regle.Id, regle.Code, limite, nombre, faiteLe);

    public Guid RegleId { get; private set; }

    [NonPersonnelle("Nom technique")]
    public string Code { get; private set; } = "";

    public DateOnly Limite { get; private set; }
    public int Nombre { get; private set; }
    public DateTimeOffset FaiteLe { get; private set; }
}
