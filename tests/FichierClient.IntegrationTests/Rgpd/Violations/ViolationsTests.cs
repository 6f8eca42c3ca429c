using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Violations;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using FichierClient.IntegrationTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FichierClient.IntegrationTests.Rgpd.Violations;

public sealed class ViolationsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 8, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_breach_goes_from_its_entry_to_its_end_and_each_step_stands_in_the_journal()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var dpo = organisation.Acteur(Role.Dpo);
        var id = await OpenAsync(database, organisation);
        var opened = await database.Get<GetViolation>().Do(dpo, id);
        Assert.Equal(("V-2026-001", EtapeViolation.Qualifier, Now.AddHours(70)), (opened.Reference, opened.Etape, opened.EcheanceEtape));

        opened.Saisie.Gravite = GraviteViolation.Importante;
        opened.Saisie.Risque = RisqueViolation.Eleve;
        await database.Get<EditViolation>().Do(dpo, opened.Saisie);
        await ActAsync<NotifyViolation, NotifyViolationRequest>(v => new() { Id = id, Version = v, NotifieeLe = new(2026, 3, 9, 9, 0, 0), NumeroCnil = "2026-1234" });
        await ActAsync<InformPersonnes, InformPersonnesRequest>(v => new()
        {
            Id = id,
            Version = v,
            InformeesLe = new(2026, 3, 9, 9, 10, 0),
            MoyenInformation = "E-mail",
            DitNature = true,
            DitContact = true,
            DitConsequences = true,
            DitMesures = true,
        });
        await ActAsync<NotifyViolation, NotifyViolationRequest>(v => new() { Id = id, Version = v, EstComplementaire = true, NotifieeLe = new(2026, 3, 9, 9, 20, 0) });
        await ActAsync<AddPreuve, AddPreuveRequest>(v => new(id, v, "Récépissé de dépôt, coffre du DPO"));
        await ActAsync<CloseViolation, CloseViolationRequest>(v => new(id, v));

        var closed = await database.Get<GetViolation>().Do(dpo, id);
        Assert.Equal(EtapeViolation.Close, closed.Etape);
        Assert.Equal(
            [ActeViolation.Cloture, ActeViolation.Preuve, ActeViolation.NotificationComplementaire, ActeViolation.InformationPersonnes, ActeViolation.NotificationInitiale, ActeViolation.Description, ActeViolation.Ouverture],
            closed.Journal.Select(j => j.Acte));
        Assert.Contains("Importante", closed.Journal[5].Contenu, StringComparison.Ordinal);
        closed.Saisie.Titre = "Autre";
        Assert.Equal(RefusKind.Regle, (await database.Get<EditViolation>().Refuse(dpo, closed.Saisie)).Kind);

        async Task ActAsync<TUseCase, TRequest>(Func<uint, TRequest> request) where TUseCase : UseCase<TRequest, Done> where TRequest : notnull =>
            await database.Get<TUseCase>().Do(dpo, request((await database.Get<GetViolation>().Do(dpo, id)).Version));
    }

    [Fact]
    public async Task Two_DPOs_at_once_get_one_outcome_and_the_second_is_told()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        var (dpo, id) = (organisation.Acteur(Role.Dpo), await OpenAsync(database, organisation));
        var (first, second) = (await database.Get<GetViolation>().Do(dpo, id), await database.Get<GetViolation>().Do(dpo, id));
        first.Saisie.Risque = RisqueViolation.Aucun;
        second.Saisie.Risque = RisqueViolation.Eleve;

        await database.Get<EditViolation>().Do(dpo, first.Saisie);
        var refus = await database.Get<EditViolation>().Refuse(dpo, second.Saisie);

        Assert.Equal(RefusKind.Conflit, refus.Kind);
        Assert.Equal(RisqueViolation.Aucun, (await database.Get<GetViolation>().Do(dpo, id)).Description.Risque);
    }

    [Theory]
    [InlineData("update violation_journal set contenu = '{}'")]
    [InlineData("delete from violation_journal")]
    [InlineData("delete from violations")]
    public async Task The_register_is_not_rewritten_by_the_role_of_the_program(string sql)
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        await OpenAsync(database, organisation);
        await using var db = database.Contexts.Open(organisation.Id);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Its_journal_is_not_rewritten_by_the_owner_either()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        await OpenAsync(database, await database.AddOrganisationAsync());

        await Assert.ThrowsAsync<PostgresException>(() => database.ScalarAsync<object>("update violation_journal set acte = 'Preuve'"));
    }

    [Fact]
    public async Task Nobody_but_the_DPO_opens_the_register()
    {
        await using var database = await TestDatabase.CreateAsync(Now);
        var organisation = await database.AddOrganisationAsync();
        foreach (var role in Enum.GetValues<Role>().Where(r => !Droits.Allows(r, Permission.ViolationsManage)))
            Assert.Equal(RefusKind.Interdit, (await database.Get<ListViolations>().Refuse(organisation.Acteur(role), default)).Kind);
        Assert.True(Droits.Allows(Role.Dpo, Permission.ViolationsManage));
        Assert.False(Droits.Allows(Role.Commercial, Permission.ViolationsManage));
    }

    internal static Task<Guid> OpenAsync(TestDatabase database, TestOrganisation organisation) =>
        database.Get<OpenViolation>().Do(organisation.Acteur(Role.Dpo), new OpenViolationRequest
        {
            // 7:30 in Paris, two hours before now.
            Titre = "Ordinateur volé",
            PriseConnaissanceLe = new DateTime(2026, 3, 9, 7, 30, 0),
            Confidentialite = true,
            Origine = OrigineViolation.EquipementPerdu,
        });
}
