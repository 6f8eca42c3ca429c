using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Evenements;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Conservation;

public sealed partial class ConservationTests : IAsyncLifetime
{
    private const string Prospects = "prospect-inactif", Clients = "client-prospection";

    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Acteur Dpo => organisation.Acteur(Role.Dpo);

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));
        organisation = await db.AddOrganisationAsync();
        await using var context = db.Contexts.Open(organisation.Id);
        await RegistreInitial.EnsureAsync(context, db.Clock.GetUtcNow(), Token);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Fact]
    public async Task Edits_notes_and_our_own_calls_don_t_move_the_clock_and_what_the_person_does_moves_it()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL");
        var ours = await OldAsync("Nos", "Actes", entreprise);
        await AddAsync(ours, TypeEvenement.Note);
        await AddAsync(ours, TypeEvenement.Appel);
        await AddAsync(ours, TypeEvenement.Email);
        await db.ScalarAsync<int>($"insert into evenements (tenant_id, id, type, survenu_le, contact_id, texte) values ('{organisation.Id}', gen_random_uuid(), 'Systeme', '2026-06-01', '{ours}', 'Message ouvert')");
        await db.ScalarAsync<int>($"update contacts set modifie_le = '2026-06-01', notes = 'Corrigé' where id = '{ours}'");
        await db.ScalarAsync<int>($"insert into provenances (tenant_id, id, sujet, sujet_id, source, partie, base_legale, constate_le) values ('{organisation.Id}', gen_random_uuid(), 'Contact', '{ours}', 'Réimport', 'Nous', 'InteretLegitime', '2026-06-01')");
        var theirs = new Dictionary<Guid, ActePersonne>();
        foreach (var (type, deLaPersonne) in new[] { (TypeEvenement.Appel, true), (TypeEvenement.Email, true), (TypeEvenement.RendezVous, false), (TypeEvenement.Visite, false) })
        {
            var id = await OldAsync("Son", $"{type}", entreprise);
            theirs[id] = await AddAsync(id, type, deLaPersonne);
        }

        foreach (var type in new[] { TypeEvenement.Formulaire, TypeEvenement.Telechargement })
        {
            var id = await OldAsync("Son", $"{type}", entreprise);
            await db.ScalarAsync<int>($"insert into evenements (tenant_id, id, type, survenu_le, contact_id, texte) values ('{organisation.Id}', gen_random_uuid(), '{type}', '2026-06-01', '{id}', 'Clic')");
        }

        Assert.Equal([ours], (await DueAsync(Prospects)).Select(s => s.Id));
        Assert.Equal((ActePersonne.Collecte, new DateOnly(2022, 1, 10)), (await DueAsync(Prospects)).Select(s => (s.Acte, s.DernierActeLe)).Single());

        // Three years after they did it, their time is over too, and the reason says what it was.
        db.Clock.Advance(TimeSpan.FromDays(3 * 366));
        Assert.Equal([.. theirs.Values.Order()], (await DueAsync(Prospects)).Where(s => theirs.ContainsKey(s.Id)).Select(s => s.Acte).Order());
    }

    [Fact]
    public async Task A_client_s_contact_lives_by_the_last_purchase_and_is_no_prospect()
    {
        var (bought, old) = (await db.AddEntrepriseAsync(organisation, "Cliente SA"), await db.AddEntrepriseAsync(organisation, "Ancienne SA"));
        var recent = await OldAsync("Anne", "Récente", bought);
        var gone = await OldAsync("Luc", "Ancien", old);
        await SellAsync(bought, "2026-01-05");
        await SellAsync(old, "2023-02-01");

        Assert.Empty(await DueAsync(Prospects));
        var due = Assert.Single(await DueAsync(Clients));
        Assert.Equal((gone, ActePersonne.Achat, new DateOnly(2023, 2, 1)), (due.Id, due.Acte, due.DernierActeLe));
        Assert.NotEqual(recent, due.Id);
    }

    [Fact]
    public async Task A_hold_on_an_object_keeps_the_persons_on_it_and_a_lifted_one_doesn_t()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "En litige SARL");
        await OldAsync("Anne", "Gelée", entreprise);
        Assert.Equal("Gel_introuvable", await ReasonAsync("Inconnue"));
        var gel = await db.Get<PoseGel>().Do(Dpo, new() { Objet = ObjetGele.Entreprise, Texte = "En litige SARL", Motif = MotifGel.Litige, Raison = "Assignation du 3 mars" });

        Assert.True(Assert.Single(await DueAsync(Prospects)).EstGele);
        var passage = await PassageAsync(Prospects);
        Assert.Equal((1, 1, 0), (passage.Nombre, passage.Geles, passage.Retenus));
        Assert.Equal(RefusKind.Regle, (await db.Get<DecidePassage>().Refuse(Dpo, new(passage.Id, passage.Version, true))).Kind);
        await db.Get<LeveGel>().Do(Dpo, new(gel));
        Assert.False(Assert.Single(await DueAsync(Prospects)).EstGele);

        async Task<string> ReasonAsync(string texte) =>
            (await db.Get<PoseGel>().Refuse(Dpo, new() { Objet = ObjetGele.Entreprise, Texte = texte, Raison = "x" })).Message == Texts.Get("Gel_introuvable") ? "Gel_introuvable" : "";
    }

    [Fact]
    public async Task Who_asks_something_or_is_restricted_is_erased_by_no_rule_and_the_run_says_so()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL");
        var (anne, luc, zoe) = (await OldAsync("Anne", "Demande", entreprise), await OldAsync("Luc", "Limité", entreprise), await OldAsync("Zoé", "Muette", entreprise));
        var demandes = new Demandes.DemandesHarness(db, organisation);
        var acces = await demandes.InstruiteAsync(anne, DroitDemande.Acces);
        await db.ScalarAsync<int>($"update contacts set limite_le = now() where id = '{luc}'");

        Assert.Equal([anne, luc], (await DueAsync(Prospects)).Where(s => s.EstGele).Select(s => s.Id).Order());
        var passage = await PassageAsync(Prospects);
        Assert.Equal((3, 2, 1), (passage.Nombre, passage.Geles, passage.Retenus));

        // Zoé asks after the approval: spared too.
        await db.Get<DecidePassage>().Do(Dpo, new(passage.Id, passage.Version, true));
        await demandes.CreateAsync(new() { Nom = "Zoé Muette", Droits = [DroitDemande.Acces], ContactId = zoe });
        db.Clock.Advance(TimeSpan.FromDays(31));
        await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);
        Assert.Equal(3L, await db.ScalarAsync<long>("select count(*) from contacts"));
        Assert.Equal((0, 1), ((await db.Get<GetPassage>().Do(Dpo, new(passage.Id))).Passage.Effaces, (await db.Get<GetPassage>().Do(Dpo, new(passage.Id))).Passage.Epargnes));

        await demandes.DecideAsync(acces, DroitDemande.Acces, DecisionDroit.Accordee, "Voici vos données.");
        await demandes.AdvanceAsync(acces, Application.Rgpd.Demandes.AvanceeDemande.Repondre);
        await demandes.AdvanceAsync(acces, Application.Rgpd.Demandes.AvanceeDemande.Cloturer);
        Assert.Equal([anne], (await DueAsync(Prospects)).Where(s => !s.EstGele).Select(s => s.Id));
    }

    /// <summary>The request has her address, and nobody has found her record yet.</summary>
    [Fact]
    public async Task Who_asked_for_her_data_is_erased_by_no_run_before_she_has_them()
    {
        var anne = await OldAsync("Anne", "Demande", await db.AddEntrepriseAsync(organisation, "Prospect SARL"));
        await db.ScalarAsync<int>($"insert into contact_emails (tenant_id, id, contact_id, adresse, nature, prefere) values ('{organisation.Id}', gen_random_uuid(), '{anne}', 'anne@prospect.test', 'Nominative', true)");
        Assert.False(Assert.Single(await DueAsync(Prospects)).EstGele);
        var passage = await PassageAsync(Prospects);
        await db.Get<DecidePassage>().Do(Dpo, new(passage.Id, passage.Version, true));
        await new Demandes.DemandesHarness(db, organisation).CreateAsync(new() { Nom = "A. D.", Email = "anne@prospect.test", Droits = [DroitDemande.Acces] });

        db.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token));

        Assert.Equal(anne, await db.ScalarAsync<Guid>("select id from contacts"));
        Assert.Equal("AApprouver", await db.ScalarAsync<string>("select statut from effacements"));
    }

    [Fact]
    public async Task A_contact_with_invoices_waits_for_the_DPO_and_leaves_them_sealed_and_counted()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Ancienne SA");
        var luc = await OldAsync("Luc", "Quatrebarbes", entreprise);
        await SellAsync(entreprise, "2023-02-01");
        await db.ScalarAsync<int>($"update ventes set contact_id = '{luc}'");
        await DueAsync(Clients);
        var passage = await PassageAsync(Clients);
        await db.Get<DecidePassage>().Do(Dpo, new(passage.Id, passage.Version, true));
        db.Clock.Advance(TimeSpan.FromDays(31));
        await db.Get<ExecutionPassage>().RunDueAsync(organisation.Id, Token);

        // A sealed document is nothing that a rule decides alone.
        var done = (await db.Get<GetPassage>().Do(Dpo, new(passage.Id))).Passage;
        Assert.Equal((0, 0, 1), (done.Effaces, done.Epargnes, done.Echecs));
        var id = await db.ScalarAsync<Guid>($"select id from effacements where sujet_id = '{luc}' and statut = 'AApprouver' and fondement = 'Conservation'");
        var plan = (await db.Get<GetEffacement>().Do(Dpo, new(id))).Empreinte;
        await db.Get<ApproveEffacement>().Do(Dpo, new(id, plan));
        await new Demandes.DemandesHarness(db, organisation).RunJobsAsync();

        Assert.Equal(0L, await db.ScalarAsync<long>("select count(*) from contacts"));
        Assert.Equal("100.00 true", await db.ScalarAsync<string>("select trunc(montant, 2) || ' ' || contact_efface from ventes where contact_id is null"));
        Assert.Equal(("ventes", new DateOnly(2033, 12, 31)), (await db.Get<Application.Rgpd.Archives.ListArchives>().Do(Dpo, new(id))).Rows.Select(a => (a.NomTable, a.PurgeLe)).Single());
    }

    [Fact]
    public async Task The_ceiling_limits_a_run_and_the_next_one_tells_what_changed()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL");
        foreach (var i in Enumerable.Range(0, 3)) await OldAsync("Anne", $"N{i}", entreprise);
        var regle = (await db.Get<ListConservation>().Do(Dpo, default)).Regles.Single(r => r.Code == Prospects);
        regle.Saisie.Plafond = 2;
        await db.Get<SaveRegle>().Do(Dpo, new() { RegleId = regle.Id, Version = regle.Version, Saisie = regle.Saisie });

        var first = await DueAsync(Prospects);
        Assert.Equal([false, false, true], first.Select(s => s.EstAuDela));
        var passage = await PassageAsync(Prospects);
        Assert.Equal((3, 2, 3, 0), (passage.Nombre, passage.Retenus, passage.Entrants, passage.Sortants));
        // The same again is the same run.
        await DueAsync(Prospects);
        Assert.Equal(passage.Id, (await PassageAsync(Prospects)).Id);

        await AddAsync(first[0].Id, TypeEvenement.Appel, deLaPersonne: true);
        await OldAsync("Anne", "Nouvelle", entreprise);
        await DueAsync(Prospects);
        var second = await PassageAsync(Prospects);
        Assert.Equal((3, 1, 1), (second.Nombre, second.Entrants, second.Sortants));
    }

    [Fact]
    public async Task An_approval_that_the_file_has_overtaken_is_refused_and_one_that_stands_is_signed_and_announced()
    {
        var entreprise = await db.AddEntrepriseAsync(organisation, "Prospect SARL", Role.Commercial);
        var (anne, luc) = (await OldAsync("Anne", "Martin", entreprise), await OldAsync("Luc", "Petit", entreprise));
        await DueAsync(Prospects);
        var passage = await PassageAsync(Prospects);
        await AddAsync(luc, TypeEvenement.Email, deLaPersonne: true);

        Assert.Equal(Texts.Get("Conservation_depasse"), (await db.Get<DecidePassage>().Refuse(Dpo, new(passage.Id, passage.Version, true))).Message);
        var shown = await PassageAsync(Prospects);
        Assert.Equal((1, StatutPassage.Calcule), (shown.Nombre, shown.Statut));
        await db.Get<DecidePassage>().Do(Dpo, new(shown.Id, shown.Version, true));
        Assert.Equal(RefusKind.Conflit, (await db.Get<DecidePassage>().Refuse(Dpo, new(shown.Id, shown.Version, true))).Kind);

        var approved = await db.Get<GetPassage>().Do(Dpo, new(shown.Id));
        Assert.Equal((StatutPassage.Approuve, new DateOnly(2026, 12, 29)), (approved.Passage.Statut, approved.Passage.ExecutableLe));
        Assert.Equal((anne, organisation.Membres[Role.Commercial], new DateOnly(2026, 12, 29)), await NoticeAsync());
        await using var context = db.Contexts.Open(organisation.Id);
        var minutes = await context.ProcesVerbaux.AsNoTracking().SingleAsync(Token);
        Assert.True(Minutes.Verify(minutes));
        Assert.DoesNotContain("Martin", minutes.Contenu, StringComparison.Ordinal);
        var pdf = await BytesAsync(new(minutes.Id, Json: false));
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(pdf[..8]), StringComparison.Ordinal);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => context.Database.ExecuteSqlRawAsync("update proces_verbaux set contenu = 'autre'", Token))).SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => db.ScalarAsync<int>("delete from proces_verbaux"))).SqlState);

        async Task<(Guid, Guid, DateOnly)> NoticeAsync()
        {
            await using var read = db.Contexts.Open(organisation.Id);
            var notice = await read.Evenements.SingleAsync(e => e.RappelLe != null, Token);
            return (notice.ContactId!.Value, notice.RappelPourId!.Value, notice.RappelLe!.Value);
        }
    }

    [Fact]
    public async Task A_rule_is_closed_and_opened_anew_and_only_the_dpo_decides()
    {
        var regle = (await db.Get<ListConservation>().Do(Dpo, default)).Regles.Single(r => r.Code == Clients);
        regle.Saisie.DureeMois = 24;
        await db.Get<SaveRegle>().Do(Dpo, new() { RegleId = regle.Id, Version = regle.Version, Saisie = regle.Saisie });

        Assert.Equal("36 2026-11-29|24 ", await db.ScalarAsync<string>($"select string_agg(duree_mois || ' ' || coalesce(jusqua::text, ''), '|' order by jusqua) from regles_conservation where code = '{Clients}'"));
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Dpo))
            Assert.Equal(RefusKind.Interdit, (await db.Get<ListConservation>().Refuse(organisation.Acteur(role), default)).Kind);
    }

    private async Task<Guid> OldEntrepriseAsync(string nom, bool estPersonne)
    {
        var id = await db.AddEntrepriseAsync(organisation, nom);
        await db.ScalarAsync<int>($"update entreprises set cree_le = '2022-01-10 12:00+00', est_personne_physique = {estPersonne} where id = '{id}'");
        return id;
    }

    private async Task ApproveAsync()
    {
        await DueAsync(Prospects);
        var passage = await PassageAsync(Prospects);
        await db.Get<DecidePassage>().Do(Dpo, new(passage.Id, passage.Version, true));
    }

    /// <summary>A contact of whom nothing is known since January 2022.</summary>
    private async Task<Guid> OldAsync(string prenom, string nom, Guid entreprise)
    {
        var id = await db.AddContactAsync(organisation, prenom, nom, entreprise);
        await db.ScalarAsync<int>($"update contacts set cree_le = '2022-01-10 12:00+00' where id = '{id}'");
        return id;
    }

    private async Task<ActePersonne> AddAsync(Guid contact, TypeEvenement type, bool deLaPersonne = false)
    {
        await db.Get<AddNote>().Do(organisation.Acteur(), new() { ContactId = contact, Type = type, Texte = "Échange", Jour = new DateOnly(2026, 6, 1), DeLaPersonne = deLaPersonne });
        return Enum.TryParse<ActePersonne>(type.ToString(), out var acte) ? acte : ActePersonne.Collecte;
    }

    private Task<int> SellAsync(Guid entreprise, string date) => db.ScalarAsync<int>($"""
        insert into ventes (tenant_id, id, type, statut, entreprise_id, date, serie, numero, devise, taux, total_ht, total_tva, total_ttc, montant, cree_le, modifie_le)
        values ('{organisation.Id}', gen_random_uuid(), 'Facture', 'Validee', '{entreprise}', '{date}', 'F', 'F{date}', 'EUR', 1, 100, 20, 120, 100, now(), now())
        """);

    private async Task<IReadOnlyList<PassageSujetRow>> DueAsync(string code)
    {
        await using var context = db.Contexts.Open(organisation.Id);
        var regle = await context.ReglesConservation.SingleAsync(r => r.Code == code && r.Jusqua == null, Token);
        await db.Get<ComputePassage>().Do(Dpo, new(regle.Id));
        return (await db.Get<GetPassage>().Do(Dpo, new((await PassageAsync(code)).Id))).Sujets;
    }

    private async Task<PassageRow> PassageAsync(string code) => (await db.Get<ListConservation>().Do(Dpo, default)).Regles.Single(r => r.Code == code).Passage!;

    private async Task<byte[]> BytesAsync(ExportProcesVerbalRequest request)
    {
        using var output = new MemoryStream();
        await (await db.Get<ExportProcesVerbal>().Do(Dpo, request)).WriteAsync(output, Token);
        return output.ToArray();
    }
}
