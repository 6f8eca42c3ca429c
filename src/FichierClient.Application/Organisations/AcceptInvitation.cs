using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Organisations;

/// <summary>What the holder of a link may know of its invitation.</summary>
public sealed record InvitationDetails(Guid TenantId, string Organisation, string Email, Role Role);

/// <summary>
/// The only way into an organisation for someone who isn't in it yet, so no member acts: the link's token is the right.
/// </summary>
public sealed class AcceptInvitation(AppDbContextFactory contexts, ActeurSource acteurs, TimeProvider clock)
{
    /// <summary>The open invitation of a token; null when it is unknown, expired, revoked or used.</summary>
    public async Task<InvitationDetails?> FindAsync(string jeton, CancellationToken cancellationToken = default)
    {
        if (await TenantOfAsync(jeton, cancellationToken) is not { } tenantId) return null;
        await using var db = contexts.Open(tenantId);
        return await LoadAsync(db, jeton, cancellationToken) is { } invitation && invitation.IsOpen(clock.GetUtcNow())
            ? new InvitationDetails(tenantId, await db.Organisations.Select(o => o.Nom).SingleAsync(cancellationToken), invitation.Email, invitation.Role)
            : null;
    }

    /// <summary>Makes the account a member with the role of the invitation, once.</summary>
    /// <param name="jeton">The link's token.</param>
    /// <param name="utilisateurId">The account; its address must be the invited one.</param>
    /// <param name="nom">The name that colleagues will see.</param>
    /// <param name="email">The account's confirmed address.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<Outcome<Appartenance>> RunAsync(string jeton, Guid utilisateurId, string nom, string email, CancellationToken cancellationToken = default)
    {
        if (await TenantOfAsync(jeton, cancellationToken) is not { } tenantId) return Refus.Regle(Messages.Get("Invitation_fermee"));
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two clicks on the same link: the second waits here, then finds the invitation used.
        await db.LockMembresAsync(cancellationToken);
        if (await LoadAsync(db, jeton, cancellationToken) is not { } invitation || !invitation.IsOpen(clock.GetUtcNow()))
            return Refus.Regle(Messages.Get("Invitation_fermee"));
        if (!string.Equals(invitation.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))
            return Refus.Regle(Texts.Get("Invitation_autre_adresse"));
        invitation.Accept(clock.GetUtcNow());
        var membre = await Memberships.JoinAsync(db, utilisateurId, nom, email, invitation.Role, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        acteurs.Forget(tenantId, membre.Id);
        return new Appartenance(tenantId, membre.Id, organisation.Nom, organisation.Slug, membre.Role);
    }

    private static Task<Invitation?> LoadAsync(AppDbContext db, string jeton, CancellationToken cancellationToken)
    {
        var hash = JetonInvitation.Hash(jeton);
        return db.Invitations.SingleOrDefaultAsync(i => i.JetonHash == hash, cancellationToken);
    }

    // Before the organisation is known only the policy "token" opens, and for this one row.
    private async Task<Guid?> TenantOfAsync(string jeton, CancellationToken cancellationToken)
    {
        var hash = JetonInvitation.Hash(jeton);
        await using var connection = await contexts.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var token = new NpgsqlCommand("select set_config('app.invitation_hash', $1, false)", connection))
        {
            token.Parameters.Add(new NpgsqlParameter { Value = Convert.ToHexStringLower(hash) });
            await token.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = new NpgsqlCommand("select tenant_id from invitations where jeton_hash = $1", connection) { Parameters = { new() { Value = hash } } };
        return (Guid?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
