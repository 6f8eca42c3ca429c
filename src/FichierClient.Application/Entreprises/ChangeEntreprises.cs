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

    protected override async Task<Outcome<IReadOnlyCollection<ValeurEntreprise<T>>>> ExecuteAsync(
        AppDbContext db, Acteur acteur, IReadOnlyCollection<ValeurEntreprise<T>> request, CancellationToken cancellationToken)
    {
        var wanted = request.ToDictionary(v => v.EntrepriseId, v => v.Valeur);
        var ids = wanted.Keys.ToArray();
        var entreprises = await db.Entreprises.VisibleTo(acteur).Where(e => ids.Contains(e.Id)).ToListAsync(cancellationToken);
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
    protected override Guid? Read(Entreprise entreprise) => entreprise.ResponsableId;

    protected override void Write(Entreprise entreprise, Guid? valeur) => entreprise.Assign(valeur);
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
