using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Doublons;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Doublons;

/// <summary>How records of one kind are read, put together and written when they become one.</summary>
internal abstract class GenreFusion<TRoot, TSaisie> where TRoot : FicheFusionnable where TSaisie : class, new()
{
    public abstract Sujet Sujet { get; }

    /// <summary>The fields that one chooses among.</summary>
    public abstract IReadOnlyCollection<string> Champs { get; }

    /// <summary>The properties that hold one value each: of those that differ, one is kept.</summary>
    public abstract IReadOnlyCollection<string> ChampsSeuls { get; }

    /// <summary>The wanted ones that the member sees and that are in no trash, with their parts.</summary>
    public abstract Task<List<TRoot>> LoadAsync(AppDbContext db, Acteur acteur, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>What their forms would be filled from.</summary>
    public abstract Task<Dictionary<Guid, TSaisie>> ReadAsync(AppDbContext db, IReadOnlyCollection<TRoot> fiches, CancellationToken cancellationToken);

    public abstract string NameOf(TRoot fiche);

    public abstract void Copy(string champ, TSaisie from, TSaisie to);

    /// <summary>Adds what is many, and what must not be lost by choosing: phones, labels, refusals.</summary>
    /// <param name="into">What was chosen field by field.</param>
    /// <param name="all">The records, the survivor first.</param>
    /// <param name="request">What was chosen and what not.</param>
    public abstract void Unite(TSaisie into, IReadOnlyCollection<TSaisie> all, FusionRequest request);

    public abstract Task ApplyAsync(AppDbContext db, Acteur acteur, TRoot fiche, TSaisie saisie, CancellationToken cancellationToken);

    /// <summary>The record that all become: what was chosen; for the rest what the survivor has, or else the first that has something.</summary>
    public TSaisie Compose(FusionRequest request, IReadOnlyDictionary<Guid, TSaisie> saisies)
    {
        var (vide, fondue) = (new TSaisie(), new TSaisie());
        var order = request.Ids.Distinct().Order().Where(id => id != request.SurvivantId).Prepend(request.SurvivantId).Select(id => saisies[id]).ToList();
        foreach (var champ in Champs)
        {
            var source = request.Choix.FirstOrDefault(c => c.Champ == champ) is { } choix && saisies.TryGetValue(choix.FicheId, out var from)
                ? from : order.Find(s => Value(champ, s) != Value(champ, vide)) ?? order[0];
            Copy(champ, source, fondue);
        }

        Unite(fondue, order, request);
        return fondue;
    }

    /// <summary>The record as it stood before a merge, but for the fields that were changed since.</summary>
    /// <param name="fusion">The merge.</param>
    /// <param name="now">How it stands now.</param>
    /// <param name="changed">The fields that were changed since: they stay as they are now.</param>
    public TSaisie Decompose(Fusion fusion, TSaisie now, out List<string> changed)
    {
        var (before, after) = (Parse(fusion.Avant!), Parse(fusion.Apres!));
        changed = [];
        var back = new TSaisie();
        foreach (var champ in Champs)
        {
            var isChanged = Value(champ, now) != Value(champ, after);
            if (isChanged) changed.Add(champ);
            Copy(champ, isChanged ? now : before, back);
            if (isChanged) Separate(champ, before, after, back);
        }

        return back;
    }

    /// <summary>Takes out of a field that somebody changed since what can be told to be the others'.</summary>
    protected virtual void Separate(string champ, TSaisie before, TSaisie after, TSaisie back)
    {
    }

    public static string ToJson(TSaisie saisie) => JsonSerializer.Serialize(saisie);

    public static TSaisie Parse(string json) => JsonSerializer.Deserialize<TSaisie>(json)!;

    /// <summary>One field alone, to be compared.</summary>
    private string Value(string champ, TSaisie saisie)
    {
        var alone = new TSaisie();
        Copy(champ, saisie, alone);
        return ToJson(alone);
    }
}
