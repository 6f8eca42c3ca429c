using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A connected system in the list.</summary>
/// <param name="Id">The system.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Objet">What it is for.</param>
/// <param name="TraitementId">What it serves.</param>
/// <param name="Traitement">Its name.</param>
/// <param name="EstSousTraitant">A processor runs it.</param>
/// <param name="Categories">What it gets.</param>
/// <param name="CleLe">When its key was made.</param>
/// <param name="RevoqueLe">Since when it is revoked.</param>
public sealed record SystemeRow(Guid Id, string Nom, string? Objet, Guid TraitementId, string Traitement, bool EstSousTraitant, CategoriesTransmises Categories, DateTimeOffset CleLe, DateTimeOffset? RevoqueLe)
{
    public string? ContactEmail { get; init; }
    public string? ContactAdresse { get; init; }
    public string? AdresseRappel { get; init; }

    /// <summary>Persons whom it knows by a key.</summary>
    public long Cles { get; init; }

    /// <summary>Keys whose person was erased.</summary>
    public long ClesMortes { get; init; }

    /// <summary>The last day on which it read somebody for the first time that day.</summary>
    public DateTimeOffset? LuLe { get; init; }
}

/// <summary>The connected systems, by name; revoked ones last.</summary>
public sealed class ListSystemes(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<SystemeRow>>(services)
{
    protected override Permission Permission => Permission.ConnecteursManage;

    protected override async Task<Outcome<IReadOnlyList<SystemeRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var traitements = (await db.Traitements.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(t => t.Id, t => t.Fiche.Nom ?? "");
        var cles = await db.ClesPseudonymes.GroupBy(k => k.SystemeId).Select(g => new { g.Key, Nombre = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Nombre, cancellationToken);
        var mortes = await db.ClesMortes.GroupBy(k => k.SystemeId).Select(g => new { g.Key, Nombre = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Nombre, cancellationToken);
        var lus = await db.Communications.Where(c => c.SystemeId != null).GroupBy(c => c.SystemeId!.Value).Select(g => new { g.Key, Le = g.Max(c => c.FaiteLe) }).ToDictionaryAsync(g => g.Key, g => g.Le, cancellationToken);
        var systemes = await db.SystemesConnectes.AsNoTracking().ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<SystemeRow>>([.. systemes.OrderBy(s => s.RevoqueLe is not null).ThenBy(s => s.Nom, StringComparer.CurrentCulture)
            .Select(s => new SystemeRow(s.Id, s.Nom, s.Objet, s.TraitementId, traitements.GetValueOrDefault(s.TraitementId, ""), s.EstSousTraitant, s.Categories, s.CleLe, s.RevoqueLe)
            {
                ContactEmail = s.ContactEmail,
                ContactAdresse = s.ContactAdresse,
                AdresseRappel = s.AdresseRappel,
                Cles = cles.GetValueOrDefault(s.Id),
                ClesMortes = mortes.GetValueOrDefault(s.Id),
                LuLe = lus.TryGetValue(s.Id, out var le) ? le : null,
            })]);
    }
}
