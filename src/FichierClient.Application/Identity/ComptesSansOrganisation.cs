using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Identity;

/// <summary>
/// An account whose holder is a member of no organisation any more opens nothing: its holder is told, and it is deleted when the months of <see cref="DelaisComptes"/> since then are over. Whoever
/// becomes a member again in between keeps it; whoever couldn't be told yet does too.
/// </summary>
public sealed class ComptesSansOrganisation(AccountsDbContext accounts, TimeProvider clock)
{
    /// <returns>Who is to be told now, with the last day of the account; and how many accounts were deleted.</returns>
    public async Task<(IReadOnlyList<(Utilisateur Compte, DateTimeOffset Fin)> APrevenir, int Supprimes)> RunAsync(CancellationToken cancellationToken)
    {
        var (now, delais) = (clock.GetUtcNow(), DelaisComptes.At(clock.GetUtcNow()));
        var before = now.AddMonths(-delais.MoisSansOrganisation);
        // One statement: whoever joined an organisation since the last round isn't an orphan here any more.
        var deleted = await accounts.Database.ExecuteSqlAsync($"delete from comptes.utilisateurs where sans_organisation_depuis < {before} and id = any (fichier_comptes_sans_organisation())", cancellationToken);
        var orphans = (await accounts.Database.SqlQuery<Guid>($"select unnest(fichier_comptes_sans_organisation()) as \"Value\"").ToListAsync(cancellationToken)).ToHashSet();
        var told = new List<(Utilisateur, DateTimeOffset)>();
        foreach (var user in await accounts.Users.Where(u => u.SansOrganisationDepuis != null || orphans.Contains(u.Id)).ToListAsync(cancellationToken))
        {
            if (!orphans.Contains(user.Id)) user.SansOrganisationDepuis = null;
            else if (user.SansOrganisationDepuis is null) told.Add((user, now.AddMonths(delais.MoisSansOrganisation)));
        }

        await accounts.SaveChangesAsync(cancellationToken);
        return (told, deleted);
    }

    /// <summary>The e-mail left: the months begin.</summary>
    public Task ToldAsync(Guid compte, CancellationToken cancellationToken) =>
        accounts.Users.Where(u => u.Id == compte && u.SansOrganisationDepuis == null).ExecuteUpdateAsync(s => s.SetProperty(u => u.SansOrganisationDepuis, clock.GetUtcNow()), cancellationToken);
}
