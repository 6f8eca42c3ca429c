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
    /// <param name="changed">The fields in which something of what was changed since stays: of a list what was added, of any other all.</param>
    public TSaisie Decompose(Fusion fusion, TSaisie now, out List<string> changed)
    {
        var (before, after) = (Parse(fusion.Avant!), Parse(fusion.Apres!));
        changed = [];
        var back = new TSaisie();
        foreach (var champ in Champs)
        {
            var isChanged = Value(champ, now) != Value(champ, after);
            Copy(champ, isChanged ? now : before, back);
            if (!isChanged) continue;
            Separate(champ, before, after, back);
            if (Value(champ, back) != Value(champ, before)) changed.Add(champ);
        }

        return back;
    }

    /// <summary>Addresses and numbers that the record would keep after an undo and had neither before the merge nor from it: whose they are, only a member knows.</summary>
    /// <param name="fusion">The merge.</param>
    /// <param name="back">What <see cref="Decompose"/> gave.</param>
    public IReadOnlyList<string> AddedSince(Fusion fusion, TSaisie back)
    {
        var known = Coordonnees(Parse(fusion.Apres!)).Concat(Coordonnees(Parse(fusion.Avant!))).Select(CoordonneeFusion.KeyOf).ToHashSet();
        return [.. Coordonnees(back).Where(c => !known.Contains(CoordonneeFusion.KeyOf(c)))];
    }

    /// <summary>Takes out of a field that somebody changed since what can be told to be the others'.</summary>
    protected abstract void Separate(string champ, TSaisie before, TSaisie after, TSaisie back);

    /// <summary>The addresses and numbers of which a record has several.</summary>
    protected abstract IEnumerable<string> Coordonnees(TSaisie saisie);

    /// <summary>Of things that a record has several of: what came with the merge goes, what was the record's own is as it was unless somebody changed it, what was added stays.</summary>
    /// <param name="before">Before the merge.</param>
    /// <param name="after">As the merge left them.</param>
    /// <param name="now">As they stand.</param>
    /// <param name="key">What makes two of them the same, however they are written.</param>
    /// <param name="undo">One that was there before, then after the merge, and is there now: what it becomes. Null: as before when nobody changed it.</param>
    protected static List<T> Own<T>(IReadOnlyCollection<T> before, IReadOnlyCollection<T> after, IReadOnlyCollection<T> now, Func<T, string> key, Func<T, T, T, T>? undo = null)
    {
        var (own, left) = (before.DistinctBy(key).ToDictionary(key), after.DistinctBy(key).ToDictionary(key));
        return [.. now.Where(x => own.ContainsKey(key(x)) || !left.ContainsKey(key(x))).Select(Back)];

        T Back(T x)
        {
            if (!own.TryGetValue(key(x), out var was) || !left.TryGetValue(key(x), out var became)) return x;
            return undo is not null ? undo(was, became, x) : JsonSerializer.Serialize(x) == JsonSerializer.Serialize(became) ? was : x;
        }
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
