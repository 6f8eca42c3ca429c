using System.Text;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Insee;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Organisations;
using FichierClient.IntegrationTests.Infrastructure;

namespace FichierClient.IntegrationTests.Entreprises;

/// <summary>INSEE's lists as files, and the labels that they give to codes.</summary>
public sealed class NomenclatureTests : IAsyncLifetime
{
    private const string Naf = "\"Code\";\"Libellé\"\n\"4332A\";\"Travaux de menuiserie bois et PVC\"\n\"43.32B\";\"Travaux de menuiserie métallique et serrurerie\"\n\"6201Z\";\"Programmation informatique\"\n";

    private TestDatabase db = default!;
    private TestOrganisation organisation = default!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        db = await TestDatabase.CreateAsync();
        organisation = await db.AddOrganisationAsync();
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    [Theory]
    [InlineData(Naf, ListeInsee.NafRev2, 3, "43.32A", "Travaux de menuiserie bois et PVC")]
    [InlineData("\"ligne\";\"Code\";\" Intitulés de la  NAF rév. 2, version finale \";\"Intitulés NAF rév. 2, \nen 65 caractères\"\n1;;;\n2;\"SECTION A\";\"AGRICULTURE\";\"AGRICULTURE\"\n4;\"01\";\"Culture et production animale, chasse\net services annexes\";\"Culture\"\n5;\"01.1\";\"Cultures\";\"Cultures\"\n6;\"01.11Z\";\"Culture de céréales, de légumineuses et de graines oléagineuses\";\"Culture de céréales\"\n", ListeInsee.NafRev2, 1, "01.11Z", "Culture de céréales, de légumineuses et de graines oléagineuses")]
    [InlineData("niv5;niv4;niv3;niv2;niv1;niv1_libelle;niv5_libelle\n01.11Y;01.11;01.1;01;A;AGRICULTURE;Culture de céréales\n01.21G;01.21;01.2;01;A;AGRICULTURE;Culture de la vigne\n", ListeInsee.Naf2025, 2, "01.11Y", "Culture de céréales")]
    [InlineData("Code;Libellé\n1000;Entrepreneur individuel\n5710;SAS, société par actions simplifiée\n", ListeInsee.CategoriesJuridiques, 2, "5710", "SAS, société par actions simplifiée")]
    [InlineData("TYPECOM,COM,REG,DEP,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT\nCOM,01004,84,01,1,AMBERIEU EN BUGEY,Ambérieu-en-Bugey,Ambérieu-en-Bugey,0101,\nCOMD,01015,84,01,1,ARBIGNIEU,Arbignieu,Arbignieu,,01015\nARM,69383,84,69,0,LYON 3E,Lyon 3e,Lyon 3e Arrondissement,,69123\nCOM,2A004,94,2A,1,AJACCIO,Ajaccio,Ajaccio,,\n", ListeInsee.Communes, 3, "69383", "Lyon 3e Arrondissement")]
    public async Task Insees_own_files_are_read_by_their_columns_and_codes(string file, ListeInsee liste, int count, string code, string libelle)
    {
        var loaded = (await LoadAsync(Encoding.UTF8.GetBytes(file))).Value;

        Assert.Equal((liste, count), (loaded.Liste, loaded.Libelles));
        Assert.Equal(libelle, await db.ScalarAsync<string>($"select libelle from libelles_insee where liste = '{liste}' and code = '{code}'"));
    }

    [Theory]
    [InlineData("Nom;Ville\nMartin;Lyon\n")]
    [InlineData("Code;Libellé\n01;Culture\n02;Sylviculture\n")]
    [InlineData("Code;Libellé\n4332A;Menuiserie\n5710;SAS\n")]
    [InlineData("Code;Libellé\n")]
    public async Task Another_file_is_refused_and_changes_nothing(string file)
    {
        await LoadAsync(Encoding.UTF8.GetBytes(Naf));

        Assert.NotNull((await LoadAsync(Encoding.UTF8.GetBytes(file))).Refus);

        Assert.Equal(3L, await db.ScalarAsync<long>("select count(*) from libelles_insee"));
    }

    [Fact]
    public async Task A_code_typed_in_any_way_is_stored_in_insees_and_has_its_label_on_sheet_list_and_filter()
    {
        var acteur = organisation.Acteur();
        var ids = new List<Guid>();
        foreach (var naf in new[] { "4332a", "43 32 B", "6201Z" })
            ids.Add((await db.Get<CreateEntreprise>().RunAsync(acteur, new EntrepriseSaisie { RaisonSociale = "Alpha " + naf, CodeNaf = naf, CategorieJuridique = "5710" }, Token)).Value);
        await LoadAsync(Encoding.UTF8.GetBytes(Naf));

        Assert.Equal("43.32A,43.32B,62.01Z", await db.ScalarAsync<string>("select string_agg(code_naf, ',' order by code_naf) from entreprises"));
        Assert.Equal("Travaux de menuiserie bois et PVC", (await db.Get<GetEntreprise>().RunAsync(acteur, ids[0], Token)).Value.LibelleNaf);
        foreach (var (said, count) in new[] { ("4332", 2), ("43.32A", 1), ("menuiserie", 2), ("Métallique", 1), ("travaux de construction spécialisés", 2), ("hôtel", 0) })
            Assert.Equal((said, count), (said, (await ListAsync(acteur, said)).Count));
        Assert.Equal("62.01Z Programmation informatique", Activites.Name("62.01Z", (await ListAsync(acteur, "62"))[0].LibelleNaf));
    }

    [Fact]
    public async Task One_who_may_not_manage_the_organisation_loads_nothing() =>
        Assert.NotNull((await db.Get<ImportNomenclature>().RunAsync(organisation.Acteur(Role.Commercial), new ImportNomenclatureRequest(Encoding.UTF8.GetBytes(Naf)), Token)).Refus);

    private async Task<IReadOnlyList<EntrepriseRow>> ListAsync(Acteur acteur, string activite) =>
        (await db.Get<ListEntreprises>().RunAsync(acteur, new ListEntreprisesRequest(new EntrepriseFiltre { Activite = activite }, new PageRequest(ListEntreprises.ParNom, false, PageCursor.Parse(null))), Token)).Value.Page.Rows;

    private Task<Outcome<NomenclatureChargee>> LoadAsync(byte[] file) => db.Get<ImportNomenclature>().RunAsync(organisation.Acteur(), new ImportNomenclatureRequest(file), Token);
}
