using System.Text.Json;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using Microsoft.AspNetCore.DataProtection;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What the steps of an erasure work with.</summary>
public sealed class ServicesEffacement(AppDbContextFactory contexts, FichiersPersonne fichiers, TraceEffacement trace, TimeProvider clock)
{
    public AppDbContextFactory Contexts { get; } = contexts;
    public FichiersPersonne Fichiers { get; } = fichiers;
    public TraceEffacement Trace { get; } = trace;
    public TimeProvider Clock { get; } = clock;
}

/// <summary>What stays of an erasure outside its own row: the journal's entry, keyed prints, the signature, and the needles while they are needed.</summary>
public sealed class TraceEffacement(Tombes tombes, Empreintes empreintes, IDataProtectionProvider protection)
{
    /// <summary>What prints of SIREN and SIRET, and of names, are made under.</summary>
    internal const string GenreNumero = "numero", GenreNom = "nom";

    public Tombes Tombes { get; } = tombes;
    public Empreintes Empreintes { get; } = empreintes;

    /// <summary>What the person is known by, encrypted for this erasure alone.</summary>
    public byte[] Protect(Guid tenantId, Guid sujetId, Personne personne) => Protector(tenantId, sujetId).Protect(JsonSerializer.SerializeToUtf8Bytes(personne));

    public Personne Unprotect(Guid tenantId, Guid sujetId, byte[] aiguilles) =>
        JsonSerializer.Deserialize<Personne>(Protector(tenantId, sujetId).Unprotect(aiguilles)) ?? throw new JsonException("No needles.");

    /// <summary>Keyed prints of the addresses and numbers, and of the names, in the order of the needles.</summary>
    public string[] PrintsOf(Guid tenantId, Personne personne) => [.. personne.Aiguilles.Where(a => a.EstForte)
        .Select(a => Convert.ToBase64String(Empreintes.Of(tenantId, GenreOf(a.Genre), a.Valeur)))];

    private static string GenreOf(GenreAiguille genre) => genre switch
    {
        GenreAiguille.Email => Identifiants.Email,
        GenreAiguille.Telephone => Identifiants.Telephone,
        GenreAiguille.Numero => GenreNumero,
        _ => GenreNom,
    };

    private IDataProtector Protector(Guid tenantId, Guid sujetId) => protection.CreateProtector("FichierClient.Effacements", tenantId.ToString(), sujetId.ToString());
}

/// <summary>Told after each step of an erasure has been committed; tests interrupt there.</summary>
/// <param name="reached">Called with the step; null: nothing.</param>
public sealed class PointsDePanne(Func<Domain.Rgpd.Effacements.EtapeEffacement, Task>? reached = null)
{
    public Task ReachAsync(Domain.Rgpd.Effacements.EtapeEffacement etape) => reached?.Invoke(etape) ?? Task.CompletedTask;
}
