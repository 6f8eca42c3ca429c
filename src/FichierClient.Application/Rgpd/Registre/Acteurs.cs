using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>A contact block as it is read and written.</summary>
public sealed class ActeurSaisie
{
    public RoleActeur Role { get; set; }
    public string? Nom { get; set; }
    public string? Prenom { get; set; }
    public string? Societe { get; set; }
    public ActeurFiche Coordonnees { get; set; } = new();

    internal ActeurFige Figer() => new() { Role = Role, Nom = Nom, Prenom = Prenom, Societe = Societe, Coordonnees = Coordonnees };

    internal static ActeurSaisie Of(ActeurFige a) => new() { Role = a.Role, Nom = a.Nom, Prenom = a.Prenom, Societe = a.Societe, Coordonnees = a.Coordonnees };

    internal static ActeurSaisie Of(ActeurRegistre a) => new()
    {
        Role = a.Role,
        Nom = a.Nom,
        Prenom = a.Prenom,
        Societe = a.Societe,
        Coordonnees = new() { Adresse = a.Adresse, CodePostal = a.CodePostal, Ville = a.Ville, Pays = a.Pays, Telephone = a.Telephone, Email = a.Email },
    };
}

/// <summary>The contact blocks of the organisation, one of each role, filled or not.</summary>
public sealed class ListActeurs(UseCaseServices services) : UseCase<NoRequest, IReadOnlyList<ActeurSaisie>>(services)
{
    protected override Permission Permission => Permission.RegistreRead;

    protected override async Task<Outcome<IReadOnlyList<ActeurSaisie>>> ExecuteAsync(AppDbContext db, Acteur acteur, NoRequest request, CancellationToken cancellationToken) =>
        Outcome.Of(await ActeursLecture.AllAsync(db, cancellationToken));
}

internal static class ActeursLecture
{
    public static async Task<IReadOnlyList<ActeurSaisie>> AllAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var known = await db.ActeursRegistre.AsNoTracking().ToListAsync(cancellationToken);
        return [.. Enum.GetValues<RoleActeur>().Select(role => known.Find(a => a.Role == role) is { } found ? ActeurSaisie.Of(found) : new ActeurSaisie { Role = role })];
    }
}

public sealed record SaveActeursRequest(IReadOnlyList<ActeurSaisie> Acteurs);

/// <summary>Writes the contact blocks that are given.</summary>
public sealed class SaveActeurs(UseCaseServices services) : UseCase<SaveActeursRequest, Done>(services)
{
    protected override Permission Permission => Permission.RegistreEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, SaveActeursRequest request, CancellationToken cancellationToken)
    {
        var known = await db.ActeursRegistre.ToListAsync(cancellationToken);
        foreach (var saisie in request.Acteurs.DistinctBy(a => a.Role))
        {
            var one = known.Find(a => a.Role == saisie.Role);
            if (one is null) db.ActeursRegistre.Add(one = new ActeurRegistre(db.TenantId, saisie.Role));
            one.Name(saisie.Nom, saisie.Prenom, saisie.Societe);
            one.Reach(saisie.Coordonnees);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
