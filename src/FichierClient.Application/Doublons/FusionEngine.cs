using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.Application.Doublons;

/// <summary>
/// Makes several records one, in one transaction: the survivor takes what was chosen, everything that refers to the others refers to it, and
/// the others leave the lists. They keep their rows, so that an old address, an old number in an imported file, and an undo find them.
/// </summary>
internal sealed class FusionEngine<TRoot, TSaisie>(GenreFusion<TRoot, TSaisie> genre, AppDbContext db, Acteur acteur, DateTimeOffset now)
    where TRoot : FicheFusionnable where TSaisie : class, new()
{
    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public async Task<Outcome<FusionFaite>> MergeAsync(FusionRequest request, CancellationToken cancellationToken)
    {
        var ids = request.Ids.Distinct().ToArray();
        if (ids.Length is < 2 or > FusionRequest.Maximum || !ids.Contains(request.SurvivantId))
            return Refus.Regle(Texts.Get("Fusion_nombre", FusionRequest.Maximum));
        await using var transaction = await BeginAsync(ids, cancellationToken);
        var fiches = await genre.LoadAsync(db, acteur, ids, cancellationToken);
        if (fiches.Count < ids.Length) return Refus.Regle(Texts.Get("Fusion_fiche_absente"));
        if (fiches.Exists(f => f.EstLimitee)) return Refus.Regle(Texts.Get("Fiche_limitee"));
        if (fiches.Exists(f => !request.Fiches.Contains(new FicheLue(f.Id, f.Version)))) return new Refus(RefusKind.Conflit, Texts.Get("Fusion_fiche_changee"));

        var survivant = fiches.Single(f => f.Id == request.SurvivantId);
        var absorbes = fiches.FindAll(f => f != survivant);
        var saisies = await genre.ReadAsync(db, fiches, cancellationToken);
        var fusion = new Fusion(db.TenantId, genre.Sujet, survivant.Id, acteur.MembreId, now);
        db.FusionId = fusion.Id;
        await genre.ApplyAsync(db, acteur, survivant, genre.Compose(request, saisies), cancellationToken);
        var provenances = new ProvenanceFusion(db, fusion.Id, now);
        await provenances.ReadAsync(survivant, absorbes, cancellationToken);
        db.Fusions.Add(fusion);
        db.FusionFiches.AddRange(absorbes.Select(f => new FusionFiche(db.TenantId, fusion.Id, f.Id)));
        foreach (var absorbe in absorbes)
        {
            Tell(survivant, null, genre.NameOf(absorbe));
            TellLost(survivant, absorbe);
        }

        await db.SaveChangesAsync(cancellationToken);

        var move = new Deplacement(Connection, db.TenantId, fusion.Id, now, survivant.Id, [.. absorbes.Select(f => f.Id)]);
        foreach (var rattachement in await RattachementsAsync(cancellationToken)) await move.MoveAsync(rattachement, acteur.MembreId, cancellationToken);
        await provenances.WriteAsync(survivant.Id, cancellationToken);
        await db.FollowAsync(genre.Sujet, survivant.Id, [.. absorbes.Select(f => f.Id)], cancellationToken);
        foreach (var absorbe in absorbes)
        {
            // One that belonged to another of them was moved with what refers to that one.
            await db.Entry(absorbe).ReloadAsync(cancellationToken);
            absorbe.MergeInto(survivant.Id, now);
        }

        fusion.Remember(GenreFusion<TRoot, TSaisie>.ToJson(saisies[survivant.Id]), GenreFusion<TRoot, TSaisie>.ToJson((await genre.ReadAsync(db, [survivant], cancellationToken))[survivant.Id]));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new FusionFaite(fusion.Id, survivant.Id);
    }

    public async Task<Outcome<Done>> UndoAsync(Fusion fusion, CancellationToken cancellationToken)
    {
        var ids = await db.FusionFiches.Where(f => f.FusionId == fusion.Id).Select(f => f.FicheId).ToListAsync(cancellationToken);
        await using var transaction = await BeginAsync([fusion.SurvivantId, .. ids], cancellationToken);
        await db.Entry(fusion).ReloadAsync(cancellationToken);
        if (await genre.LoadAsync(db, acteur, [fusion.SurvivantId], cancellationToken) is not [var survivant]) return Refus.Regle(Texts.Get("Fusion_survivant_absent"));
        if (await db.Fusions.AnyAsync(f => f.SurvivantId == fusion.SurvivantId && f.DefaiteLe == null && f.FaiteLe > fusion.FaiteLe, cancellationToken))
            return Refus.Regle(Texts.Get("Fusion_plus_recente"));
        fusion.Undo(acteur.MembreId, now);
        db.FusionId = fusion.Id;
        var saisie = (await genre.ReadAsync(db, [survivant], cancellationToken))[survivant.Id];
        await genre.ApplyAsync(db, acteur, survivant, genre.Decompose(fusion, saisie, out _), cancellationToken);
        // Merged records lie in the trash, which this must see.
        var absorbes = await db.Set<TRoot>().IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(f => ids.Contains(f.Id) && f.SurvivantId == survivant.Id).ToListAsync(cancellationToken);
        foreach (var absorbe in absorbes)
        {
            absorbe.Unmerge();
            Tell(survivant, "", null);
        }

        await db.SaveChangesAsync(cancellationToken);
        var move = new Deplacement(Connection, db.TenantId, fusion.Id, now, survivant.Id, [.. absorbes.Select(f => f.Id)]);
        foreach (var rattachement in await RattachementsAsync(cancellationToken)) await move.MoveBackAsync(rattachement, acteur.MembreId, cancellationToken);
        await new ProvenanceFusion(db, fusion.Id, now).ForgetAsync(fusion, cancellationToken);
        fusion.Forget();
        await db.SaveChangesAsync(cancellationToken);
        await db.ForgetHistoryAsync(fusion, [.. db.ChangeTracker.Entries<AggregatePart>().Where(p => p.Entity.RootId == survivant.Id).Select(p => (p.Metadata.ClrType.Name, p.Entity.ToString()!))], cancellationToken);
        await db.FusionMouvements.Where(m => m.FusionId == fusion.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Done.Value;
    }

    /// <summary>Holds the records, in the order in which imports and saves hold them: the figures first, then rows by id.</summary>
    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select figures_lock()", cancellationToken);
        await using var command = new NpgsqlCommand($"select from {db.Model.FindEntityType(typeof(TRoot))!.GetTableName()} where tenant_id = $1 and id = any ($2) order by id for update", Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = db.TenantId });
        command.Parameters.Add(new NpgsqlParameter { Value = ids });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    private async Task<IReadOnlyList<Rattachement>> RattachementsAsync(CancellationToken cancellationToken)
    {
        var fiches = await Fiches.ReadAsync(db, Connection, cancellationToken);
        return await Rattachement.ReadAsync(fiches.Values, fiches[genre.Sujet], Connection, cancellationToken);
    }

    /// <summary>What a merged record held and the survivor holds otherwise: the history is where it is looked for.</summary>
    private void TellLost(TRoot survivant, TRoot absorbe)
    {
        foreach (var champ in genre.ChampsSeuls)
        {
            var (lost, kept) = (HistoryInterceptor.ValueOf(db.Entry(absorbe), champ), HistoryInterceptor.ValueOf(db.Entry(survivant), champ));
            // Notes of both are put one below the other: then nothing of them is lost.
            if (string.IsNullOrEmpty(lost) || lost == bool.FalseString || $"\n\n{kept}\n\n".Contains($"\n\n{lost}\n\n", StringComparison.OrdinalIgnoreCase)) continue;
            db.Modifications.Add(new Modification(db.TenantId, genre.Sujet, survivant.Id, Modification.NonRepris + champ, lost, null, now, acteur.MembreId, db.FusionId));
        }
    }

    private void Tell(TRoot survivant, string? ancien, string? nouveau) =>
        db.Modifications.Add(new Modification(db.TenantId, genre.Sujet, survivant.Id, Modification.Fusion, ancien, nouveau, now, acteur.MembreId, db.FusionId));
}
