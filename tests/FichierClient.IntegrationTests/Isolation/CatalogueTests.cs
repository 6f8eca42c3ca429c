namespace FichierClient.IntegrationTests.Isolation;

/// <summary>
/// What PostgreSQL really holds: isolation on every table, and nothing that a table distributed by tenant_id (Citus)
/// can't have. Each list of names here is a decision: extend it knowingly.
/// </summary>
public sealed class CatalogueTests(TwoOrganisations both) : IClassFixture<TwoOrganisations>
{
    /// <summary>Tables without tenant: reference tables of a distributed database.</summary>
    private static readonly string[] Global = ["__EFMigrationsHistory", "exercices_restauration", "fins_organisations", "journal_etat", "organisations"];

    private static readonly string[] NarrowPolicies = ["invitations.token", "membres.self", "organisations.membership", "systemes_connectes.cle"];

    /// <summary>Triggers need citus.enable_unsafe_triggers, and their bodies must stay within one organisation.</summary>
    private static readonly string[] Triggers =
    [
        "archive.documents.immuable", "archive.lectures.immuable", "certificats.immuable", "certificats_propagation.immuable", "cles_mortes.immuable", "complements_certificat.immuable", "contacts.alertes_garde_contacts", "demande_courriers.immuable", "demande_etapes.immuable", "demande_exemptions.immuable",
        "entreprises.figures_before", "entreprises.figures_insert", "entreprises.figures_update", "evenements.alertes_garde_evenements", "imports.sources_nommer", "organisations.figures_insert",
        "proces_verbaux.immuable", "provenances.informations_delete", "provenances.informations_insert", "provenances.sources_nommer", "purges_programmees.immuable", "retraits_scelles.immuable", "traitement_versions.immuable",
        "vente_lignes.figures_before", "vente_lignes.figures_delete", "vente_lignes.figures_insert", "vente_lignes.figures_update",
        "ventes.alertes_garde_ventes", "ventes.figures_before", "ventes.figures_delete", "ventes.figures_insert", "ventes.figures_update", "violation_journal.immuable",
    ];

    /// <summary>Functions that the app may call and that run as the owner, so past the policies.</summary>
    private static readonly string[] SecurityDefiners =
    [
        "fichier_avis_dus", "fichier_chercher_doublons", "fichier_comptes_sans_organisation", "fichier_contacts_ressemblants", "fichier_courriels_dus", "fichier_entreprises_contenant", "fichier_entreprises_ressemblantes", "fichier_organisations",
        "fichier_rechercher", "fichier_taire_lien", "fichier_take_job", "figures_advance", "figures_lock",
    ];

    [Fact]
    public async Task Every_table_belongs_to_an_organisation_or_is_listed_as_global()
    {
        var tables = await ReadAsync("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition");

        Assert.Equal(Global, tables.Except(both.Tables.Select(t => t.Name)).Order(StringComparer.Ordinal));
        Assert.All(both.Tables, t => Assert.Contains(new TenantColumn("tenant_id", "uuid", true), t.Columns));
    }

    [Fact]
    public async Task Keys_and_unique_indexes_begin_with_the_tenant()
    {
        var withKey = await ReadAsync($"select c.relname::text from pg_class c join pg_index i on i.indrelid = c.oid where i.indisprimary and {TenantTables}");
        Assert.Equal(both.Tables.Count, withKey.Count);

        Assert.Empty(await ReadAsync($"""
            select i.indexrelid::regclass::text from pg_class c join pg_index i on i.indrelid = c.oid
            left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where i.indisunique and a.attname is distinct from 'tenant_id' and {TenantTables}
            """));
    }

    [Fact]
    public async Task Foreign_keys_carry_the_tenant_and_never_set_null()
    {
        const string keys = $"select k.conname::text from pg_class c join pg_constraint k on k.conrelid = c.oid where k.contype = 'f' and {TenantTables}";
        Assert.NotEmpty(await ReadAsync(keys));

        Assert.Empty(await ReadAsync($"""
            {keys} and not exists (
                select from unnest(k.conkey, k.confkey) as n(own, other)
                join pg_attribute o on o.attrelid = k.conrelid and o.attnum = n.own
                join pg_attribute p on p.attrelid = k.confrelid and p.attnum = n.other
                where o.attname = 'tenant_id' and (p.attname = 'tenant_id' or k.confrelid = 'organisations'::regclass and p.attname = 'id'))
            """));
        Assert.Empty(await ReadAsync(keys + " and k.confdeltype in ('n', 'd')"));
    }

