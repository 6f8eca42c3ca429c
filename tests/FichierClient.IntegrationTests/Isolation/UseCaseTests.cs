using FichierClient.Application.Common;
using FichierClient.Domain.Organisations;

namespace FichierClient.IntegrationTests.Isolation;

/// <summary>An administrator of one organisation gives the ids of another to every use case, as a changed address or request would.</summary>
public sealed class UseCaseTests(TwoOrganisations both) : IClassFixture<TwoOrganisations>
{
    private static readonly IReadOnlyList<Type> UseCases = UseCaseRunner.All;

    [Fact]
    public async Task An_id_of_another_organisation_finds_nothing_and_changes_nothing()
    {
        var before = await both.FingerprintOfTheirsAsync();
        var taking = UseCases.Where(u => RequestFiller.WithId(RequestOf(u), Guid.Empty) is not null).ToList();
        Assert.NotEmpty(taking);
        var told = new List<string>();

        foreach (var useCase in taking)
        {
            foreach (var table in both.Tables)
            {
                var answer = await RunAsync(useCase, both.Ours.Acteur(), RequestFiller.WithId(RequestOf(useCase), both.Rows.IdOf(both.Theirs.Id, table.Name))!);
                if (answer.Contains(CanaryRows.TextOf(both.Theirs.Id), StringComparison.Ordinal)) told.Add($"{useCase.Name} with an id of {table}");
            }
        }

        Assert.Empty(told);
        Assert.Equal(before, await both.FingerprintOfTheirsAsync());
    }

    [Fact]
    public async Task What_reads_or_changes_one_record_says_that_it_is_not_found()
    {
        var single = UseCases.Where(u => RequestOf(u).GetProperty("Id")?.PropertyType == typeof(Guid)).ToList();
        Assert.NotEmpty(single);
        foreach (var useCase in single)
        {
            var answer = await RunAsync(useCase, both.Ours.Acteur(), RequestFiller.WithId(RequestOf(useCase), both.Rows.IdOf(both.Theirs.Id, "entreprises"))!);
            Assert.True(answer is nameof(RefusKind.Introuvable) or nameof(RefusKind.Invalide), $"{useCase.Name}: {answer}");
        }
    }

    [Fact]
    public async Task A_member_of_another_organisation_is_nobody_here()
    {
        Assert.NotEmpty(UseCases);
        var intruder = new Acteur(both.Ours.Id, both.Theirs.Membres[Role.Administrateur], both.Theirs.Utilisateurs[Role.Administrateur], Role.Administrateur, null);
        foreach (var useCase in UseCases)
        {
            var request = RequestFiller.WithId(RequestOf(useCase), both.Rows.IdOf(both.Ours.Id, "entreprises")) ?? RequestFiller.Make(RequestOf(useCase));
            Assert.Equal((useCase, nameof(RefusKind.Interdit)), (useCase, await RunAsync(useCase, intruder, request)));
        }
    }

    /// <summary>What is closed to an administrator is asked by the DPO.</summary>
    private async Task<string> RunAsync(Type useCase, Acteur acteur, object request)
    {
        var answer = await UseCaseRunner.RunAsync(both.Database, useCase, acteur, request);
        return answer == nameof(RefusKind.Interdit) && acteur == both.Ours.Acteur()
            ? await UseCaseRunner.RunAsync(both.Database, useCase, both.Ours.Acteur(Role.Dpo), request) : answer;
    }

    private static Type RequestOf(Type useCase) => UseCaseRunner.RequestOf(useCase);
}
