using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record InviteMembreRequest(string Email, Role Role);

/// <summary>What the e-mail is written from. The token exists nowhere else.</summary>
public sealed record InvitationToSend(Guid Id, string Email, string Jeton, string Organisation, string InvitePar, DateTimeOffset ExpireLe);

public sealed class InviteMembreValidator : AbstractValidator<InviteMembreRequest>
{
    public InviteMembreValidator()
    {
        RuleFor(r => r.Email).NotEmpty().MaximumLength(254).Must(ContactSaisieValidator.IsEmail).WithMessage(_ => Texts.Get("Email_invalide")).When(r => !string.IsNullOrWhiteSpace(r.Email), ApplyConditionTo.CurrentValidator);
        RuleFor(r => r.Role).IsInEnum();
    }
}

/// <summary>Invites an address to join with a role, for seven days. The caller sends the e-mail.</summary>
public sealed class InviteMembre(UseCaseServices services) : UseCase<InviteMembreRequest, InvitationToSend>(services)
{
    protected override Permission Permission => Permission.MembresManage;

    protected override async Task<Outcome<InvitationToSend>> ExecuteAsync(AppDbContext db, Acteur acteur, InviteMembreRequest request, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var email = request.Email.Trim().ToLowerInvariant();
        if (await db.Membres.AnyAsync(m => m.Email == email && m.RetireLe == null, cancellationToken))
            return Refus.Regle(Texts.Get("Invitation_deja_membre", email));
        if (await db.Invitations.AnyAsync(i => i.Email == email && i.AccepteeLe == null && i.RevoqueeLe == null && i.ExpireLe > now, cancellationToken))
            return Refus.Regle(Texts.Get("Invitation_en_cours", email));
        var jeton = JetonInvitation.Create();
        var invitation = new Invitation(db.TenantId, email, request.Role, acteur.MembreId, JetonInvitation.Hash(jeton), now);
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync(cancellationToken);
        return await db.ToSendAsync(invitation, jeton, acteur, cancellationToken);
    }
}
