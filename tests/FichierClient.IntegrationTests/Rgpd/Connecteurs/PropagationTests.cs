using System.Collections.Concurrent;
using FichierClient.Application;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Limitations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using FichierClient.IntegrationTests.Infrastructure;
using FichierClient.IntegrationTests.Isolation;
using FichierClient.IntegrationTests.Rgpd.Demandes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Connecteurs;

/// <summary>What connected systems are told and answer, against a server of this test that answers as it is told to.</summary>
public sealed partial class PropagationTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Date, string Signature, byte[] Body)> received = new();
    private Func<HttpContext, Task> answer = _ => Task.CompletedTask;
    private WebApplication server = null!;
    private TestDatabase db = null!;
    private TestOrganisation organisation = null!;
    private ConnecteurHarness systems = null!;
    private DemandesHarness demandes = null!;
    private ServiceProvider local = null!;
    private Guid anne;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Here => server.Urls.First();

    [Fact]
    public async Task Each_key_is_gone_a_mute_system_is_written_to_and_the_request_closes_with_a_reservation()
    {
        var (un, deux) = (await GiveAsync("Emailing"), await GiveAsync("Comptabilité"));
        var (keyOfUn, keyOfDeux) = (await KeyAsync(un), await KeyAsync(deux));
        Assert.NotEqual(keyOfUn, keyOfDeux);
        var id = await demandes.InstruiteAsync(anne, DroitDemande.Effacement);
        Assert.Equal([(NatureAvis.Limitation, EtatAvis.Emis), (NatureAvis.Limitation, EtatAvis.Emis)], (await AvisAsync(id)).Select(a => (a.Nature, a.Etat)));

        var effacement = await EraseAsync(id);

        Assert.Equal(StatutDemande.AttenteDestinataires, (await demandes.GetAsync(id)).Statut);
        Assert.Equal(["Limitation Remplace", "Limitation Remplace", "Effacement Emis", "Effacement Emis"], (await AvisAsync(id)).OrderBy(a => a.Nature == NatureAvis.Effacement).Select(a => $"{a.Nature} {a.Etat}"));
        var (gone, other) = (await LookAsync(un, keyOfUn), await LookAsync(deux, keyOfDeux));
        Assert.Equal((EtatPersonne.Effacee, EtatPersonne.Effacee, EtatPersonne.Inconnue), (gone.Etat, other.Etat, (await LookAsync(un, keyOfDeux)).Etat));
        Assert.Equal([("Comptabilité", EtatAvis.Emis), ("Emailing", EtatAvis.Emis)], (await CertificateAsync(effacement)).Destinataires.Select(d => (d.Systeme, d.Etat)));

        // One answers, the other's reference isn't its own.
        Assert.Equal(PriseAccuse.Inconnue, (await AckAsync(un, other.Reference!.Value, new Accuse(EtatAvis.Terminee))).Prise);
        Assert.Equal(PriseAccuse.Prise, (await AckAsync(un, gone.Reference!.Value, new Accuse(EtatAvis.EnCours))).Prise);
        Assert.Equal((PriseAccuse.Prise, EtatAvis.Conservee), await AckAsync(un, gone.Reference!.Value, new Accuse(EtatAvis.Conservee, BaseConservation.ObligationLegale, new DateOnly(2036, 12, 31))));
        Assert.Equal(PriseAccuse.Refusee, (await AckAsync(un, gone.Reference!.Value, new Accuse(EtatAvis.Terminee))).Prise);
        await demandes.AdvanceAsync(id, AvanceeDemande.Repondre);
        Assert.Contains("Comptabilité", (await CloseAsync(id)).Refus!.Message, StringComparison.Ordinal);

        db.Clock.Advance(TimeSpan.FromDays(11));
        await db.Get<SilenceAvis>().RunAsync(organisation.Id, Token);
        await db.Get<SilenceAvis>().RunAsync(organisation.Id, Token);

        Assert.Equal(("Comptabilité", EtatAvis.SansReponse), (await AvisAsync(id)).Select(a => (a.Systeme, a.Etat)).First());
        var letter = await db.ScalarAsync<string>("select string_agg(destinataire || ' ' || corps, '|') from courriels where demande_id is null");
        Assert.StartsWith("dpo@outil.test", letter, StringComparison.Ordinal);
        Assert.Contains($"{keyOfDeux:N}", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Martin", letter, StringComparison.Ordinal);
        Assert.DoesNotContain('|', letter!);
        Assert.Null((await CloseAsync(id)).Refus);

        var closed = await demandes.GetAsync(id);
        Assert.Equal((StatutDemande.Cloturee, true), (closed.Statut, closed.AvecReserve));
        Assert.Contains(closed.Etapes, e => e.Type == TypeEtape.Cloturee && e.Detail!.Contains("Comptabilité", StringComparison.Ordinal));
        await AssertCertifiedAsync(effacement);
    }

    [Fact]
    public async Task Without_silence_a_request_closes_without_a_reservation_and_a_late_word_or_a_proof_is_taken()
    {
        var un = await GiveAsync("Emailing");
        var key = await KeyAsync(un);
        var id = await demandes.InstruiteAsync(anne, DroitDemande.Effacement);
        var effacement = await EraseAsync(id);
        db.Clock.Advance(TimeSpan.FromDays(11));
        await db.Get<SilenceAvis>().RunAsync(organisation.Id, Token);
        var avis = Assert.Single(await AvisAsync(id), a => a.Etat == EtatAvis.SansReponse);
        Assert.NotNull((await db.Get<ProveAvis>().RunAsync(demandes.Dpo, new ProveAvisRequest { Id = avis.Id, Etat = EtatAvis.Conservee }, Token)).Refus);

        Assert.Null((await db.Get<ProveAvis>().RunAsync(demandes.Dpo, new ProveAvisRequest { Id = avis.Id, Etat = EtatAvis.Terminee, Preuve = MoyenPreuve.Attestation, Precision = "Attestation du 3, dossier 12" }, Token)).Refus);

        Assert.Equal("%PDF"u8.ToArray(), (await db.Get<OpenLettreAvis>().RunAsync(demandes.Dpo, avis.Id, Token)).Value.Pdf[..4]);
        Assert.Contains((await demandes.GetAsync(id)).Etapes, e => e.Type == TypeEtape.AvisAccuse && e.Detail!.Contains("dossier 12", StringComparison.Ordinal));
        Assert.Equal(PriseAccuse.Prise, (await AckAsync(un, (await LookAsync(un, key)).Reference!.Value, new Accuse(EtatAvis.Terminee))).Prise);
        await demandes.AdvanceAsync(id, AvanceeDemande.Repondre);
        Assert.Null((await CloseAsync(id)).Refus);
        Assert.False((await demandes.GetAsync(id)).AvecReserve);
        var said = PropagationContenu.TryRead((await db.Get<GetPropagation>().RunAsync(demandes.Dpo, new GetCertificatRequest(effacement), Token)).Value.Contenu)!;
        Assert.Equal((false, MoyenPreuve.Attestation), (said.Reserve, said.Destinataires.Single().Preuve));
    }

    [Fact]
    public async Task Recipients_of_an_erasure_whose_request_is_withdrawn_are_certified_once_nothing_is_waited_for()
    {
        var un = await GiveAsync("Emailing");
        var key = await KeyAsync(un);
        var id = await demandes.InstruiteAsync(anne, DroitDemande.Effacement);
        var effacement = await EraseAsync(id);
        Assert.Null((await db.Get<AdvanceDemande>().RunAsync(demandes.Dpo, new AdvanceDemandeRequest(id, (await demandes.GetAsync(id)).Version, AvanceeDemande.Retirer, "Elle y renonce", VoiesIndiquees: true), Token)).Refus);
        await db.Get<SilenceAvis>().RunAsync(organisation.Id, Token);
        Assert.NotNull((await db.Get<GetPropagation>().RunAsync(demandes.Dpo, new GetCertificatRequest(effacement), Token)).Refus);

        Assert.Equal(PriseAccuse.Prise, (await AckAsync(un, (await LookAsync(un, key)).Reference!.Value, new Accuse(EtatAvis.Terminee))).Prise);
        await db.Get<SilenceAvis>().RunAsync(organisation.Id, Token);

        var said = PropagationContenu.TryRead((await db.Get<GetPropagation>().RunAsync(demandes.Dpo, new GetCertificatRequest(effacement), Token)).Value.Contenu)!;
        Assert.Equal(("Emailing", EtatAvis.Terminee, false), (said.Destinataires.Single().Systeme, said.Destinataires.Single().Etat, said.Reserve));
    }

    [Fact]
    public async Task A_letter_claims_no_notice_that_never_left_and_dates_by_the_organisations_clock()
    {
        await GiveAsync("Sans adresse");
        await GiveAsync("Avec adresse", Here + "/avis");
        db.Clock.Advance(new DateTimeOffset(db.Clock.GetUtcNow().Date.AddDays(1), TimeSpan.Zero).AddHours(23.5) - db.Clock.GetUtcNow());
        var day = db.Clock.GetUtcNow().Date.AddDays(1);
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        Assert.Equal(1, await SendAsync());
        db.Clock.Advance(TimeSpan.FromDays(11));

        await db.Get<SilenceAvis>().RunAsync(organisation.Id, Token);

        var (told, untold) = (await LetterAsync("Avec adresse"), await LetterAsync("Sans adresse"));
        Assert.Contains("nous vous avons avisé", told, StringComparison.Ordinal);
        Assert.DoesNotContain("avons avisé", untold, StringComparison.Ordinal);
        Assert.DoesNotContain("sans réponse", untold, StringComparison.Ordinal);
        Assert.Contains("en tient lieu", untold, StringComparison.Ordinal);
        // Half past eleven at night in Greenwich is the next day in France.
        Assert.All((string[])[told, untold], l => Assert.Contains($"{day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("fr-FR"))}", l, StringComparison.Ordinal));
    }

    private async Task<string> LetterAsync(string systeme) => (await db.ScalarAsync<string>($"select objet || ' ' || corps from courriels where reference = '{systeme}'"))!;

    [Fact]
    public async Task Restriction_its_end_rectification_and_objection_are_told_once_each()
    {
        await GiveAsync("Emailing");
        var id = await demandes.InstruiteAsync(anne, DroitDemande.Rectification, DroitDemande.OppositionProspection);
        await demandes.DecideAsync(id, DroitDemande.Rectification, DecisionDroit.Accordee, "Corrigé.");
        await demandes.DecideAsync(id, DroitDemande.Rectification, DecisionDroit.Accordee, "Corrigé, et relu.");
        await demandes.DecideAsync(id, DroitDemande.OppositionProspection, DecisionDroit.Accordee, "Appliquée.");
        await demandes.AdvanceAsync(id, AvanceeDemande.Repondre);
        Assert.Null((await db.Get<LiftLimitation>().RunAsync(demandes.Dpo, new LiftLimitationRequest(id, (await demandes.GetAsync(id)).Version, true, "Lettre du 3 mars"), Token)).Refus);

        Assert.Equal(["Limitation", "LimitationLevee", "Opposition", "Rectification"], (await AvisAsync(id)).Select(a => $"{a.Nature}").Order(StringComparer.Ordinal));
        Assert.Contains((await demandes.GetAsync(id)).Etapes, e => e.Type == TypeEtape.AvisEmis && e.Detail!.Contains("Emailing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dump_holds_no_way_from_a_dead_key_to_the_request_while_it_is_still_answered()
    {
        var un = await GiveAsync("Emailing");
        var key = await KeyAsync(un);
        var id = await demandes.InstruiteAsync(anne, DroitDemande.Effacement);
        await EraseAsync(id);
        var reference = (await LookAsync(un, key)).Reference!.Value;

        await using var connection = new NpgsqlConnection(db.AdministratorConnection);
        await connection.OpenAsync(Token);
        var tables = await connection.RowsAsync("select n.nspname || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'comptes', 'archive')", r => r.GetString(0));
        Assert.Contains("public.avis", tables);
        foreach (var table in tables)
        {
            using var copy = await connection.BeginTextExportAsync($"copy {table} to stdout", Token);
            var text = await copy.ReadToEndAsync(Token);
            Assert.True(table == "public.cles_mortes" || !(text.Contains($"{key}", StringComparison.Ordinal) || text.Contains($"{key:N}", StringComparison.Ordinal) || text.Contains($"{reference}", StringComparison.Ordinal) || text.Contains($"{reference:N}", StringComparison.Ordinal)), table);
        }
    }

    [Fact]
    public async Task Another_organisation_neither_sees_nor_answers_what_is_told_here()
    {
        var un = await GiveAsync("Emailing");
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        var avis = Assert.Single(await AvisAsync());
        var other = await db.AddOrganisationAsync("autre");
        var foreign = new ConnecteurHarness(db, other);
        var (theirs, _) = await foreign.RegisterAsync("Emailing");

        Assert.Empty((await db.Get<ListAvis>().RunAsync(foreign.Dpo, new ListAvisRequest(), Token)).Value);
        Assert.Equal(PriseAccuse.Inconnue, (await db.Get<AccusesConnecteur>().AcknowledgeAsync(new SystemeReconnu(other.Id, theirs), avis.Id, new Accuse(EtatAvis.Terminee), Token)).Prise);
        Assert.Equal(PriseAccuse.Inconnue, (await db.Get<AccusesConnecteur>().AcknowledgeAsync(new SystemeReconnu(other.Id, un), avis.Id, new Accuse(EtatAvis.Terminee), Token)).Prise);
        Assert.NotNull((await db.Get<ProveAvis>().RunAsync(foreign.Dpo, new ProveAvisRequest { Id = avis.Id }, Token)).Refus);
    }

    [Fact]
    public async Task A_system_acknowledges_what_it_was_told_itself_and_never_what_another_system_of_the_organisation_was()
    {
        var (un, deux) = (await GiveAsync("Emailing"), await GiveAsync("Support"));
        await demandes.InstruiteAsync(anne, DroitDemande.Limitation);
        var theirs = await db.ScalarAsync<Guid>($"select id from avis where systeme_id = '{deux}'");

        Assert.Equal((PriseAccuse.Inconnue, null), await AckAsync(un, theirs, new Accuse(EtatAvis.Terminee)));
        Assert.Equal("Emis", await db.ScalarAsync<string>($"select etat from avis where id = '{theirs}'"));
        Assert.Equal((PriseAccuse.Prise, EtatAvis.Terminee), await AckAsync(deux, theirs, new Accuse(EtatAvis.Terminee)));
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            received.Enqueue((http.Request.Path, http.Request.Headers[RemiseAvis.EnTeteDate].ToString(), http.Request.Headers[RemiseAvis.EnTeteSignature].ToString(), body.ToArray()));
            await answer(http);
        });
        await server.StartAsync(Token);
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
        (systems, demandes) = (new ConnecteurHarness(db, organisation), new DemandesHarness(db, organisation));
        anne = await demandes.ContactAsync("Anne", "Martin", "anne@dupont.test");
        // As on the operator's own network: this machine may be called.
        local = Local(TimeSpan.FromSeconds(30));
    }

    private ServiceProvider Local(TimeSpan attente) => new ServiceCollection().AddLogging().AddSingleton(new ReglagesConnecteurs(true) { Attente = attente }).AddSingleton(db.Get<NpgsqlDataSource>())
        .AddSingleton<TimeProvider>(db.Clock).AddSingleton(db.Dossiers).AddFichierClient().BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await db.DisposeAsync();
    }

    /// <summary>A system that knows everybody of the file.</summary>
    private async Task<Guid> GiveAsync(string nom, string? rappel = null)
    {
        var (id, _) = await systems.RegisterAsync(nom);
        if (rappel is not null) await db.ScalarAsync<object>($"update systemes_connectes set adresse_rappel = '{rappel}' where id = '{id}'");
        await db.Get<PersonnesConnecteur>().ListAsync(new SystemeReconnu(organisation.Id, id), null, Token);
        return id;
    }

    private async Task<Guid> KeyAsync(Guid systeme) => await db.ScalarAsync<Guid>($"select cle from cles_pseudonymes where systeme_id = '{systeme}' and contact_id = '{anne}'");

    private Task<PersonneLue> LookAsync(Guid systeme, Guid key) => db.Get<PersonnesConnecteur>().GetAsync(new SystemeReconnu(organisation.Id, systeme), key, Token);

    private Task<(PriseAccuse Prise, EtatAvis? Etat)> AckAsync(Guid systeme, Guid reference, Accuse accuse) => db.Get<AccusesConnecteur>().AcknowledgeAsync(new SystemeReconnu(organisation.Id, systeme), reference, accuse, Token);

    private async Task<IReadOnlyList<AvisRow>> AvisAsync(Guid? demande = null) => (await db.Get<ListAvis>().RunAsync(demandes.Dpo, new ListAvisRequest(demande), Token)).Value;

    private Task<int> SendAsync() => local.GetRequiredService<EnvoiAvisSortants>().RunAsync(organisation.Id, Token);

    private async Task<Outcome<Done>> CloseAsync(Guid id) => await db.Get<AdvanceDemande>().RunAsync(demandes.Dpo, new AdvanceDemandeRequest(id, (await demandes.GetAsync(id)).Version, AvanceeDemande.Cloturer), Token);

    private async Task<CertificatContenu> CertificateAsync(Guid effacement) => CertificatContenu.FromJson((await db.Get<GetCertificat>().RunAsync(demandes.Dpo, new GetCertificatRequest(effacement), Token)).Value.Contenu);

    private async Task<Guid> EraseAsync(Guid demande)
    {
        var effacement = (await db.Get<PrepareEffacement>().RunAsync(demandes.Dpo, new PrepareEffacementRequest(Sujet.Contact, anne, Fondement.Opposition, demande), Token)).Value;
        await demandes.RunJobsAsync();
        var details = (await db.Get<GetEffacement>().RunAsync(demandes.Dpo, new GetEffacementRequest(effacement), Token)).Value;
        if (!details.EstDecide) Assert.Null((await db.Get<DecideMentions>().RunAsync(demandes.Dpo, new DecideMentionsRequest(effacement, details.Empreinte, [], DecisionMention.Caviarder), Token)).Refus);
        details = (await db.Get<GetEffacement>().RunAsync(demandes.Dpo, new GetEffacementRequest(effacement), Token)).Value;
        Assert.Null((await db.Get<ApproveEffacement>().RunAsync(demandes.Dpo, new ApproveEffacementRequest(effacement, details.Empreinte), Token)).Refus);
        await demandes.RunJobsAsync();
        return effacement;
    }

    private async Task AssertCertifiedAsync(Guid effacement)
    {
        var signed = (await db.Get<GetPropagation>().RunAsync(demandes.Dpo, new GetCertificatRequest(effacement), Token)).Value;
        Assert.True(CertificatFichier.Verify(CertificatFichier.Write(signed), signed.ClePublique, out var certificat, out var said, out _));
        Assert.Null(certificat);
        Assert.False(CertificatFichier.Verify(CertificatFichier.Write(signed).Replace("Emailing", "Autre", StringComparison.Ordinal), signed.ClePublique, out _, out _, out _));
        Assert.True(said!.Reserve);
        Assert.Equal([("Comptabilité", EtatAvis.SansReponse, null), ("Emailing", EtatAvis.Conservee, "RGPD 17(3)(b)")], said.Destinataires.Select(d => (d.Systeme, d.Etat, d.Base)));
        Assert.All((string[])["Martin", "Anne", "anne@dupont.test", anne.ToString()], w => Assert.DoesNotContain(w, signed.Contenu, StringComparison.Ordinal));
        Assert.Equal("%PDF"u8.ToArray(), PropagationPdf.Write(signed)[..4]);
        await using var owner = new NpgsqlConnection(db.OwnerConnection);
        await owner.OpenAsync(Token);
        await using var change = new NpgsqlCommand("update certificats_propagation set contenu = ''", owner);
        await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync(Token));
    }
}
