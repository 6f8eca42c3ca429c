using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Entreprises;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

/// <summary>What waits for a member: the entreprises that he looks after and the rappels that he has to do.</summary>
public sealed record Charge(int Entreprises, int Rappels)
{
    public bool EstVide => Entreprises == 0 && Rappels == 0;
}

/// <summary>What would be left without anybody when a member goes.</summary>
public sealed class GetChargeMembre(UseCaseServices services) : UseCase<Guid, Charge>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<Charge>> ExecuteAsync(AppDbContext db, Acteur acteur, Guid request, CancellationToken cancellationToken) => new Charge(
        await db.Entreprises.Usable().CountAsync(e => e.ResponsableId == request, cancellationToken),
        await db.Evenements.CountAsync(e => e.RappelPourId == request && e.RappelLe != null && e.RappelFaitLe == null && e.SupprimeLe == null, cancellationToken));
}

/// <param name="DeId">Whose it is.</param>
/// <param name="AId">Who gets it: an active member who sells.</param>
/// <param name="Seulement">Gives back just this; null: everything.</param>
public sealed record GiveChargeRequest(Guid DeId, Guid AId, ChargeDonnee? Seulement = null);

/// <summary>What was given, which gives it back.</summary>
public sealed record ChargeDonnee(IReadOnlyList<Guid> Entreprises, IReadOnlyList<Guid> Rappels);

public sealed class GiveChargeValidator : AbstractValidator<GiveChargeRequest>
{
    public GiveChargeValidator() => RuleFor(r => r.AId).NotEqual(r => r.DeId);
}

/// <summary>
/// Gives a member's entreprises and open rappels to another, both with history: those rappels whose sheet the other sees.
/// What stands under restriction stays, and so do its rappels (RGPD art. 18). What was given can be given back to whatever role it came from.
/// </summary>
public sealed class GiveCharge(UseCaseServices services, ActeurSource acteurs) : UseCase<GiveChargeRequest, ChargeDonnee>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<ChargeDonnee>> ExecuteAsync(AppDbContext db, Acteur acteur, GiveChargeRequest request, CancellationToken cancellationToken)
    {
        var role = await db.Membres.Where(m => m.Id == request.AId && m.RetireLe == null).Select(m => (Role?)m.Role).SingleOrDefaultAsync(cancellationToken);
        if (role is null || (role is Role.Dpo or Role.Lecteur && request.Seulement is null) || await acteurs.OfAsync(db.TenantId, request.AId, cancellationToken) is not { } autre) return Refus.Regle(Texts.Get("Charge_membre"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var entreprises = await MoveEntreprisesAsync(db, request, cancellationToken);
        var open = db.Evenements.VisibleTo(autre, db).Where(e => e.RappelPourId == request.DeId && e.RappelLe != null && e.RappelFaitLe == null && e.SupprimeLe == null
            && !db.Entreprises.Any(x => x.Id == e.EntrepriseId && x.LimiteLe != null) && !db.Contacts.Any(c => c.Id == e.ContactId && c.LimiteLe != null));
        if (request.Seulement is { } seulement) open = open.Where(e => seulement.Rappels.Contains(e.Id));
        var rappels = await MoveRappelsAsync(db, request, await open.Select(e => e.Id).ToArrayAsync(cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ChargeDonnee(entreprises, rappels);
    }

    /// <summary>In one statement: a member may have looked after a hundred thousand.</summary>
    private Task<List<Guid>> MoveEntreprisesAsync(AppDbContext db, GiveChargeRequest request, CancellationToken cancellationToken)
    {
        var (now, only, all) = (Clock.GetUtcNow(), request.Seulement?.Entreprises.ToArray() ?? [], request.Seulement is null);
        var (sujet, champ) = (nameof(Sujet.Entreprise), nameof(Entreprise.ResponsableId));
        return db.Database.SqlQuery<Guid>($"""
            with given as (
                update entreprises set responsable_id = {request.AId}, modifie_le = {now}
                where tenant_id = {db.TenantId} and responsable_id = {request.DeId} and limite_le is null and supprime_le is null
                    and ({all} or (id = any ({only}) and exists (select 1 from modifications m where m.tenant_id = entreprises.tenant_id and m.sujet = {sujet} and m.sujet_id = entreprises.id
                        and m.champ = {champ} and m.ancien = {request.AId.ToString()} and m.nouveau = {request.DeId.ToString()})))
                returning id),
            told as (
                insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id)
                select {db.TenantId}, gen_random_uuid(), {sujet}, id, {champ}, {request.DeId.ToString()}, {request.AId.ToString()}, {now}, {db.MembreId} from given)
            select id "Value" from given
            """).ToListAsync(cancellationToken);
    }

    /// <summary>Told in the history of each sheet once; a rappel's own sheet is the entreprise's where it has one.</summary>
    private Task<List<Guid>> MoveRappelsAsync(AppDbContext db, GiveChargeRequest request, Guid[] ids, CancellationToken cancellationToken)
    {
        var (entreprise, contact, champ) = (nameof(Sujet.Entreprise), nameof(Sujet.Contact), nameof(Evenement.RappelPourId));
        return db.Database.SqlQuery<Guid>($"""
            with given as (
                update evenements set rappel_pour_id = {request.AId} where tenant_id = {db.TenantId} and id = any ({ids}) and rappel_pour_id = {request.DeId}
                returning id, entreprise_id, contact_id),
            told as (
                insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id)
                select {db.TenantId}, gen_random_uuid(), sujet, fiche, {champ}, {request.DeId.ToString()}, {request.AId.ToString()}, {Clock.GetUtcNow()}, {db.MembreId}
                from (select distinct case when entreprise_id is null then {contact} else {entreprise} end as sujet, coalesce(entreprise_id, contact_id) as fiche from given) s)
            select id "Value" from given
            """).ToListAsync(cancellationToken);
    }
}
