using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FichierClient.Application.Common;

/// <summary>What every use case needs; one argument, so that a use case's own dependencies stand out.</summary>
public sealed class UseCaseServices(AppDbContextFactory contexts, ActeurSource acteurs, IServiceProvider services, TimeProvider clock)
{
    public AppDbContextFactory Contexts { get; } = contexts;
    public ActeurSource Acteurs { get; } = acteurs;
    public TimeProvider Clock { get; } = clock;

    internal IEnumerable<IValidator<T>> ValidatorsOf<T>() => services.GetServices<IValidator<T>>();
}

/// <summary>
/// The way of every request: the membership is still there, the permission is held, the input is valid, then a fresh
/// context for this one operation; expected failures become refusals, a deadlock or a label that was made meanwhile is tried once more.
/// </summary>
public abstract class UseCase<TRequest, TResult>(UseCaseServices services) where TRequest : notnull
{
    protected TimeProvider Clock => services.Clock;

    /// <summary>What the role must allow.</summary>
    protected abstract Permission Permission { get; }

    /// <summary>Load, refuse, act, save; or one projection.</summary>
    protected abstract Task<Outcome<TResult>> ExecuteAsync(AppDbContext db, Acteur acteur, TRequest request, CancellationToken cancellationToken);

    /// <summary>Runs it for a member.</summary>
    /// <param name="acteur">Who asks, as the session knows it; role and team are read again.</param>
    /// <param name="request">The input.</param>
    /// <param name="cancellationToken">Stops the queries.</param>
    public async Task<Outcome<TResult>> RunAsync(Acteur acteur, TRequest request, CancellationToken cancellationToken = default)
    {
        if (await services.Acteurs.CurrentAsync(acteur.TenantId, acteur.MembreId, cancellationToken) is not { } current || !current.Allows(Permission))
            return Refus.Interdit();
        if (Validate(request) is { } invalid) return invalid;
        try
        {
            return await AttemptAsync(current, request, isLast: false, cancellationToken);
        }
        catch (DbUpdateException failure) when (DbFailures.IsLabelMadeMeanwhile(failure))
        {
            return await AttemptAsync(current, request, isLast: true, cancellationToken);
        }
        catch (Exception error) when (DbFailures.IsDeadlock(error))
        {
            // An import's batch and a save waited for each other, and the database undid the save. What the batch makes can be read once it ended.
            await WaitForFiguresAsync(current, cancellationToken);
            return await AttemptAsync(current, request, isLast: true, cancellationToken);
        }
    }

    private async Task WaitForFiguresAsync(Acteur acteur, CancellationToken cancellationToken)
    {
        await using var db = services.Contexts.Open(acteur.TenantId, acteur.MembreId);
        await db.Database.ExecuteSqlAsync($"select figures_lock()", cancellationToken);
    }

    private async Task<Outcome<TResult>> AttemptAsync(Acteur acteur, TRequest request, bool isLast, CancellationToken cancellationToken)
    {
        await using var db = services.Contexts.Open(acteur.TenantId, acteur.MembreId);
        try
        {
            return await ExecuteAsync(db, acteur, request, cancellationToken);
        }
        catch (DomainException refused)
        {
            return refused.Champ is { } champ
                ? new Refus(RefusKind.Invalide, refused.Message) { Champs = [new ErreurChamp(champ, refused.Message)] }
                : Refus.Regle(refused.Message);
        }
        catch (DbUpdateConcurrencyException conflict)
        {
            return await DbFailures.DescribeAsync(conflict, cancellationToken);
        }
        catch (DbUpdateException failure) when ((isLast || !DbFailures.IsLabelMadeMeanwhile(failure)) && DbFailures.Describe(failure) is { } refus)
        {
            return refus;
        }
    }

    private Refus? Validate(TRequest request)
    {
        var errors = services.ValidatorsOf<TRequest>().SelectMany(v => v.Validate(request).Errors)
            .Select(e => new ErreurChamp(e.PropertyName, e.ErrorMessage)).ToList();
        if (errors.Count == 0) return null;
        return new Refus(RefusKind.Invalide, errors.Count == 1 ? Texts.Get("Champ_a_corriger") : Texts.Get("Champs_a_corriger", errors.Count)) { Champs = errors };
    }
}
