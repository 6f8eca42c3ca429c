using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Organisations;

public sealed record ChangePorteeRequest(Role Role, Portee Portee);

public sealed class ChangePorteeValidator : AbstractValidator<ChangePorteeRequest>
{
    public ChangePorteeValidator()
    {
        RuleFor(r => r.Role).IsInEnum();
        RuleFor(r => r.Portee).IsInEnum();
        // An administrator manages every record, and a DPO answers for every person: neither can be kept from a part.
        RuleFor(r => r.Portee).Equal(Portee.Toutes).When(r => r.Role is Role.Administrateur or Role.Dpo).WithMessage(_ => Texts.Get("Portee_toutes"));
    }
}

/// <summary>Sets which records a role sees; members of that role see the change within seconds.</summary>
public sealed class ChangePortee(UseCaseServices services) : UseCase<ChangePorteeRequest, Done>(services)
{
    protected override Permission Permission => Permission.OrganisationManage;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, ChangePorteeRequest request, CancellationToken cancellationToken)
    {
        var reglage = await db.ReglagesRole.SingleOrDefaultAsync(r => r.Role == request.Role, cancellationToken);
        if (reglage is null) db.ReglagesRole.Add(new ReglageRole(db.TenantId, request.Role, request.Portee));
        else reglage.Change(request.Portee);
        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }
}
