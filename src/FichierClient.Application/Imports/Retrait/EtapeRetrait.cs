using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using static FichierClient.Application.Imports.Retrait.ImageSql;

namespace FichierClient.Application.Imports.Retrait;

/// <summary>One step: the records of one kind that one thing is done to, in the order of their ids.</summary>
/// <param name="Sujet">The kind.</param>
/// <param name="Condition">Which of them, in SQL on <c>x.id</c> of a vente; empty: all.</param>
internal abstract record EtapeRetrait(Sujet Sujet, string Condition = "")
{
    /// <summary>The next ids behind one, in their order.</summary>
    public Task<Guid[]> NextAsync(Lot lot, Guid apres, int limite, CancellationToken cancellationToken) =>
        IdsAsync(lot, $"{Candidats} order by 1 limit $7", [], cancellationToken, apres, limite);

    /// <summary>Works on records; what it leaves alone it tells as <see cref="EtatImage.Gardee"/>.</summary>
    public abstract Task RunAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken);

    /// <summary>The ids of the step, behind $6.</summary>
    protected abstract string Candidats { get; }

    protected const string Creees = "select x.sujet_id from modifications x where x.tenant_id = $1 and x.import_id = $2 and x.sujet = $3 and x.champ = '+' and x.sujet_id > $6";

    protected static string Images(EtatImage etat) =>
        $"select x.sujet_id from import_images x where x.tenant_id = $1 and x.import_id = $2 and x.sujet = $3 and x.etat = '{etat}' and x.sujet_id > $6";

    /// <summary>Holds records until the transaction ends, then says which of them must be left alone, and tells it.</summary>
    /// <returns>The ids that may be worked on; those that are gone are among neither.</returns>
    protected static async Task<Guid[]> KeepAsync(Lot lot, Guid[] ids, BilanRetrait bilan, string motif, CancellationToken cancellationToken)
    {
        var table = lot.Fiches.Racine.Nom;
        await ExecuteAsync(lot, $"select from {table} where tenant_id = $1 and id = any ($4) order by id for update", ids, cancellationToken);
        await TellKeptAsync(lot, ids, bilan, $"select x.id, case when {EstLimitee(lot)} then 'Limitee' else ({motif}) end as motif from {table} x where x.tenant_id = $1 and x.id = any ($4)", cancellationToken);
        return await IdsAsync(lot, $"""
            select x.id from {table} x where x.tenant_id = $1 and x.id = any ($4) and not exists (
                select from import_images i where i.tenant_id = $1 and i.import_id = $2 and i.etat = 'Gardee' and i.sujet = $3 and i.sujet_id = x.id)
            """, ids, cancellationToken);
    }

    /// <summary>Tells those for which the query gives a reason.</summary>
    protected static async Task TellKeptAsync(Lot lot, Guid[] ids, BilanRetrait bilan, string query, CancellationToken cancellationToken) =>
        bilan.Gardees += (await IdsAsync(lot, $"""
            insert into import_images (tenant_id, id, import_id, sujet, sujet_id, etat, motif, prise_le)
            select $1, gen_random_uuid(), $2, $3, k.id, 'Gardee', k.motif, $5 from ({query}) k where k.motif is not null
            on conflict (tenant_id, import_id, etat, sujet, sujet_id) do nothing returning sujet_id
            """, ids, cancellationToken)).Length;

    /// <summary>Whether the step makes stored images into records.</summary>
    public virtual bool GivesBack => true;

    /// <summary>Tells those that an erasure forbids to bring back.</summary>
    public static Task TellErasedAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken) =>
        TellKeptAsync(lot, ids, bilan, $"select u.id, '{nameof(MotifGarde.Effacee)}' as motif from unnest($4) u (id)", cancellationToken);

    /// <summary>
    /// True in SQL when the record <c>x</c> may be neither changed nor deleted, whoever chose that (RGPD art. 18(2)): it is restricted, or a vente of somebody who is. What was written since under
    /// the exemption of a running contract may.
    /// </summary>
    private static string EstLimitee(Lot lot) => lot.Fiches.Sujet switch
    {
        Sujet.Contact or Sujet.Entreprise => "x.limite_le is not null",
        Sujet.Vente => $"{OfRestricted("entreprises", "entreprise_id")} or {OfRestricted("contacts", "contact_id")}",
        _ => "false",
    };

    private static string OfRestricted(string table, string column) =>
        $"exists (select from {table} l where l.tenant_id = x.tenant_id and l.id = x.{column} and l.limite_le is not null and (l.contrat_exempte_le is null or x.cree_le < l.limite_le))";

    /// <summary>True in SQL when somebody else changed the record <c>x</c> after its image of a state was taken.</summary>
    protected static string ChangedSince(EtatImage etat) =>
        ChangedSince($"(select i.prise_le from import_images i where i.tenant_id = $1 and i.import_id = $2 and i.etat = '{etat}' and i.sujet = $3 and i.sujet_id = x.id)");

    /// <summary>True in SQL when the record <c>x</c> was merged into another: it is a part of that one, until the merge is undone.</summary>
    protected static string EstFusionnee(Lot lot) => lot.Fiches.Racine.Columns.Contains("survivant_id") ? "x.survivant_id is not null" : "false";

    /// <summary>The same, behind an instant.</summary>
    protected static string ChangedSince(string instant) =>
        $"(x.supprime_le is not null or exists (select from modifications m where m.tenant_id = x.tenant_id and m.sujet_id = x.id and m.import_id is distinct from $2 and m.fait_le > {instant}))";

    /// <summary>The same, unless somebody chose that the record goes or returns all the same.</summary>
    protected static string KeptSince(string changed, BilanRetrait bilan) => bilan.Tout ? "false"
        : bilan.Choisies.Count == 0 ? changed
        : $"({changed} and x.id::text not in (select jsonb_array_elements_text(r.retrait -> 'choisies') from imports r where r.tenant_id = $1 and r.id = $2))";

    /// <summary>A line of history for each record; $5 is its instant.</summary>
    protected static Task TellAsync(Lot lot, Guid[] ids, string champ, CancellationToken cancellationToken) => ExecuteAsync(lot, """
        insert into modifications (tenant_id, id, sujet, sujet_id, champ, fait_le, membre_id, import_id)
        select $1, gen_random_uuid(), $3, u.id, $6, $5, $7, $2 from unnest($4) u (id)
        """, ids, cancellationToken, champ, lot.Auteur);

    /// <summary>The history of the import's own changes once more, forwards or backwards.</summary>
    protected static Task TellChangesAsync(Lot lot, Guid[] ids, BilanRetrait bilan, bool backwards, CancellationToken cancellationToken) => ExecuteAsync(lot, $"""
        insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id, import_id)
        select $1, gen_random_uuid(), $3, m.sujet_id, m.champ, {(backwards ? "m.nouveau, m.ancien" : "m.ancien, m.nouveau")}, $5, $7, $2
        from modifications m where m.tenant_id = $1 and m.import_id = $2 and m.sujet_id = any ($4) and m.champ not in ('+', '-', '~') and m.fait_le < $6
        """, ids, cancellationToken, bilan.CommenceLe.ToUniversalTime(), lot.Auteur);
}

