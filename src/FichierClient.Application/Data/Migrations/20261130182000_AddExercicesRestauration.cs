using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>When a backup was last restored for practice, and what came of it: the operator's command writes it, the DPO's dashboard reads it.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130182000_AddExercicesRestauration")]
public sealed class AddExercicesRestauration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table exercices_restauration (
            id uuid not null,
            fait_le timestamp with time zone not null,
            sauvegarde_le timestamp with time zone not null,
            entrees_rejouees integer not null,
            traces_trouvees bigint not null,
            reussi boolean not null,
            constraint pk_exercices_restauration primary key (id)
        );
        create index ix_exercices_restauration_fait_le on exercices_restauration (fait_le);
        grant select on exercices_restauration to fichier_app;
        """);
}