    [Fact]
    public async Task Row_level_security_is_enabled_and_forced() => Assert.Empty(await ReadAsync($"""
        select c.relname::text from pg_class c
        where not (relrowsecurity and relforcerowsecurity) and ({TenantTables} or c.oid = 'organisations'::regclass)
        """));

    [Fact]
    public async Task Policies_are_the_agreed_ones()
    {
        const string policy = "tablename || '.' || policyname";
        var tenant = await ReadAsync("""
            select tablename::text from pg_policies where policyname = 'tenant' and permissive = 'PERMISSIVE' and roles = '{fichier_app}' and cmd = 'ALL'
            and qual = '(tenant_id = ( SELECT fichier_tenant() AS fichier_tenant))' and with_check = qual
            """);
        Assert.Equal(both.Tables.Select(t => t.Name).Order(StringComparer.Ordinal), tenant.Order(StringComparer.Ordinal));
        Assert.Equal(["organisations"], await ReadAsync("""
            select tablename::text from pg_policies where policyname = 'tenant' and qual = '(id = ( SELECT fichier_tenant() AS fichier_tenant))' and with_check = qual
            """));
        var owner = await ReadAsync("select tablename::text from pg_policies where policyname = 'owner_all' and roles = array[current_user] and qual = 'true' and with_check = 'true'");
        Assert.Equal(both.Tables.Count + 1, owner.Count);
        Assert.Equal(NarrowPolicies, (await ReadAsync($"select {policy} from pg_policies where policyname not in ('tenant', 'owner_all', 'scan', 'owner_tenant')")).Order(StringComparer.Ordinal));
        Assert.Equal(both.Tables.Select(t => t.Name).Order(StringComparer.Ordinal), (await ReadAsync("""
            select tablename::text from pg_policies where policyname = 'scan' and roles = '{fichier_scan}' and qual = '(tenant_id = ( SELECT fichier_tenant() AS fichier_tenant))'
            """)).Order(StringComparer.Ordinal));
        Assert.Equal(["documents", "lectures"], (await ReadAsync("select tablename::text from pg_policies where policyname = 'owner_tenant' and schemaname = 'archive' and roles = array[current_user]")).Order(StringComparer.Ordinal));
        Assert.Empty(await ReadAsync($"select {policy} from pg_policies where policyname not in ('tenant', 'owner_all', 'owner_tenant') and cmd <> 'SELECT'"));
    }

    [Fact]
    public async Task Tables_have_nothing_that_a_distributed_table_can_not_have()
    {
        Assert.Empty(await ReadAsync("select relname::text from pg_class where relnamespace = 'public'::regnamespace and (relpersistence <> 'p' or relkind = 'S' or relkind = 'm')"));
        Assert.Empty(await ReadAsync("select attrelid::regclass || '.' || attname from pg_attribute join pg_class c on c.oid = attrelid where attidentity <> '' and c.relnamespace = 'public'::regnamespace"));
        Assert.Empty(await ReadAsync("select conname::text from pg_constraint where contype = 'x' or (condeferrable and connamespace = 'public'::regnamespace)"));
        Assert.Empty(await ReadAsync("select inhrelid::regclass::text from pg_inherits join pg_class c on c.oid = inhrelid where c.relkind = 'r' and not c.relispartition"));
        Assert.Empty(await ReadAsync("select rulename::text from pg_rules where schemaname = 'public'"));
    }

