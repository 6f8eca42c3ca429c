using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Organisations;

/// <summary>One organisation in which a user is an active member.</summary>
/// <param name="TenantId">The organisation.</param>
/// <param name="MembreId">The user's member there.</param>
/// <param name="Nom">The organisation's name.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="Role">The role there.</param>
public sealed record Appartenance(Guid TenantId, Guid MembreId, string Nom, string Slug, Role Role);

/// <summary>
/// What an account is across organisations. Reads through the policies <c>self</c> and <c>membership</c>, which show a
/// user its own rows and nothing else; the user comes from the signed-in session, never from the browser.
/// </summary>
public sealed class Memberships(AppDbContextFactory contexts)
{
    private const string Sql = """
        select m.tenant_id, m.id, o.nom, o.slug, m.role
        from membres m join organisations o on o.id = m.tenant_id
        where m.utilisateur_id = $1 and m.retire_le is null
        order by lower(o.nom), o.id
        """;

    /// <summary>The organisations the user may enter now, by name.</summary>
    public async Task<IReadOnlyList<Appartenance>> ListAsync(Guid utilisateurId, CancellationToken cancellationToken = default)
    {
        await using var connection = await contexts.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var user = new NpgsqlCommand("select set_config('app.user_id', $1, false)", connection))
        {
            user.Parameters.Add(new NpgsqlParameter { Value = utilisateurId.ToString() });
            await user.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = utilisateurId } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var result = new List<Appartenance>();
        while (await reader.ReadAsync(cancellationToken))
        {
            result.Add(new Appartenance(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), Enum.Parse<Role>(reader.GetString(4))));
        }

        return result;
    }

    /// <summary>Carries a new name or address of the account into each organisation where colleagues read it.</summary>
    public async Task RenameAsync(Guid utilisateurId, string nom, string email, CancellationToken cancellationToken = default)
    {
        foreach (var appartenance in await ListAsync(utilisateurId, cancellationToken))
        {
            await using var db = contexts.Open(appartenance.TenantId, appartenance.MembreId);
            var membre = await db.Membres.SingleAsync(m => m.Id == appartenance.MembreId, cancellationToken);
            membre.Rename(nom, Written(email));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Makes an account a member, or gives a former member its place back; an active member keeps the role it has.
    /// For the operator's commands: nobody's permission is asked.
    /// </summary>
    /// <returns>The member's id.</returns>
    public async Task<Guid> AddAsync(Guid tenantId, Guid utilisateurId, string nom, string email, Role role, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await using var db = contexts.Open(tenantId);
        var membre = await JoinAsync(db, utilisateurId, nom, email, role, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return membre.Id;
    }

    internal static async Task<Membre> JoinAsync(AppDbContext db, Guid utilisateurId, string nom, string email, Role role, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var membre = await db.Membres.SingleOrDefaultAsync(m => m.UtilisateurId == utilisateurId, cancellationToken);
        if (membre is null)
        {
            membre = new Membre(db.TenantId, utilisateurId, nom, Written(email), role, now);
            db.Membres.Add(membre);
        }
        else if (!membre.EstActif)
        {
            membre.ComeBack(role, now);
            if (membre.EstPseudonyme) membre.Rename(nom, Written(email));
        }

        return membre;
    }

    // Invitations compare addresses; one way of writing them.
    private static string Written(string email) => email.Trim().ToLowerInvariant();
}
