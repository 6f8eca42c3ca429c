using FichierClient.Application.Doublons;
using FichierClient.Application.Figures;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Imports;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Doublons;

/// <summary>An organisation with three records of one company, each with something that only it knows, and everything that can hang on a record.</summary>
internal sealed class FusionHarness(TestDatabase db, TestOrganisation organisation)
{
    private const string File = """
        Code client;Nom;SIREN;Téléphone;Étiquettes;E-mail;Code postal;Ville;Prénom contact;Nom contact;E-mail contact;Fonction;Numéro facture;Date facture;Montant HT;SKU;Désignation
        C1;Boulangerie Dupont SARL;552100554;01 42 00 00 00;VIP;;75011;Paris;Anne;Martin;anne@dupont.test;Gérante;F1;15/01/2026;100;P1;Pain
        C2;BOULANGERIE DUPOND;;01 42 00 00 01;Salon;contact@dupont.test;;;Anne;Martin;anne@dupont.test;;F2;16/01/2026;200;P1;Pain
        C3;Boul. Dupont;;;;;;;Luc;Petit;luc@dupont.test;;A3;17/01/2026;-50;P1;Pain
        C4;Filiale Dupont;;;;;;;;;;;F4;18/01/2026;7;P1;Pain

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database => db;

    public TestOrganisation Organisation => organisation;

    public ImportHarness Imports { get; } = new(db, organisation);

    public static async Task<FusionHarness> CreateAsync(TestDatabase db)
    {
        var harness = new FusionHarness(db, await db.AddOrganisationAsync());
        Assert.Equal(0, (await harness.Imports.ImportAsync(File, GenreImport.Mixte)).Refusees);
        var (c1, c2, c4) = (await harness.EntrepriseAsync("C1"), await harness.EntrepriseAsync("C2"), await harness.EntrepriseAsync("C4"));
        var (anne, luc, tenant) = (await harness.ContactAsync("anne@dupont.test"), await harness.ContactAsync("luc@dupont.test"), harness.Organisation.Id);
        await db.ScalarAsync<object>($"""
            update contact_liens set service = 'Direction' where contact_id = '{anne}' and entreprise_id = '{c2}';
            update contact_liens set fonction = null where contact_id = '{anne}' and entreprise_id = '{c2}';
            update entreprises set maison_mere_id = '{c2}' where id = '{c4}';
            update ventes set contact_id = '{luc}' where numero = 'A3';
            insert into propositions_sirene (tenant_id, id, sujet_id, nature, actuel, propose, source, constate_le, decision, decidee_le)
                select '{tenant}', gen_random_uuid(), e, 'Naf', '4399C', jsonb_build_object('CodeNaf', '43.32A')::text, 'StockUniteLegale', now(), d, case d when 'Refusee' then now() end
                from (values ('{c1}'::uuid, 'EnAttente'), ('{c2}'::uuid, 'Refusee')) x (e, d);
            insert into evenements (tenant_id, id, type, survenu_le, texte, entreprise_id, contact_id) values ('{tenant}', gen_random_uuid(), 'Note', now() - interval '1 day', 'A rappelé', '{c2}', '{luc}');
            insert into entreprises (tenant_id, id, raison_sociale, est_personne_physique, recherche, cree_le, modifie_le, supprime_le, survivant_id)
                values ('{tenant}', gen_random_uuid(), 'Déjà fusionnée', false, 'deja fusionnee', now(), now(), now(), '{c2}');
            insert into contacts (tenant_id, id, nom, nom_complet, recherche, oppositions, cree_le, modifie_le, supprime_le, survivant_id)
                values ('{tenant}', gen_random_uuid(), 'Ancien', 'Ancien', 'ancien', 0, now(), now(), now(), '{luc}');
            with demande as (insert into demandes (tenant_id, id, annee, numero, recue_le, enregistree_le, canal, nom, statut, echeance_initiale, echeance, objectif_le, jours_suspendus, modifiee_le)
                values ('{tenant}', gen_random_uuid(), 2026, 1, current_date, now(), 'Courriel', 'Luc Petit', 'Recue', current_date, current_date, current_date, 0, now()) returning id)
                insert into demande_personnes (tenant_id, id, demande_id, contact_id, entreprise_id) select '{tenant}', gen_random_uuid(), id, '{luc}', '{c2}' from demande;
            with t as (insert into traitements (tenant_id, id, registre, statut, contenu, numero, cree_le, modifie_le) values ('{tenant}', gen_random_uuid(), 'Responsable', 'Brouillon', jsonb_build_object('nom', 'Outils'), 0, now(), now()) returning id),
                s as (insert into systemes_connectes (tenant_id, id, traitement_id, nom, objet, est_sous_traitant, contact_email, contact_adresse, categories, cle_hash, cle_le, cree_par_id, cree_le)
                    select '{tenant}', gen_random_uuid(), id, 'Emailing', null, true, 'dpo@outil.test', null, 1, '\x00', now(), '{harness.Organisation.Membres[Role.Dpo]}', now() from t returning id)
                insert into cles_pseudonymes (tenant_id, id, systeme_id, contact_id, entreprise_id, cle, attribuee_le) select '{tenant}', gen_random_uuid(), s.id, x.c, x.e, gen_random_uuid(), now() from s, (values ('{luc}'::uuid, null::uuid), (null, '{c2}')) x (c, e);
            """);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return harness;
    }

    public Task<Guid> EntrepriseAsync(string reference) => db.ScalarAsync<Guid>($"select id from entreprises where tenant_id = '{organisation.Id}' and reference = '{reference}'");

    public Task<Guid> ContactAsync(string email) => db.ScalarAsync<Guid>($"select contact_id from contact_emails where tenant_id = '{organisation.Id}' and adresse = '{email}' order by id limit 1");

    public async Task<FusionRequest> RequestAsync(string table, params Guid[] ids)
    {
        var lues = new List<FicheLue>();
        foreach (var id in ids) lues.Add(new FicheLue(id, await db.ScalarAsync<uint>($"select xmin from {table} where id = '{id}'")));
        return new FusionRequest(ids[0], lues, []);
    }

    public async Task<FusionFaite> MergeAsync(params ChoixChamp[] choix)
    {
        var request = await RequestAsync("entreprises", await EntrepriseAsync("C1"), await EntrepriseAsync("C2"), await EntrepriseAsync("C3"));
        var outcome = await db.Get<MergeEntreprises>().RunAsync(organisation.Acteur(), request with { Choix = choix }, Token);
        Assert.Null(outcome.Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
        return outcome.Value;
    }

    public async Task UndoAsync(Guid fusion, Role role = Role.Administrateur)
    {
        Assert.Null((await db.Get<UndoFusion>().RunAsync(organisation.Acteur(role), fusion, Token)).Refus);
        db.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Every foreign key to a kind of record but its own parts', from the catalogue, and the columns that name one without a key.</summary>
    public async Task<IReadOnlyList<(string Table, string Column)>> ReferencesAsync(string table) =>
        [.. (await db.ScalarAsync<string[]>($"""
            select array_agg(x.t order by x.t) from (
                select c.conrelid::regclass || '.' || a.attname t from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                where c.contype = 'f' and c.confrelid = '{table}'::regclass and c.confdeltype <> 'c' and a.attname <> 'tenant_id'
                union select 'provenances.sujet_id'
                union select 'propositions_sirene.sujet_id' where '{table}' = 'entreprises') x
            """))!.Select(t => t.Split('.')).Select(t => (t[0], t[1]))];

    /// <summary>Every row of the client file and its figures, without what tells when it was written.</summary>
    public async Task<string> PictureAsync()
    {
        string[] tables =
        [
            "entreprises", "entreprise_telephones", "entreprise_etiquettes", "contacts", "contact_emails", "contact_telephones", "contact_liens", "ventes", "vente_lignes",
            "evenements", "provenances", "propositions_sirene", "entreprise_stats", "ca_jours", "ca_commerciaux", "ca_departements", "ca_produits",
        ];
        // A part that goes and returns is the same but for its key.
        var rows = tables.Select(t => $"select '{t} ' || (to_jsonb(t) - 'modifie_le'{(t.StartsWith("entreprise_", StringComparison.Ordinal) || t.StartsWith("contact_", StringComparison.Ordinal) ? " - 'id'" : "")})::text ligne from {t} t where tenant_id = '{organisation.Id}'"
            + (t.StartsWith("ca_", StringComparison.Ordinal) ? " and (factures, avoirs, nb_factures, nb_avoirs) <> (0, 0, 0, 0)" : ""));
        return (await db.ScalarAsync<string>($"select string_agg(ligne, E'\\n' order by ligne) from ({string.Join(" union all ", rows)}) x"))!;
    }

    public async Task AssertFiguresAsync() => Assert.Empty((await db.Get<VerifyFigures>().RunAsync(organisation.Id, null, Token)).Differences);
}