/// <summary>Takes back records that the import made.</summary>
internal sealed record RetirerCreees(Sujet Sujet, string Condition = "") : EtapeRetrait(Sujet, Condition)
{
    private const string Cles = "cles_pseudonymes";

    public override bool GivesBack => false;

    protected override string Candidats => Creees + Condition;

    public override async Task RunAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        // A key under which a connected system knows the record goes with it.
        var used = string.Join(" or ", lot.Fiches.Utilisateurs.Where(u => u.Table != Cles).Select(u => $"exists (select from {u.Table} u where u.tenant_id = x.tenant_id and u.{u.Column} = x.id)"));
        var changed = KeptSince(ChangedSince("'-infinity'"), bilan);
        var free = await KeepAsync(lot, ids, bilan, $"case when {changed} then 'Modifiee' when {(used.Length > 0 ? used : "false")} or {EstFusionnee(lot)} then 'Utilisee' end", cancellationToken);
        await TakeAsync(lot, EtatImage.Retiree, free, cancellationToken);
        foreach (var (table, column) in lot.Fiches.Utilisateurs.Where(u => u.Table == Cles))
            await ExecuteAsync(lot, $"delete from {table} where tenant_id = $1 and {column} = any ($4)", free, cancellationToken);
        await DeleteAsync(lot, free, cancellationToken);
        await TellAsync(lot, free, Modification.Suppression, cancellationToken);
        bilan.Retirees += free.Length;
    }
}

/// <summary>Gives records that the import changed what they had before.</summary>
internal sealed record RendreModifiees(Sujet Sujet) : EtapeRetrait(Sujet)
{
    /// <summary>What was given back before a stop isn't given back again: somebody may have worked on it since.</summary>
    protected override string Candidats => Images(EtatImage.Avant)
        + " and not exists (select from import_images i where i.tenant_id = $1 and i.import_id = $2 and i.etat = 'Apres' and i.sujet = $3 and i.sujet_id = x.sujet_id)";