    [Fact]
    public async Task Triggers_are_the_listed_ones() => Assert.Equal(
        Triggers,
        (await ReadAsync("select tgrelid::regclass || '.' || tgname from pg_trigger where not tgisinternal")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_app_role_has_no_power_over_the_database()
    {
        Assert.Equal(["fichier_app"], await ReadAsync("""
            select rolname::text from pg_roles r where rolname = 'fichier_app'
            and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication) and rolcanlogin
            and not rolinherit and not exists (select from pg_auth_members m where m.member = r.oid and (m.roleid <> 'fichier_scan'::regrole or m.admin_option))
            and not exists (select from pg_class c where c.relowner = r.oid)
            """));
        Assert.Equal(["t"], await ReadAsync("select not has_schema_privilege('fichier_app', 'public', 'create') and not has_schema_privilege('fichier_app', 'comptes', 'create')"));
    }

    [Fact]
    public async Task The_app_role_reads_and_writes_rows_and_nothing_more()
    {
        const string grants = """
            select c.relnamespace::regnamespace || '.' || c.relname || ' ' || g.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) g
            where c.relnamespace in ('public'::regnamespace, 'comptes'::regnamespace) and g.grantee in (0, 'fichier_app'::regrole)
            """;
        Assert.NotEmpty(await ReadAsync(grants));

        Assert.Empty(await ReadAsync(grants + " and (g.grantee = 0 or g.is_grantable or g.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))"));
        Assert.Empty(await ReadAsync(grants + " and c.relname in ('__EFMigrationsHistory', '__migrations') and g.privilege_type <> 'SELECT'"));
        Assert.Equal(["public.organisations SELECT", "public.organisations UPDATE"], (await ReadAsync(grants + " and c.relname = 'organisations'")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_role_that_verifies_erasures_only_reads_the_rows_of_one_organisation()
    {
        Assert.Equal(["fichier_scan"], await ReadAsync("""
            select rolname::text from pg_roles r where rolname = 'fichier_scan' and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication or rolcanlogin)
            and not exists (select from pg_auth_members m where m.member = r.oid) and not exists (select from pg_class c where c.relowner = r.oid)
            """));
        Assert.Equal(["SELECT"], await ReadAsync("select distinct g.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) g where g.grantee = 'fichier_scan'::regrole"));
        Assert.Equal(["f"], await ReadAsync("select has_schema_privilege('fichier_scan', 'archive', 'usage') or has_schema_privilege('fichier_scan', 'comptes', 'usage')"));
    }

    [Fact]
    public async Task Nobody_reads_the_archive_past_its_functions()
    {
        Assert.Equal(["archive.contrats", "archive.lectures_de", "archive.lire", "archive.lister", "archive.purger", "archive.purger_demande", "archive.purger_violation", "archive.rejouer_retrait", "archive.retirer", "archive.sceller", "archive.sceller_demande", "archive.scelles", "archive.sortir", "archive.sortir_lectures"],
            (await ReadAsync("select pronamespace::regnamespace || '.' || proname from pg_proc where prosecdef and pronamespace = 'archive'::regnamespace")).Order(StringComparer.Ordinal));
        // A temporary table of the caller would stand before the one that is meant.
        Assert.Empty(await ReadAsync("select proname::text from pg_proc p where prosecdef and pronamespace = 'archive'::regnamespace and not exists (select from unnest(proconfig) s where s like 'search_path=%, pg_temp')"));
        Assert.Empty(await ReadAsync("""
            select c.relname::text from pg_class c cross join lateral aclexplode(c.relacl) g where c.relnamespace = 'archive'::regnamespace and g.grantee <> c.relowner
            """));
    }

    [Fact]
    public async Task Functions_that_run_as_the_owner_are_the_listed_ones_and_fix_their_search_path()
    {
        const string definers = "select proname::text from pg_proc p where prosecdef and pronamespace in ('public'::regnamespace, 'comptes'::regnamespace)";
        Assert.Equal(SecurityDefiners, (await ReadAsync(definers + " and prorettype <> 'trigger'::regtype")).Order(StringComparer.Ordinal));

        Assert.Empty(await ReadAsync(definers + " and not exists (select from unnest(proconfig) s where s like 'search_path=%')"));
        Assert.Empty(await ReadAsync(definers + " and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))"));
    }

    private const string TenantTables = """
        c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
        """;

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var owner = await both.OwnerAsync();
        return await owner.RowsAsync(sql, r => r.GetFieldType(0) == typeof(bool) ? (r.GetBoolean(0) ? "t" : "f") : r.GetString(0));
    }
}
