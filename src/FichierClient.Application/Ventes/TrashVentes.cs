using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Ventes;

/// <summary>Moves ventes to the trash, where they no longer count; gives how many there were. Their numbers stay taken.</summary>
public sealed class TrashVentes(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.VentesDelete;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var ventes = await db.Ventes.VisibleTo(acteur, db).Where(v => request.Contains(v.Id)).ToListAsync(cancellationToken);
        await using var held = await db.HoldSoldesAsync(null, cancellationToken);
        if (await db.RefuseAvoirsSeulsAsync([.. ventes.Select(v => v.Id)], [.. ventes.Select(v => v.Id)], cancellationToken) is { } avoirs) return avoirs;
        foreach (var vente in ventes)
        {
            if (await db.RefuseEcritLimiteAsync(acteur, (vente.EntrepriseId, vente.ContactId), vente.CreeLe, cancellationToken) is { } limite) return limite;
            vente.MoveToTrash(Clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await held!.CommitAsync(cancellationToken);
        return ventes.Count;
    }
}

/// <summary>Takes ventes back out of the trash; gives how many there were. One of an entreprise in the trash waits for it.</summary>
public sealed class RestoreVentes(UseCaseServices services) : UseCase<IReadOnlyCollection<Guid>, int>(services)
{
    protected override Permission Permission => Permission.VentesDelete;

    protected override async Task<Outcome<int>> ExecuteAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> request, CancellationToken cancellationToken)
    {
        var ventes = await db.Ventes.IgnoreQueryFilters([AppDbContext.CorbeilleFilter])
            .Where(v => request.Contains(v.Id) && v.SupprimeLe != null).ToListAsync(cancellationToken);
        var entrepriseIds = ventes.Select(v => v.EntrepriseId).Distinct().ToList();
        var live = await db.Entreprises.VisibleTo(acteur).Where(e => entrepriseIds.Contains(e.Id)).Select(e => e.Id).ToHashSetAsync(cancellationToken);
        if (ventes.Exists(v => !live.Contains(v.EntrepriseId))) return Refus.Regle(Texts.Get("Vente_entreprise_en_corbeille"));
        foreach (var vente in ventes)
            if (await db.RefuseEcritLimiteAsync(acteur, (vente.EntrepriseId, vente.ContactId), vente.CreeLe, cancellationToken) is { } limite) return limite;
        await using var held = await db.HoldSoldesAsync(null, cancellationToken);
        foreach (var vente in ventes.Where(v => v.FactureId is null)) vente.Restore();
        await db.SaveChangesAsync(cancellationToken);
        // One after the other: each is asked with what came back before it.
        foreach (var avoir in ventes.Where(v => v.FactureId is not null))
        {
            avoir.Restore();
            if (await db.RefuseTropCrediteeAsync(avoir, cancellationToken) is { } credit) return credit;
            await db.SaveChangesAsync(cancellationToken);
        }

        await held!.CommitAsync(cancellationToken);
        return ventes.Count;
    }
}
