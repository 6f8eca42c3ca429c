using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Registre;

public sealed class RegistreTests : IAsyncLifetime
{
    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => organisation.Acteur(Role.Dpo);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        await EnsureAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task An_organisation_has_the_seven_activities_once_and_all_of_them_can_be_validated()
    {
        await EnsureAsync();
        var rows = await db.Get<ListTraitements>().Do(Dpo, default);
        Assert.Equal(["T-01", "T-02", "T-03", "T-04", "T-05", "T-06", "T-07"], rows.Select(r => r.Reference));

        foreach (var row in rows) await ValidateAsync(row.Id);

        Assert.All(await db.Get<ListTraitements>().Do(Dpo, default), r => Assert.Equal((StatutTraitement.Valide, 1), (r.Statut, r.Numero)));
    }

    [Fact]
    public async Task Only_the_dpo_writes_the_register_and_an_administrator_reads_it()
    {
        var id = (await db.Get<ListTraitements>().Do(organisation.Acteur(), default))[0].Id;
        var details = await db.Get<GetTraitement>().Do(organisation.Acteur(), new(id));
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
        {
            Assert.Equal(RefusKind.Interdit, (await db.Get<SaveTraitement>().Refuse(organisation.Acteur(role), new() { TraitementId = id, Version = details.Version, Fiche = details.Fiche })).Kind);
            Assert.Equal(RefusKind.Interdit, (await db.Get<MoveTraitement>().Refuse(organisation.Acteur(role), new(id, details.Version, EtapeTraitement.Proposer))).Kind);
        }

        foreach (var role in new[] { Role.Lecteur, Role.Commercial, Role.Responsable })
            Assert.Equal(RefusKind.Interdit, (await db.Get<ListTraitements>().Refuse(organisation.Acteur(role), default)).Kind);
    }

