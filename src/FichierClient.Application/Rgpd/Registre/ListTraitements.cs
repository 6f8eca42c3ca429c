using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A line of the register.</summary>
public sealed record TraitementRow(Guid Id, GenreRegistre Registre, string Nom, StatutTraitement Statut, int Numero)
{
    public string? Reference { get; init; }
    public string? Finalite { get; init; }
    public DateTimeOffset ModifieLe { get; init; }
    public DateOnly? ProchaineRevue { get; init; }
    public bool RevueEnRetard { get; init; }
    public bool ASensibles { get; init; }
    public IReadOnlyList<Ecart> Ecarts { get; init; } = [];
}

/// <summary>Both registers, by reference, each line with its gaps.</summary>
public sealed class ListTraitements(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<TraitementRow>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<TraitementRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken)
    {
        var today = await db.TodayAsync(Clock, cancellationToken);
        var ecarts = await LectureEcarts.ReadAsync(db, today, cancellationToken);
        var all = await db.Traitements.AsNoTracking().ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<TraitementRow>>([.. all.Select(t => Row(t, ecarts, today)).OrderBy(r => r.Statut == StatutTraitement.Archive).ThenBy(r => r.Reference ?? "~", StringComparer.Ordinal).ThenBy(r => r.Nom, StringComparer.CurrentCulture)]);
    }

    private static TraitementRow Row(Traitement traitement, LectureEcarts ecarts, DateOnly today)
    {
        var fiche = traitement.Fiche;
        return new TraitementRow(traitement.Id, traitement.Registre, fiche.Nom ?? "", traitement.Statut, traitement.Numero)
        {
            Reference = fiche.Reference,
            Finalite = fiche.FinalitePrincipale,
            ModifieLe = traitement.ModifieLe,
            ProchaineRevue = fiche.ProchaineRevue,
            RevueEnRetard = fiche.ProchaineRevue < today && traitement.Statut != StatutTraitement.Archive,
            ASensibles = fiche.ASensibles,
            Ecarts = ecarts.Of(traitement),
        };
    }
}
