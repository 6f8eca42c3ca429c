using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>What may stand against an erasure (RGPD art. 17(3)), as far as the file tells it.</summary>
public enum MotifExemption
{
    /// <summary>Data that a running contract needs: none of the grounds of art. 17(1) holds.</summary>
    ContratEnCours,

    /// <summary>An invoice that may still be claimed or contested: art. 17(3)(e).</summary>
    CreanceOuverte,

    /// <summary>Accounting documents within their ten years: art. 17(3)(b).</summary>
    PieceComptable,
}

/// <summary>What the DPO makes of such a reason.</summary>
public enum DecisionExemption
{
    /// <summary>The erasure is refused.</summary>
    Refuser,

    /// <summary>The person is erased, the documents stay, sealed.</summary>
    Conserver,

    /// <summary>It doesn't stand against this erasure.</summary>
    Ecarter,
}

/// <summary>A decision of the DPO about one reason to keep data. Written once: another decision is another line. Why he decided so is in the request's journal.</summary>
public sealed class DemandeExemption : TenantEntity
{
    private DemandeExemption()
    {
    }

    public DemandeExemption(Guid tenantId, Guid demandeId, MotifExemption motif, int nombre, DecisionExemption decision, Guid membreId, DateTimeOffset decideeLe) : base(tenantId) =>
        (DemandeId, Motif, Nombre, Decision, MembreId, DecideeLe) = (demandeId, motif, nombre, decision, membreId, decideeLe);

    public Guid DemandeId { get; private set; }

    [NonPersonnelle("Motif de la loi")]
    public MotifExemption Motif { get; private set; }

    /// <summary>Documents that made the reason when it was decided.</summary>
    public int Nombre { get; private set; }

    [NonPersonnelle("Décision")]
    public DecisionExemption Decision { get; private set; }

    public Guid MembreId { get; private set; }
    public DateTimeOffset DecideeLe { get; private set; }

    public static string ArticleOf(MotifExemption motif) => motif switch
    {
        MotifExemption.ContratEnCours => "RGPD 17(1)(a) et 6(1)(b)",
        MotifExemption.CreanceOuverte => "RGPD 17(3)(e)",
        _ => "RGPD 17(3)(b), C. com. L123-22",
    };
}

/// <summary>How far back the file is looked at for reasons to keep data; a change of the law is one more line.</summary>
/// <param name="Depuis">First day on which they apply.</param>
/// <param name="MoisContrat">An invoice younger than this tells of a contract that may run.</param>
/// <param name="AnneesCreance">A claim between traders lapses after these years (C. com. L110-4; between others C. civ. 2224).</param>
public sealed record DelaisExemption(DateOnly Depuis, int MoisContrat, int AnneesCreance)
{
    private static readonly IReadOnlyList<DelaisExemption> Tous = [new(new DateOnly(2018, 5, 25), 12, 5)];

    public static DelaisExemption At(DateOnly jour) => Tous.LastOrDefault(d => d.Depuis <= jour) ?? Tous[0];
}
