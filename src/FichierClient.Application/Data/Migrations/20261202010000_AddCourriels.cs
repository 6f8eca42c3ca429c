using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>E-mails that are to leave, written with what they tell of; and the one question that their sender asks across organisations.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261202010000_AddCourriels")]
public sealed class AddCourriels : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table courriels (
            tenant_id uuid not null,
            id uuid not null,
            demande_id uuid,
            courrier_id uuid,
            reference text not null,
            destinataire text,
            objet text not null,
            corps text,
            empreinte text not null,
            statut text not null,
            cree_le timestamp with time zone not null,
            essais integer not null,
            prochain_essai_le timestamp with time zone not null,
            envoye_le timestamp with time zone,
            reponse text,
            constraint pk_courriels primary key (tenant_id, id),
            constraint ck_courriels_reste check (statut in ('AEnvoyer', 'NonParti') or (destinataire is null and corps is null)),
            constraint fk_courriels_demandes_tenant_id_demande_id foreign key (tenant_id, demande_id) references demandes (tenant_id, id) on delete cascade,
            constraint fk_courriels_demande_courriers_tenant_id_courrier_id foreign key (tenant_id, courrier_id) references demande_courriers (tenant_id, id) on delete cascade
        );
        create index ix_courriels_tenant_id_demande_id on courriels (tenant_id, demande_id);
        create index ix_courriels_prochain_essai_le on courriels (prochain_essai_le) where statut = 'AEnvoyer';
        call fichier_isolate('courriels');

        -- Whose e-mails are due: keys, no data. Their sender would else ask each organisation again and again.
        create function fichier_courriels_dus(p_jusqua timestamp with time zone) returns uuid[] language sql stable security definer
            set search_path = pg_catalog, public
            return (select coalesce(array_agg(distinct c.tenant_id), '{}') from public.courriels c where c.statut = 'AEnvoyer' and c.prochain_essai_le <= p_jusqua);
        revoke execute on function fichier_courriels_dus(timestamp with time zone) from public;
        grant execute on function fichier_courriels_dus(timestamp with time zone) to fichier_app;
        """);
}
