using System.Globalization;
using System.Text;
using System.Text.Json;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <summary>What the minutes of a run say: the rule as it stood, the counts, the reasons, the decision. Nobody of the file is named.</summary>
public sealed record ContenuProcesVerbal(Guid Passage, StatutPassage Etape, DateTimeOffset Le, string? Par)
{
    public required string Organisation { get; init; }
    public required string Regle { get; init; }
    public required string Code { get; init; }
    public required DateOnly RegleDepuis { get; init; }
    public required int DureeMois { get; init; }
    public required EvenementDepart Evenement { get; init; }
    public string? Source { get; init; }
    public required DateTimeOffset CalculeLe { get; init; }
    public required DateOnly Limite { get; init; }
    public required int Nombre { get; init; }
    public required int Geles { get; init; }
    public required int Plafond { get; init; }
    public required int Retenus { get; init; }
    public required string Empreinte { get; init; }

    /// <summary>How many by what they last did.</summary>
    public required IReadOnlyList<CompteActe> Actes { get; init; }
    public DateOnly? ExecutableLe { get; init; }
    public DateTimeOffset? ExecuteLe { get; init; }
    public int Effaces { get; init; }
    public int Epargnes { get; init; }
    public int Echecs { get; init; }
}

public sealed record CompteActe(ActePersonne Acte, int Nombre);

/// <summary>Writes the minutes of a run at each of its steps and signs them with the installation's key.</summary>
public sealed class Minutes(SignatureCertificats signature, TimeProvider clock)
{
    /// <summary>The clock that dates them.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Adds the minutes of a step that is about to be saved.</summary>
    /// <param name="db">Where the step is saved.</param>
    /// <param name="passage">The run as it stands after the step.</param>
    /// <param name="membreId">Who decided; null: the program, by the decision before.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task AddAsync(AppDbContext db, PassageConservation passage, Guid? membreId, CancellationToken cancellationToken)
    {
        var regle = await db.ReglesConservation.AsNoTracking().SingleAsync(r => r.Id == passage.RegleId, cancellationToken);
        var actes = await db.PassageSujets.Where(s => s.PassageId == passage.Id).GroupBy(s => s.Acte).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var now = Clock.GetUtcNow();
        var contenu = new ContenuProcesVerbal(passage.Id, passage.Statut, await db.InZoneAsync(now, cancellationToken), await db.Membres.Where(m => m.Id == membreId).Select(m => m.Nom).SingleOrDefaultAsync(cancellationToken))
        {
            Organisation = await db.Organisations.Select(o => o.Nom).SingleAsync(cancellationToken),
            Regle = regle.Nom,
            Code = regle.Code,
            RegleDepuis = regle.Depuis,
            DureeMois = regle.DureeMois,
            Evenement = regle.Evenement,
            Source = regle.Source,
            CalculeLe = passage.CalculeLe,
            Limite = passage.Limite,
            Nombre = passage.Nombre,
            Geles = passage.Geles,
            Plafond = passage.Plafond,
            Retenus = passage.Retenus,
            Empreinte = Convert.ToHexString(passage.Empreinte),
            Actes = [.. actes.OrderBy(a => a.Key).Select(a => new CompteActe(a.Key, a.Count))],
            ExecutableLe = passage.ExecutableLe,
            ExecuteLe = passage.ExecuteLe,
            Effaces = passage.Effaces,
            Epargnes = passage.Epargnes,
            Echecs = passage.Echecs,
        };
        var json = JsonSerializer.Serialize(contenu, FicheJson.Options);
        db.ProcesVerbaux.Add(new ProcesVerbal(db.TenantId, passage.Id, json, signature.Sign(Encoding.UTF8.GetBytes(json)), signature.ClePublique, now));
    }

    /// <summary>The text is what was signed.</summary>
    public static bool Verify(ProcesVerbal minutes) => SignatureCertificats.Verify(minutes.ClePublique, Encoding.UTF8.GetBytes(minutes.Contenu), minutes.Signature);

    /// <summary>Such as proces-verbal-2026-11-30-1a2b3c.</summary>
    internal static string NameOf(ProcesVerbal minutes)
    {
        var contenu = JsonSerializer.Deserialize<ContenuProcesVerbal>(minutes.Contenu, FicheJson.Options)!;
        return string.Create(CultureInfo.InvariantCulture, $"proces-verbal-{contenu.Le:yyyy-MM-dd}-{minutes.Id.ToString("N")[^6..]}");
    }

    /// <summary>The text as it was signed, with signature and key in base64.</summary>
    internal static string ToJson(ProcesVerbal minutes) =>
        JsonSerializer.Serialize(new { minutes.Contenu, Signature = Convert.ToBase64String(minutes.Signature), ClePublique = Convert.ToBase64String(minutes.ClePublique) }, FicheJson.Options);
}