    [Fact]
    public async Task A_version_is_neither_changed_nor_deleted_by_the_program_nor_by_the_owner()
    {
        var id = (await db.Get<ListTraitements>().Do(Dpo, default))[0].Id;
        await ValidateAsync(id);

        foreach (var sql in new[] { "update traitement_versions set numero = 9", "delete from traitement_versions" })
        {
            await using var app = db.Contexts.Open(organisation.Id);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.ExecuteSqlRawAsync(sql, Token))).SqlState);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => db.ScalarAsync<int>(sql))).SqlState);
        }
    }

    [Fact]
    public async Task The_second_of_two_who_edit_is_told_and_what_was_validated_is_what_was_read()
    {
        var id = (await db.Get<ListTraitements>().Do(Dpo, default))[0].Id;
        var read = await db.Get<GetTraitement>().Do(Dpo, new(id));
        read.Fiche.FinalitePrincipale = "Première écriture";
        await db.Get<SaveTraitement>().Do(Dpo, new() { TraitementId = id, Version = read.Version, Fiche = read.Fiche });

        Assert.Equal(RefusKind.Conflit, (await db.Get<SaveTraitement>().Refuse(Dpo, new() { TraitementId = id, Version = read.Version, Fiche = read.Fiche })).Kind);
        Assert.Equal(RefusKind.Conflit, (await db.Get<MoveTraitement>().Refuse(Dpo, new(id, read.Version, EtapeTraitement.Proposer))).Kind);
    }

    [Fact]
    public async Task Versions_are_compared_line_by_line_and_the_draft_with_them()
    {
        var id = (await db.Get<ListTraitements>().Do(Dpo, default))[0].Id;
        await ValidateAsync(id);
        var read = await db.Get<GetTraitement>().Do(Dpo, new(id));
        read.Fiche.Donnee(CategorieCnil.Localisation).Description = "Tournées";
        read.Fiche.FinalitePrincipale = "Autre finalité";
        await db.Get<SaveTraitement>().Do(Dpo, new() { TraitementId = id, Version = read.Version, Fiche = read.Fiche });

        var differences = await db.Get<CompareTraitement>().Do(Dpo, new(id, 1, 0));

        Assert.Equal([("Finalité principale", "Autre finalité"), ("Données de localisation (déplacements, données GPS, GSM, etc.)", "Tournées")], differences.Select(d => (d.Libelle, d.Apres!)));
        Assert.Null(differences[1].Avant);
        Assert.Empty(await db.Get<CompareTraitement>().Do(Dpo, new(id, 1, 1)));
    }

    [Fact]
    public async Task A_version_keeps_who_answered_when_it_was_validated()
    {
        await db.Get<SaveActeurs>().Do(Dpo, new([new() { Role = RoleActeur.Responsable, Nom = "Durand" }, new() { Role = RoleActeur.Dpo, Nom = "Petit" }]));
        var id = (await db.Get<ListTraitements>().Do(Dpo, default))[0].Id;
        await ValidateAsync(id);
        await db.Get<SaveActeurs>().Do(Dpo, new([new() { Role = RoleActeur.Responsable, Nom = "Nouvelle" }]));

        var json = await ExportAsync(FormatRegistre.Ods, id);
        Assert.Contains("Durand", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Nouvelle", json.Split("3_-_Fiche")[^1], StringComparison.Ordinal);
        Assert.Contains(await db.Get<CompareTraitement>().Do(Dpo, new(id, 1, 0)), d => d is { Avant: "Durand", Apres: "Nouvelle" });
        // Edited and validated again, it says who answers now.
        var read = await db.Get<GetTraitement>().Do(Dpo, new(id));
        await db.Get<SaveTraitement>().Do(Dpo, new() { TraitementId = id, Version = read.Version, Fiche = read.Fiche });
        await ValidateAsync(id);
        Assert.Contains("Nouvelle", (await ExportAsync(FormatRegistre.Ods, id)).Split("3_-_Fiche")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_objection_list_and_the_breaches_have_purposes_of_their_own_and_no_gap_but_what_is_done_by_hand()
    {
        GenreEcart[] open = [GenreEcart.JamaisValide, GenreEcart.ResponsableAbsent];
        foreach (var (reference, table, category, gaps) in new[] { ("T-05", "oppositions", "Opposition", open), ("T-07", "violations", "Violations", open) })
        {
            var details = await db.Get<GetTraitement>().Do(Dpo, new((await db.Get<ListTraitements>().Do(Dpo, default)).Single(r => r.Reference == reference).Id));
            Assert.Equal(category, details.Fiche.Finalite.ToString());
            Assert.Contains(details.Colonnes, c => c.Table == table);
            Assert.All(details.Colonnes, c => Assert.StartsWith(table[..^1], c.Table, StringComparison.Ordinal));
            Assert.Equal(gaps, details.Ecarts.Select(e => e.Genre).Distinct());
        }
    }

    [Fact]
    public async Task A_filled_file_of_the_CNIL_becomes_drafts_and_touches_nothing_that_stands()
    {
        var before = await db.ScalarAsync<string>("select string_agg(t.id || t.contenu::text, '' order by t.id) from traitements t");
        var read = await db.Get<ImportRegistre>().Do(Dpo, new(ModeleCnilRempli.Ods()));

        Assert.Equal(["Gestion de la paie", "Gestion des clients"], read.Select(r => r.Nom));
        Assert.All(read, r => Assert.NotNull(r.TraitementId));
        var paie = (await db.Get<GetTraitement>().Do(Dpo, new(read[0].TraitementId!.Value))).Fiche;
        Assert.Equal(("REF-001", new DateOnly(2018, 5, 25), "Calculer et payer les rémunérations", "Tenir les compteurs de congés"), (paie.Reference, paie.CreeLe, paie.FinalitePrincipale, paie.SousFinalites[1]));
        Assert.Equal(("Nom, prénom, adresse", "5 ans"), (paie.Donnee(CategorieCnil.EtatCivil).Description, paie.Donnee(CategorieCnil.EtatCivil).Duree));
        Assert.Equal("NIR pour les déclarations sociales", paie.Donnee(CategorieCnil.Nir).Description);
        Assert.Equal("Adhésion, pour la retenue de cotisation", paie.Donnee(CategorieCnil.AppartenanceSyndicale).Description);
        Assert.True(paie.ASensibles);
        Assert.Equal([CategoriePersonnes.Salaries, CategoriePersonnes.Candidats], paie.Personnes.Select(p => p.Type));
        Assert.Equal((TypeDestinataire.SousTraitant, "Éditeur du logiciel de paie"), (paie.Destinataires[1].Type, paie.Destinataires[1].Precisions));
        Assert.Equal(TypeMesure.ControleAcces, paie.Mesures[0].Type);
        Assert.Equal(("Hébergeur", "Canada", TypeGarantie.PaysAdequat), (paie.Transferts[0].Destinataire, paie.Transferts[0].Pays, paie.Transferts[0].Garantie));
        // Said, not guessed: a guarantee that no longer is one.
        Assert.Null(paie.Transferts[1].Garantie);
        Assert.Contains(read[0].NonLues, n => n.Contains("Privacy shield", StringComparison.Ordinal));
        Assert.Equal(before, await db.ScalarAsync<string>($"select string_agg(t.id || t.contenu::text, '' order by t.id) from traitements t where t.id not in ('{read[0].TraitementId}', '{read[1].TraitementId}')"));

        // The same file once more makes no twins: it writes the drafts again, and what it has no room for stays.
        var edited = await db.Get<GetTraitement>().Do(Dpo, new(read[0].TraitementId!.Value));
        edited.Fiche.MiseEnBalance = "Pesée en réunion";
        await db.Get<SaveTraitement>().Do(Dpo, new() { TraitementId = edited.Id, Version = edited.Version, Fiche = edited.Fiche });
        var again = await db.Get<ImportRegistre>().Do(Dpo, new(ModeleCnilRempli.Ods()));
        Assert.Equal(read.Select(r => r.TraitementId), again.Select(r => r.TraitementId));
        Assert.True(again[0].ExisteDeja);
        var rewritten = await db.Get<GetTraitement>().Do(Dpo, new(read[0].TraitementId!.Value));
        Assert.Equal(("Pesée en réunion", "Calculer et payer les rémunérations"), (rewritten.Fiche.MiseEnBalance, rewritten.Fiche.FinalitePrincipale));

        // A draft that nobody validated can go; a validated one can't.
        await db.Get<DeleteTraitement>().Do(Dpo, new(rewritten.Id, rewritten.Version));
        Assert.Equal(0L, await db.ScalarAsync<long>($"select count(*) from traitements where id = '{rewritten.Id}'"));
        await db.ScalarAsync<object>($"update traitements set numero = 1 where id = '{read[1].TraitementId}'");
        var validated = await db.Get<GetTraitement>().Do(Dpo, new(read[1].TraitementId!.Value));
        Assert.Equal(RefusKind.Regle, (await db.Get<DeleteTraitement>().Refuse(Dpo, new(validated.Id, validated.Version))).Kind);
        Assert.Equal(RefusKind.Regle, (await db.Get<ImportRegistre>().Refuse(Dpo, new([.. "PK"u8, 3, 4, 5]))).Kind);
    }

    [Fact]
    public async Task The_register_lives_each_gap_appears_and_goes_with_its_cause()
    {
        await db.Get<SaveActeurs>().Do(Dpo, new([new() { Role = RoleActeur.Responsable, Nom = "Durand" }]));
        var id = (await db.Get<ListTraitements>().Do(Dpo, default)).Single(r => r.Reference == "T-01").Id;
        await ValidateAsync(id);
        Assert.Empty(await EcartsAsync(id));
        var details = await db.Get<GetTraitement>().Do(Dpo, new(id));
        Assert.Contains(details.Colonnes, c => (c.Table, c.Colonne) == ("contacts", "nom"));
        Assert.DoesNotContain(details.Colonnes, c => c.Table == "membres");

        await db.ScalarAsync<int>("update regles_conservation set active = false where code = 'client-prospection'");
        Assert.Equal([GenreEcart.RegleInactive], (await EcartsAsync(id)).Distinct());
        await db.ScalarAsync<int>("update regles_conservation set active = true where code = 'client-prospection'");

        var lieu = await db.Get<SaveLieu>().Do(Dpo, new() { TraitementId = id, Nom = "Clients.xlsx" });
        Assert.Equal([GenreEcart.LieuSansCle], await EcartsAsync(id));
        await db.Get<SaveLieu>().Do(Dpo, new() { LieuId = lieu, TraitementId = id, Nom = "Clients.xlsx", CleLien = "e-mail" });
        Assert.Empty(await EcartsAsync(id));

        await db.ScalarAsync<int>($"insert into communications (tenant_id, id, destinataire, sujet, nombre, champs, base_legale, faite_le) values ('{organisation.Id}', gen_random_uuid(), 'Routeur & Fils', 'Contact', 3, 'nom', 'InteretLegitime', now())");
        Assert.Equal([GenreEcart.DestinataireNonDeclare], await EcartsAsync(id));
        details.Fiche.Destinataires.Add(new() { Type = TypeDestinataire.SousTraitant, Precisions = "Envoi des lettres : ROUTEUR & FILS" });
        await db.Get<SaveTraitement>().Do(Dpo, new() { TraitementId = id, Version = details.Version, Fiche = details.Fiche });
        Assert.Empty(await EcartsAsync(id));
        // Part of a word that is declared isn't declared.
        await db.ScalarAsync<int>("update communications set destinataire = 'Fil'");
        Assert.Equal([GenreEcart.DestinataireNonDeclare], await EcartsAsync(id));
        await db.ScalarAsync<int>("update communications set destinataire = 'Routeur & Fils'");
        details = await db.Get<GetTraitement>().Do(Dpo, new(id));

        // What the map says the file holds, and the sheet doesn't say any more.
        details.Fiche.Donnee(CategorieCnil.VieProfessionnelle).Description = null;
        details.Fiche.Donnee(CategorieCnil.VieProfessionnelle).Duree = null;
        details.Fiche.Donnee(CategorieCnil.EtatCivil).Regle = null;
        await db.Get<SaveTraitement>().Do(Dpo, new() { TraitementId = id, Version = details.Version, Fiche = details.Fiche });
        Assert.Equal([GenreEcart.DureeSansRegle, GenreEcart.ChampNonDeclare], await EcartsAsync(id));
        // In the reader's words: no name of a table, no straight apostrophe.
        Assert.All((await db.Get<GetTraitement>().Do(Dpo, new(id))).Ecarts, e => Assert.DoesNotMatch("[a-z]\\.[a-z]|'", e.Detail));
        db.Clock.Advance(TimeSpan.FromDays(370));
        Assert.Contains(GenreEcart.RevueEnRetard, await EcartsAsync(id));
    }

    [Fact]
    public async Task A_duration_whose_rule_the_program_doesn_t_apply_is_a_gap()
    {
        var rows = await db.Get<ListTraitements>().Do(Dpo, default);

        Assert.DoesNotContain(rows.Where(r => r.Reference is not "T-03").SelectMany(r => r.Ecarts), e => e.Genre == GenreEcart.RegleNonAppliquee);
        Assert.All(rows.Where(r => r.Reference is "T-03"), r => Assert.Contains(r.Ecarts, e => e.Genre == GenreEcart.RegleNonAppliquee));
    }

    /// <summary>The texts of the exported workbook, in order.</summary>
    private async Task<string> ExportAsync(FormatRegistre format, Guid id)
    {
        using var output = new MemoryStream();
        await (await db.Get<ExportRegistre>().Do(Dpo, new(format, GenreRegistre.Responsable, id))).WriteAsync(output, Token);
        using var zip = new System.IO.Compression.ZipArchive(output);
        using var reader = new StreamReader(zip.GetEntry("content.xml")!.Open());
        return await reader.ReadToEndAsync(Token);
    }

    private async Task<IEnumerable<GenreEcart>> EcartsAsync(Guid id) => (await db.Get<GetTraitement>().Do(Dpo, new(id))).Ecarts.Select(e => e.Genre);

    private async Task ValidateAsync(Guid id)
    {
        foreach (var etape in new[] { EtapeTraitement.Proposer, EtapeTraitement.Valider })
            await db.Get<MoveTraitement>().Do(Dpo, new(id, (await db.Get<GetTraitement>().Do(Dpo, new(id))).Version, etape));
    }

    private async Task EnsureAsync()
    {
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }
}
