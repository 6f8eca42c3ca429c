using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Registre;

/// <summary>The contact blocks that a filled register brings: an empty one of ours is filled from it; one that says otherwise stays, and that is told.</summary>
internal sealed class ActeursDuFichier
{
    private readonly AppDbContext db;
    private readonly List<ActeurRegistre> known;

    private ActeursDuFichier(AppDbContext db, List<ActeurRegistre> known) => (this.db, this.known) = (db, known);

    public static async Task<ActeursDuFichier> ReadAsync(AppDbContext db, CancellationToken cancellationToken) => new(db, await db.ActeursRegistre.ToListAsync(cancellationToken));

    /// <returns>A sentence for each block that differs from ours.</returns>
    public IReadOnlyList<string> Take(FicheLue lue)
    {
        var told = new List<string>();
        foreach (var (role, read) in lue.Acteurs.Where(a => a.Value.Nom is not null))
        {
            var ours = known.Find(a => a.Role == role);
            if (ours is null) db.ActeursRegistre.Add(ours = Added(role));
            var name = $"{ours.Prenom} {ours.Nom}".Trim();
            if (name.Length == 0)
            {
                ours.Name(read.Nom, null, ours.Societe);
                ours.Reach(read);
            }
            else if (TexteNormalise.Of(name) != TexteNormalise.Of(read.Nom)) told.Add(Texts.Get("Registre_acteur_reste", ModeleCnil.Dire(role.ToString()), read.Nom!, name));
        }

        return told;
    }

    private ActeurRegistre Added(RoleActeur role)
    {
        var added = new ActeurRegistre(db.TenantId, role);
        known.Add(added);
        return added;
    }
}
