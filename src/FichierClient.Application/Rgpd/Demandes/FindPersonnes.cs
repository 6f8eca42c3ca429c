using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What the person is looked for by; the trash and records under restriction are searched too.</summary>
public sealed record FindPersonnesRequest(string? Nom, string? Email, string? Telephone);

/// <summary>Looks for the person of a request in the whole file; an address may be a company's too, and the DPO says whose.</summary>
public sealed class FindPersonnes(UseCaseServices services) : UseCase<FindPersonnesRequest, IReadOnlyList<PersonneTrouvee>>(services)
{
    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<PersonneTrouvee>>> ExecuteAsync(AppDbContext db, Acteur acteur, FindPersonnesRequest request, CancellationToken cancellationToken) =>
        Outcome.Of(await PersonnesDuFichier.FindAsync(db, request.Nom, request.Email, request.Telephone, cancellationToken));
}
