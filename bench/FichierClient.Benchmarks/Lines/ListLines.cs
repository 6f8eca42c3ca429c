using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;

namespace FichierClient.Benchmarks.Lines;

/// <summary>Fifty entreprises, by CA 12 mois or by name: the first page, the thousandth, and one filter at a time.</summary>
internal static class ListLines
{
    private const int Deep = 50_000;

    private const string Columns = """
        select e.id, e.raison_sociale, e.nom_commercial, e.facturation_commune, e.siren, e.statut_manuel, e.responsable_id, m.nom, c.nom, s.ca_12m, s.ca_12m_precedents,
            s.derniere_vente, s.nb_factures, s.nb_factures_12m, e.supprime_le,
            array(select t.nom from entreprise_etiquettes l join etiquettes t on t.tenant_id = $1 and t.id = l.etiquette_id where l.tenant_id = $1 and l.entreprise_id = e.id order by t.nom),
            s.douze_mois, s.mois
        from entreprises e join entreprise_stats s on s.tenant_id = $1 and s.entreprise_id = e.id
        left join membres m on m.tenant_id = $1 and m.id = e.responsable_id left join canaux c on c.tenant_id = $1 and c.id = e.canal_id
        where e.tenant_id = $1 and e.supprime_le is null
        """;

    public static async Task<IEnumerable<Line>> Of(World world)
    {
        var list = world.Get<ListEntreprises>();
        var ca = (Key: await world.ScalarAsync<long>("select ca_12m from entreprise_stats where tenant_id = $1 order by ca_12m desc, entreprise_id desc offset $2 limit 1", Depth(world)), Id: Guid.Empty);
        ca.Id = await world.ScalarAsync<Guid>("select entreprise_id from entreprise_stats where tenant_id = $1 order by ca_12m desc, entreprise_id desc offset $2 limit 1", Depth(world));
        var nom = (Key: await world.ScalarAsync<string>("select recherche from entreprises where tenant_id = $1 order by recherche, id offset $2 limit 1", Depth(world)), Id: Guid.Empty);
        nom.Id = await world.ScalarAsync<Guid>("select id from entreprises where tenant_id = $1 order by recherche, id offset $2 limit 1", Depth(world));
        var responsable = await world.ScalarAsync<Guid>("select id from membres where tenant_id = $1 and role = 'Commercial' order by id limit 1");
        var canal = await world.ScalarAsync<Guid>("select id from canaux where tenant_id = $1 order by nom limit 1");
        var etiquette = await world.ScalarAsync<Guid>("select id from etiquettes where tenant_id = $1 order by nom limit 1");

        Line Make(string name, EntrepriseFiltre filtre, PageRequest page, string where, string order, params object[] values) => new(
            name, () => world.RunAsync(list, new ListEntreprisesRequest(filtre, page)),
            () => world.SqlAsync([$"{Columns} {where} order by {order} limit 51"], values), 1.5, 5);

        const string ByCa = "s.ca_12m desc, s.entreprise_id desc", ByNom = "e.recherche, e.id";
        var (first, firstName) = (new PageRequest(ListEntreprises.ParCa, true, PageCursor.First), new PageRequest(ListEntreprises.ParNom, false, PageCursor.First));
        return
        [
            Make("list by CA 12 mois, page 1", new(), first, "", ByCa),
            Make("list by CA 12 mois, page 1,000", new(), first with { Cursor = new PageCursor(PageMove.After, ca.Key.ToString(CultureInfo.InvariantCulture), ca.Id) }, "and (s.ca_12m, s.entreprise_id) < ($2, $3)", ByCa, ca.Key, ca.Id),
            Make("list by name, page 1", new(), firstName, "", ByNom),
            Make("list by name, page 1,000", new(), firstName with { Cursor = new PageCursor(PageMove.After, nom.Key, nom.Id) }, "and (e.recherche, e.id) > ($2, $3)", ByNom, nom.Key, nom.Id),
            Make("list by CA, one responsable", new() { Responsables = [responsable] }, first, "and e.responsable_id = $2", ByCa, responsable),
            Make("list by name, one responsable", new() { Responsables = [responsable] }, firstName, "and e.responsable_id = $2", ByNom, responsable),
            Make("list by CA, one canal", new() { Canaux = [canal] }, first, "and e.canal_id = $2", ByCa, canal),
            Make("list by CA, one département", new() { Departements = ["2A"] }, first, "and e.departement = $2", ByCa, "2A"),
            Make("list by name, one département", new() { Departements = ["2A"] }, firstName, "and e.departement = $2", ByNom, "2A"),
            Make("list by CA, one étiquette", new() { Etiquettes = [etiquette] }, first, "and exists (select from entreprise_etiquettes l where l.tenant_id = $1 and l.entreprise_id = e.id and l.etiquette_id = $2)", ByCa, etiquette),
            Make("list by CA, who slow down", new() { Ralentit = true }, first, "and s.ralentit_le <= current_date and s.nb_factures_12m > 0", ByCa),
            Make("list by name, CA of 10,000 to 20,000", new() { Ca12Min = 10_000, Ca12Max = 20_000 }, firstName, "and s.ca_12m between 1000000 and 2000000", ByNom),
            Make("list by town, page 1", new(), first with { Sort = ListEntreprises.ParVille, Descending = false }, "", "e.ville, e.id"),
            Make("list by CA, postcode 69…", new() { CodePostal = "69" }, first, "and starts_with(e.facturation_code_postal, $2)", ByCa, "69"),
            Make("list by CA, potentiel above 50,000", new() { PotentielMin = 50_000 }, first, "and e.potentiel >= 50000", ByCa),
            Make("list by CA, no exchange for 90 days", new() { EchangeAvant = DateTimeOffset.UtcNow.AddDays(-90), SansEchange = true }, first,
                """
                and not exists (select from evenements v where v.tenant_id = $1 and v.entreprise_id = e.id and v.supprime_le is null
                    and v.type = any ('{Appel,Email,RendezVous,Visite,Formulaire}') and v.survenu_le >= now() - interval '90 days')
                """, ByCa),
            new("count of the list, up to 1,000", () => world.RunAsync(world.Get<CountEntreprises>(), new CountEntreprisesRequest(new EntrepriseFiltre())), null, null, 5),
        ];
    }

    private static int Depth(World world) => Math.Min(Deep, (int)world.ScalarAsync<long>("select count(*) / 2 from entreprises where tenant_id = $1").GetAwaiter().GetResult());
}
