using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <summary>Changes of who is who in an organisation wait for each other.</summary>
internal static class MembresLock
{
    /// <summary>
    /// Takes the organisation's row until the transaction ends. Without it two administrators who withdraw each other at
    /// once would both still see the other one.
    /// </summary>
    public static Task LockMembresAsync(this AppDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select 1 from organisations where id = {db.TenantId} for no key update", cancellationToken);

    /// <summary>A refusal when the organisation would have no administrator without this member; ask it under the lock.</summary>
    public static async Task<Refus?> KeepAnAdministratorAsync(this AppDbContext db, Membre leaving, CancellationToken cancellationToken) =>
        leaving.Role != Role.Administrateur
        || await db.Membres.AnyAsync(m => m.Id != leaving.Id && m.Role == Role.Administrateur && m.RetireLe == null, cancellationToken)
            ? null
            : Refus.Regle(Texts.Get("Dernier_administrateur"));
}