    public override async Task RunAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        Guid[] partial = [.. ids.Where(bilan.Champs.ContainsKey)];
        await RunPartialAsync(lot, partial, bilan, cancellationToken);
        var free = await KeepAsync(lot, [.. ids.Except(partial)], bilan, $"case when {KeptSince(ChangedSince(EtatImage.Avant), bilan)} then 'Modifiee' when {EstFusionnee(lot)} then 'Utilisee' end", cancellationToken);
        await TakeAsync(lot, EtatImage.Apres, free, cancellationToken);
        await RestoreAsync(lot, EtatImage.Avant, free, cancellationToken);
        await TellChangesAsync(lot, free, bilan, backwards: true, cancellationToken);
        bilan.Rendues += free.Length;
    }

    /// <summary>Only the chosen fields return. One that went to the trash or was merged since stays whole, as one whose fields don't go together.</summary>
    private static async Task RunPartialAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        if (ids.Length == 0) return;
        var free = await KeepAsync(lot, ids, bilan, $"case when x.supprime_le is not null then 'Modifiee' when {EstFusionnee(lot)} then 'Utilisee' end", cancellationToken);
        await TakeAsync(lot, EtatImage.Apres, free, cancellationToken);
        var done = await RetourChamps.ApplyAsync(lot, free, bilan.Champs, cancellationToken);
        Guid[] refused = [.. free.Except(done)];
        await ForgetAsync(lot, EtatImage.Apres, refused, cancellationToken);
        await TellKeptAsync(lot, refused, bilan, $"select u.id, '{nameof(MotifGarde.Modifiee)}' as motif from unnest($4) u (id)", cancellationToken);
        bilan.Rendues += done.Length;
        bilan.Partielles += done.Length;
    }
}

/// <summary>Makes records again that were taken back.</summary>
internal sealed record RemettreRetirees(Sujet Sujet, string Condition = "") : EtapeRetrait(Sujet, Condition)
{
    protected override string Candidats => Images(EtatImage.Retiree) + Condition;

    public override async Task RunAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        if (Sujet == Sujet.Vente) ids = await UnrestrictedAsync(lot, ids, bilan, cancellationToken);
        var made = await InsertAsync(lot, ids, cancellationToken);
        var parents = lot.Fiches.Racine.References.Where(r => r.EstObligatoire).Select(r => r.IsThere($"(x.contenu #>> '{{{lot.Fiches.Racine.Nom},0,{r.Column}}}')::uuid"));
        await TellKeptAsync(lot, [.. ids.Except(made)], bilan, $"""
            select x.sujet_id as id, case when {string.Join(" and ", parents.Prepend("true"))} then 'NumeroPris' else 'ParentAbsent' end as motif
            from import_images x where x.tenant_id = $1 and x.import_id = $2 and x.etat = 'Retiree' and x.sujet = $3 and x.sujet_id = any ($4)
            """, cancellationToken);
        await TellAsync(lot, made, Modification.Restauration, cancellationToken);
        await ForgetAsync(lot, EtatImage.Retiree, made, cancellationToken);
        bilan.Retirees += made.Length;
    }

    /// <summary>A vente isn't written again for somebody who is restricted, unless his contract goes on.</summary>
    private static async Task<Guid[]> UnrestrictedAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        const string Restricted = """
            select i.sujet_id as id, 'Limitee' as motif from import_images i where i.tenant_id = $1 and i.import_id = $2 and i.etat = 'Retiree' and i.sujet = $3 and i.sujet_id = any ($4) and $5 is not null
                and (exists (select from entreprises l where l.tenant_id = $1 and l.id = (i.contenu #>> '{ventes,0,entreprise_id}')::uuid and l.limite_le is not null and l.contrat_exempte_le is null)
                    or exists (select from contacts l where l.tenant_id = $1 and l.id = (i.contenu #>> '{ventes,0,contact_id}')::uuid and l.limite_le is not null and l.contrat_exempte_le is null))
            """;
        await TellKeptAsync(lot, ids, bilan, Restricted, cancellationToken);
        var restricted = await IdsAsync(lot, $"select id from ({Restricted}) r", ids, cancellationToken);
        return [.. ids.Except(restricted)];
    }
}

/// <summary>Gives records again what the import had given them.</summary>
internal sealed record RefaireModifiees(Sujet Sujet) : EtapeRetrait(Sujet)
{
    protected override string Candidats => Images(EtatImage.Apres);

    public override async Task RunAsync(Lot lot, Guid[] ids, BilanRetrait bilan, CancellationToken cancellationToken)
    {
        var free = await KeepAsync(lot, ids, bilan, $"case when {ChangedSince(EtatImage.Apres)} then 'Modifiee' end", cancellationToken);
        await RestoreAsync(lot, EtatImage.Apres, free, cancellationToken);
        await TellChangesAsync(lot, free, bilan, backwards: false, cancellationToken);
        await ForgetAsync(lot, EtatImage.Apres, free, cancellationToken);
        bilan.Rendues += free.Length;
    }
}
