using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Entreprises;

/// <summary>What one field of one entreprise holds.</summary>
public sealed record ValeurEntreprise<T>(Guid EntrepriseId, T Valeur);

/// <summary>
/// Changes one field of many entreprises; gives back what those that really changed held before, which undoes it.
/// Those that the member doesn't see are left as they are.
/// </summary>
public abstract class ChangeEntreprises<T>(UseCaseServices services)
    : UseCase<IReadOnlyCollection<ValeurEntreprise<T>>, IReadOnlyCollection<ValeurEntreprise<T>>>(services)
{
    protected override Permission Permission => Permission.EntreprisesEdit;

    protected abstract T Read(Entreprise entreprise);

    protected abstract void Write(Entreprise entreprise, T valeur);

    /// <summary>Those of the wanted ones that the member may change.</summary>
    protected virtual Task<List<Entreprise>> ReachAsync(AppDbContext db, Acteur acteur, IReadOnlyDictionary<Guid, T> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Keys.ToArray();
        return db.Entreprises.VisibleTo(acteur).Usable().Where(e => ids.Contains(e.Id)).ToListAsync(cancellationToken);
    }

    protected override async Task<Outcome<IReadOnlyCollection<ValeurEntreprise<T>>>> ExecuteAsync(
        AppDbContext db, Acteur acteur, IReadOnlyCollection<ValeurEntreprise<T>> request, CancellationToken cancellationToken)
    {
        var wanted = request.ToDictionary(v => v.EntrepriseId, v => v.Valeur);
        var entreprises = await ReachAsync(db, acteur, wanted, cancellationToken);
        var changing = entreprises.Where(e => !Equals(Read(e), wanted[e.Id])).ToList();
        var before = changing.Select(e => new ValeurEntreprise<T>(e.Id, Read(e))).ToList();
        foreach (var entreprise in changing) Write(entreprise, wanted[entreprise.Id]);
        await db.SaveChangesAsync(cancellationToken);
        return Outcome.Of<IReadOnlyCollection<ValeurEntreprise<T>>>(before);
    }
}

/// <summary>Gives entreprises to members; to nobody when null.</summary>
public sealed class AssignEntreprises(UseCaseServices services) : ChangeEntreprises<Guid?>(services)
{
    /// <summary>Longer than the undo is offered.</summary>
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(2);

    protected override Guid? Read(Entreprise entreprise) => entreprise.ResponsableId;

    protected override void Write(Entreprise entreprise, Guid? valeur) => entreprise.Assign(valeur);

    /// <summary>Who gave an entreprise away no longer sees it, and may take back just that: to whom it was, if nobody assigned it since.</summary>
    protected override async Task<List<Entreprise>> ReachAsync(AppDbContext db, Acteur acteur, IReadOnlyDictionary<Guid, Guid?> wanted, CancellationToken cancellationToken)
    {
        var visibles = await base.ReachAsync(db, acteur, wanted, cancellationToken);
        var hidden = wanted.Keys.Except(visibles.Select(e => e.Id)).ToList();
        if (acteur.SeesAll || hidden.Count == 0) return visibles;
        var since = Clock.GetUtcNow() - Undoable;
        var assigned = await db.Modifications.AsNoTracking()
            .Where(m => hidden.Contains(m.SujetId) && m.Champ == nameof(Entreprise.ResponsableId) && m.FaitLe >= since)
            .OrderBy(m => m.FaitLe).ThenBy(m => m.Id).ToListAsync(cancellationToken);
        var given = assigned.GroupBy(m => m.SujetId, (id, changes) => changes.Last())
            .Where(m => m.MembreId == acteur.MembreId && Guid.TryParse(m.Ancien, out var ancien) && ancien == wanted[m.SujetId] && acteur.Responsables!.Contains(ancien))
            .Select(m => m.SujetId).ToList();
        return given.Count == 0 ? visibles : [.. visibles, .. await db.Entreprises.Where(e => given.Contains(e.Id)).ToListAsync(cancellationToken)];
    }
}

/// <summary>Says how the clients found us; unknown when null.</summary>
public sealed class ChangeCanalEntreprises(UseCaseServices services) : ChangeEntreprises<Guid?>(services)
{
    protected override Guid? Read(Entreprise entreprise) => entreprise.CanalId;

    protected override void Write(Entreprise entreprise, Guid? valeur) => entreprise.ChangeCanal(valeur);
}

/// <summary>Sets the statut by hand; it follows the ventes again when null.</summary>
public sealed class FixStatutEntreprises(UseCaseServices services) : ChangeEntreprises<StatutEntreprise?>(services)
{
    protected override StatutEntreprise? Read(Entreprise entreprise) => entreprise.StatutManuel;

    protected override void Write(Entreprise entreprise, StatutEntreprise? valeur) => entreprise.FixStatut(valeur);
}
