using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>What was done at a place: how many rows were there, how many it concerned.</summary>
public sealed record Constat(string Table, string? Colonne, ActionEffacement Action, int Prevu, int Fait, string Base, DateOnly? PurgeLe);

/// <summary>Carries a plan out, within the caller's transaction.</summary>
internal sealed class Destruction(NpgsqlConnection connection, Guid tenantId, Cartographie.Cartographie carte, IReadOnlyDictionary<string, TableTenant> tables)
{
    public async Task<List<Constat>> RunAsync(Guid effacementId, PlanEffacement plan, IReadOnlyList<Aiguille> aiguilles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = new List<Constat>();
        async Task DoAsync(Lieu lieu, Func<Task<int>> work) => done.Add(new Constat(lieu.Table, lieu.Colonne, lieu.Action, lieu.Cles.Count, await work(), lieu.Base, lieu.PurgeLe));

        foreach (var lieu in plan.Lieux.Where(l => l.Action == ActionEffacement.Sceller))
            await DoAsync(lieu, () => Scellement.VentesAsync(connection, tenantId, effacementId, lieu, now, cancellationToken));
        done.AddRange(await new Caviardage(connection, tenantId, carte, tables).RunAsync(plan, aiguilles, cancellationToken));
        foreach (var lieu in plan.Lieux.Where(l => l.Action is ActionEffacement.Detacher or ActionEffacement.Caviarder)) await DoAsync(lieu, () => EmptyAsync(lieu, cancellationToken));
        foreach (var lieu in ChildrenFirst(plan.Lieux.Where(l => l.Action == ActionEffacement.Supprimer))) await DoAsync(lieu, () => DeleteAsync(lieu, cancellationToken));
        foreach (var lieu in plan.Lieux.Where(l => l.Action == ActionEffacement.Depouiller)) await DoAsync(lieu, () => EmptyAsync(lieu, cancellationToken));
        return done;
    }

    /// <summary>The rows lose the person's id where a foreign key holds it, and what the map says is about the person.</summary>
    private Task<int> EmptyAsync(Lieu lieu, CancellationToken cancellationToken)
    {
        var table = tables[lieu.Table];
        var sets = new List<string>();
        if (lieu.Colonne is { } tie && table.Liens.Any(l => l.Colonne == tie)) sets.Add($"{tie} = null");
        if (table.Colonne("contact_efface") is not null && lieu.Colonne == "contact_id") sets.Add("contact_efface = true");
        if (lieu.Action != ActionEffacement.Detacher)
        {
            sets.AddRange(carte.De(lieu.Table).Where(c => c.Strategie is StrategieEffacement.Caviarder or StrategieEffacement.Supprimer)
                .Select(c => table.Colonne(c.Colonne)!).Where(c => !c.EstCalculee).Select(Emptied));
        }

        return Catalogue.ExecuteAsync(connection, $"update {table.Nom} set {string.Join(", ", sets)} where tenant_id = $1 and {table.CleParmi("$2")}", cancellationToken, tenantId, lieu.Cles.ToArray());
    }

    private static string Emptied(ColonneTable column) => column switch
    {
        { EstJson: true, EstObligatoire: true } => $"{column.Sql} = '{{}}'",
        { EstTexte: true, EstJson: false, EstObligatoire: true } => $"{column.Sql} = '{Aiguille.Marque}'",
        // A history goes on telling that something was there.
        { Type: "text", Nom: "ancien" or "nouveau" or "texte" } => $"{column.Sql} = case when {column.Sql} is not null then '{Aiguille.Marque}' end",
        { Type: "int4", EstObligatoire: true } => $"{column.Sql} = 0",
        { EstObligatoire: true } => throw new InvalidOperationException($"{column.Nom} can't be emptied."),
        _ => $"{column.Sql} = null",
    };

    private Task<int> DeleteAsync(Lieu lieu, CancellationToken cancellationToken)
    {
        var table = tables[lieu.Table];
        return Catalogue.ExecuteAsync(connection, $"delete from {table.Nom} where tenant_id = $1 and {table.CleParmi("$2")}", cancellationToken, tenantId, lieu.Cles.ToArray());
    }

    /// <summary>Rows go before what they refer to.</summary>
    private IEnumerable<Lieu> ChildrenFirst(IEnumerable<Lieu> places)
    {
        var waiting = places.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(p => !waiting.Exists(o => o.Table != p.Table && tables[o.Table].Liens.Any(l => l.Vers == p.Table))) ?? waiting[0];
            waiting.Remove(next);
            yield return next;
        }
    }
}
