using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Evenements;
using FichierClient.Domain.Entreprises;
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
/// Gives a member's entreprises, with their history, and open rappels to another: those rappels whose sheet the other sees.
/// What stands under restriction stays (RGPD art. 18).
/// </summary>
public sealed class GiveCharge(UseCaseServices services, ActeurSource acteurs) : UseCase<GiveChargeRequest, ChargeDonnee>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<ChargeDonnee>> ExecuteAsync(AppDbContext db, Acteur acteur, GiveChargeRequest request, CancellationToken cancellationToken)
    {
        var role = await db.Membres.Where(m => m.Id == request.AId && m.RetireLe == null).Select(m => (Role?)m.Role).SingleOrDefaultAsync(cancellationToken);
        if (role is null or Role.Dpo or Role.Lecteur || await acteurs.OfAsync(db.TenantId, request.AId, cancellationToken) is not { } autre) return Refus.Regle(Texts.Get("Charge_membre"));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var entreprises = await MoveEntreprisesAsync(db, request, cancellationToken);
        var open = db.Evenements.VisibleTo(autre, db).Where(e => e.RappelPourId == request.DeId && e.RappelLe != null && e.RappelFaitLe == null && e.SupprimeLe == null);
        if (request.Seulement is { } seulement) open = open.Where(e => seulement.Rappels.Contains(e.Id));
        var rappels = await open.Select(e => e.Id).ToListAsync(cancellationToken);
        await db.Evenements.Where(e => rappels.Contains(e.Id)).ExecuteUpdateAsync(s => s.SetProperty(e => e.RappelPourId, request.AId), cancellationToken);
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
                where tenant_id = {db.TenantId} and responsable_id = {request.DeId} and limite_le is null and supprime_le is null and ({all} or id = any ({only}))
                returning id),
            told as (
                insert into modifications (tenant_id, id, sujet, sujet_id, champ, ancien, nouveau, fait_le, membre_id)
                select {db.TenantId}, gen_random_uuid(), {sujet}, id, {champ}, {request.DeId.ToString()}, {request.AId.ToString()}, {now}, {db.MembreId} from given)
            select id "Value" from given
            """).ToListAsync(cancellationToken);
    }
}
