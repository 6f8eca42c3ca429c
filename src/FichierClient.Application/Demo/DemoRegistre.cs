using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Registre;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Demo;

/// <summary>A register in use: contact blocks, most sheets validated, places outside; some contacts from a fair's list who wait to be told, some silent for four years.</summary>
internal static class DemoRegistre
{
    private const int DeSalon = 12, Silencieux = 9;

    private static readonly string[] Valides = ["clients", "prospection", "facturation", "demandes-droits", "opposition"];

    private static readonly (string Code, string Nom, NatureLieu Nature, string Ou, string Qui, string? Cle)[] Lieux =
    [
        ("clients", "Clients 2019-2024.xlsx", NatureLieu.Tableur, "Serveur de fichiers, dossier Commerce", "Direction commerciale", "Code client"),
        ("clients", "Boîte contact@", NatureLieu.Messagerie, "Messagerie de l’entreprise", "Assistante commerciale", "Adresse e-mail"),
        ("prospection", "Outil d’envoi de la lettre mensuelle", NatureLieu.Emailing, "Hébergé en France", "Marketing", "Adresse e-mail"),
        ("clients", "Support technique", NatureLieu.SupportClient, "Hébergé en Irlande", "Service après-vente", null),
    ];

    public static async Task FillAsync(AppDbContext db, DemoTable table, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await RegistreInitial.EnsureAsync(db, now, cancellationToken);
        var dpo = await db.Membres.Where(m => m.RetireLe == null).OrderByDescending(m => m.Role == Role.Dpo).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellationToken);
        db.AddRange(Acteur(db.TenantId, RoleActeur.Responsable, "Fontaine", "Claire", "Direction"), Acteur(db.TenantId, RoleActeur.Dpo, dpo?.Nom, null, null));
        var traitements = await db.Traitements.Where(t => t.Code != null).ToDictionaryAsync(t => t.Code!, cancellationToken);
        foreach (var code in dpo is null ? [] : Valides)
        {
            traitements[code].Submit();
            db.Add(traitements[code].Validate(null, dpo!.Id, now));
        }

        foreach (var (code, nom, nature, ou, qui, cle) in Lieux)
        {
            var lieu = new LieuExterne(db.TenantId, traitements[code].Id, nom);
            lieu.Describe(nom, nature, ou, qui, cle);
            db.Add(lieu);
        }

        await db.SaveChangesAsync(cancellationToken);
        await PersonsAsync(db, table, now, cancellationToken);
    }

    private static async Task PersonsAsync(AppDbContext db, DemoTable table, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await table.ExecuteAsync($"""
            insert into provenances (tenant_id, id, sujet, sujet_id, source, partie, base_legale, constate_le)
            select $1, gen_random_uuid(), 'Contact', c.id, case when row_number() over (order by c.id) % 3 = 0 then 'Chambre de commerce, annuaire 2026' else 'Salon Bureaux 2026, liste des visiteurs' end, 'Tiers', 'InteretLegitime',
                $2 - make_interval(days => (row_number() over (order by c.id) * 4)::integer)
            from (select id from contacts where tenant_id = $1 order by id limit {DeSalon}) c
            """, cancellationToken, db.TenantId, now);
        await table.ExecuteAsync($"""
            with silencieux as (
                select c.id from contacts c where c.tenant_id = $1 and not exists (select from evenements e where e.tenant_id = $1 and e.contact_id = c.id)
                    and not exists (select from contact_liens l join ventes v on v.tenant_id = l.tenant_id and v.entreprise_id = l.entreprise_id where l.tenant_id = $1 and l.contact_id = c.id)
                order by c.id desc limit {Silencieux}),
                dates as (update provenances p set constate_le = $2 - interval '4 years' from silencieux s where p.tenant_id = $1 and p.sujet_id = s.id)
            update contacts c set cree_le = $2 - interval '4 years' from silencieux s where c.tenant_id = $1 and c.id = s.id
            """, cancellationToken, db.TenantId, now);
    }

    private static ActeurRegistre Acteur(Guid tenantId, RoleActeur role, string? nom, string? prenom, string? societe)
    {
        var acteur = new ActeurRegistre(tenantId, role);
        acteur.Name(nom, prenom, societe);
        acteur.Reach(new ActeurFiche { Adresse = "12 rue de l’Atelier", CodePostal = "69003", Ville = "Lyon", Pays = "France", Telephone = "04 72 00 00 00", Email = role == RoleActeur.Dpo ? "dpo@demo.example" : "direction@demo.example" });
        return acteur;
    }
}
