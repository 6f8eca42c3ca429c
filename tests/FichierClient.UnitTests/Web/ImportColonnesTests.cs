using Bunit;
using FichierClient.Application.Imports;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Reading;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using FichierClient.UnitTests.Imports;
using FichierClient.Web.Imports;

namespace FichierClient.UnitTests.Web;

public sealed class ImportColonnesTests : ScreenTest
{
    [Fact]
    public async Task An_answer_stands_as_the_chosen_one_says_where_it_comes_from_and_can_be_changed()
    {
        var file = await ReadingTests.AnalyseAsync("Invoice,Customer,Date,Amount\nF1,Zeta,03/04/2025,12.50\n");
        var earlier = MappingProposal.Propose(file, GenreImport.Ventes) with { Dates = OrdreDate.MoisJour };
        var step = Step(Details(file, earlier, new ImportPrecedent("avril.csv", DateTimeOffset.UnixEpoch, earlier)));

        var question = step.Find("fieldset");
        Assert.Equal([false, true], question.QuerySelectorAll("input").Select(i => i.HasAttribute("checked")));
        Assert.Contains("03/04/2025 est le mardi 4 mars 2025", question.TextContent, StringComparison.Ordinal);
        Assert.Contains("Réponse reprise de « avril.csv », reçu le 01/01/1970", question.TextContent, StringComparison.Ordinal);

        await step.FindAll("fieldset input")[0].ChangeAsync(new() { Value = "on" });

        Assert.Equal([true, false], step.FindAll("fieldset input").Select(i => i.HasAttribute("checked")));
        Assert.DoesNotContain("avril.csv", step.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_whose_field_was_given_to_another_says_so_where_it_stands()
    {
        var file = await ReadingTests.AnalyseAsync("Nom;Ville;Site\nAlpha;Lyon;Nice\n");
        var step = Step(Details(file, MappingProposal.Propose(file, GenreImport.Entreprises)));

        await step.Find("[aria-label='Champ de la colonne Site']").ChangeAsync(new() { Value = "entreprise.commune" });

        var loser = step.FindAll("tbody tr")[1];
        Assert.Contains("se lit maintenant dans la colonne « Site »", loser.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("se lit maintenant", step.FindAll("tbody tr")[2].TextContent, StringComparison.Ordinal);

        await step.Find("[aria-label='Champ de la colonne Ville']").ChangeAsync(new() { Value = "entreprise.commune" });

        Assert.Contains("se lit maintenant dans la colonne « Ville »", step.FindAll("tbody tr")[2].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("se lit maintenant", step.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
    }

    private static ImportDetails Details(FileAnalysis file, CorrespondanceImport mapping, ImportPrecedent? precedent = null, GenreImport? genre = null) => new(
        Guid.Empty, "mai.csv", 1, genre ?? (mapping.Dates is null ? GenreImport.Entreprises : GenreImport.Ventes), StatutImport.Recu, new OrigineImport("Excel", Partie.Nous, BaseLegale.InteretLegitime), DateTimeOffset.UnixEpoch, file, mapping, [], [], null, null, null, 0, 1)
    {
        Choix = LectureColonnes.Choix(file, genre ?? (mapping.Dates is null ? GenreImport.Entreprises : GenreImport.Ventes), mapping),
        Precedent = precedent,
    };

    /// <summary>The step as the page shows it: with each change it gets what the change made.</summary>
    private IRenderedComponent<ImportColonnes> Step(ImportDetails import)
    {
        IRenderedComponent<ImportColonnes>? step = null;
        return step = Render<ImportColonnes>(p => p.Add(c => c.Import, import).Add(c => c.OnMap, request => step!.Render(again => again.Add(c => c.Import, Details(import.Fichier!, request.Correspondance!, import.Precedent, import.Genre)))));
    }
}
