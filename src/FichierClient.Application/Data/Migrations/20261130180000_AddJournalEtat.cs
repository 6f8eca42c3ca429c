using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Data.Migrations;

/// <summary>
/// How far this database has followed the journal of erasures, which lies outside of it: a database that was restored stands behind
/// the journal's head, and is brought up to it before anyone is let in.
/// </summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261130180000_AddJournalEtat")]
public sealed class AddJournalEtat : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table journal_etat (
            seul boolean not null default true,
            dernier_seq bigint not null default 0,
            maj_le timestamp with time zone not null default now(),
            cle_id text,
            constraint pk_journal_etat primary key (seul),
            constraint ck_journal_etat_seul check (seul),
            constraint ck_journal_etat_dernier_seq check (dernier_seq >= 0)
        );
        comment on column journal_etat.cle_id is 'non personnelle: empreinte de la clé de l’installation';
        insert into journal_etat default values;
        grant select, update on journal_etat to fichier_app;
        """);
}
