using System.Linq.Expressions;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Evenements;

namespace FichierClient.Application.Evenements;

/// <summary>An event of a time line.</summary>
public sealed record EvenementRow(Guid Id, TypeEvenement Type, DateTimeOffset SurvenuLe, string? Texte)
{
    public Guid? AuteurId { get; init; }

    /// <summary>Null: the system, or the person concerned.</summary>
    public string? Auteur { get; init; }

    public Guid? EntrepriseId { get; init; }
    public string? Entreprise { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public DateOnly? RappelLe { get; init; }
    public Guid? RappelPourId { get; init; }
    public string? RappelPour { get; init; }
    public DateTimeOffset? RappelFaitLe { get; init; }

    /// <summary>It came from the person.</summary>
    public bool DeLaPersonne { get; init; }
    public uint Version { get; init; }

    public bool RappelOuvert => RappelLe is not null && RappelFaitLe is null;

    /// <summary>The projection, with the names beside the ids; a record in the trash or out of sight has no name.</summary>
    internal static Expression<Func<Evenement, EvenementRow>> From(AppDbContext db, Acteur acteur) => e => new EvenementRow(e.Id, e.Type, e.SurvenuLe, e.Texte)
    {
        AuteurId = e.AuteurId,
        Auteur = db.Membres.Where(m => m.TenantId == e.TenantId && m.Id == e.AuteurId).Select(m => m.Nom).FirstOrDefault(),
        EntrepriseId = e.EntrepriseId,
        Entreprise = db.Entreprises.VisibleTo(acteur).Where(x => x.TenantId == e.TenantId && x.Id == e.EntrepriseId).Select(x => x.RaisonSociale).FirstOrDefault(),
        ContactId = e.ContactId,
        Contact = db.Contacts.VisibleTo(acteur, db).Where(c => c.TenantId == e.TenantId && c.Id == e.ContactId).Select(c => c.NomComplet).FirstOrDefault(),
        RappelLe = e.RappelLe,
        RappelPourId = e.RappelPourId,
        RappelPour = db.Membres.Where(m => m.TenantId == e.TenantId && m.Id == e.RappelPourId).Select(m => m.Nom).FirstOrDefault(),
        RappelFaitLe = e.RappelFaitLe,
        DeLaPersonne = e.DeLaPersonne,
        Version = e.Version,
    };
}
