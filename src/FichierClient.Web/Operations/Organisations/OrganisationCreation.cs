using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Web.Operations.Organisations;

/// <summary>Makes organisations, which only the owner of the database may: the web's role can't open a door between two of them.</summary>
internal static class OrganisationCreation
{
    /// <summary>The id of the organisation with this slug, or null.</summary>
    public static async Task<Guid?> FindAsync(string ownerConnection, string slug, CancellationToken cancellationToken)
    {
        await using var db = DesignTimeFactory.ForOwner(ownerConnection);
        return await db.Organisations.IgnoreQueryFilters().Where(o => o.Slug == slug).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether an organisation holds made-up data: only such a one gets accounts with a printed password.</summary>
    public static async Task<bool> IsDemoAsync(string ownerConnection, Guid id, CancellationToken cancellationToken)
    {
        await using var db = DesignTimeFactory.ForOwner(ownerConnection);
        return await db.Organisations.IgnoreQueryFilters().AnyAsync(o => o.Id == id && o.EstDemo, cancellationToken);
    }

    /// <exception cref="OperatorException">The slug or name is refused, or the slug is taken.</exception>
    public static async Task<Organisation> CreateAsync(
        string ownerConnection, string slug, string nom, bool demo, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var organisation = new Organisation(slug, nom, clock.GetUtcNow());
            if (demo)
            {
                organisation.MarkAsDemo();
            }

            await using var db = DesignTimeFactory.ForOwner(ownerConnection);
            db.Add(organisation);
            await db.SaveChangesAsync(cancellationToken);
            await using var file = DesignTimeFactory.ForOwner(ownerConnection, organisation.Id);
            await RegistreInitial.EnsureAsync(file, clock.GetUtcNow(), cancellationToken);
            return organisation;
        }
        catch (DomainException refusal)
        {
            throw new OperatorException(ExitCodes.Refused, refusal.Message, refusal);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new OperatorException(ExitCodes.Refused, $"There is already an organisation {slug}. Nothing was changed.", error);
        }
    }
}
