using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FichierClient.Application.Identity.Migrations;

/// <summary>
/// Says of each column of the accounts what personal data it holds (rgpd.md 3.2). These properties are the Identity
/// library's, so the mark that others carry as an attribute is a comment here.
/// </summary>
[DbContext(typeof(AccountsDbContext))]
[Migration("20261124231000_ClassifyAccounts")]
public sealed class ClassifyAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        comment on column comptes.utilisateurs.user_name is 'donnée personnelle: coordonnees, supprimer';
        comment on column comptes.utilisateurs.normalized_user_name is 'donnée personnelle: coordonnees, supprimer';
        comment on column comptes.utilisateurs.email is 'donnée personnelle: coordonnees, supprimer';
        comment on column comptes.utilisateurs.normalized_email is 'donnée personnelle: coordonnees, supprimer';
        comment on column comptes.utilisateurs.phone_number is 'donnée personnelle: coordonnees, supprimer';
        comment on column comptes.utilisateurs.password_hash is 'donnée personnelle: connexion, supprimer';
        comment on column comptes.utilisateurs.security_stamp is 'non personnelle: nombre aléatoire';
        comment on column comptes.utilisateurs.concurrency_stamp is 'non personnelle: nombre aléatoire';
        comment on column comptes.utilisateur_claims.claim_type is 'non personnelle: nom technique';
        comment on column comptes.utilisateur_claims.claim_value is 'donnée personnelle: connexion, supprimer';
        comment on column comptes.utilisateur_logins.login_provider is 'non personnelle: nom technique';
        comment on column comptes.utilisateur_logins.provider_key is 'donnée personnelle: connexion, supprimer';
        comment on column comptes.utilisateur_logins.provider_display_name is 'non personnelle: nom technique';
        comment on column comptes.utilisateur_tokens.login_provider is 'non personnelle: nom technique';
        comment on column comptes.utilisateur_tokens.name is 'non personnelle: nom technique';
        comment on column comptes.utilisateur_tokens.value is 'donnée personnelle: connexion, supprimer';
        comment on column comptes.utilisateur_passkeys.credential_id is 'donnée personnelle: connexion, supprimer';
        comment on column comptes.utilisateur_passkeys.data is 'donnée personnelle: connexion, supprimer';
        comment on column comptes.data_protection_keys.friendly_name is 'non personnelle: nom de clé';
        comment on column comptes.data_protection_keys.xml is 'non personnelle: clé de chiffrement';
        """);
}
