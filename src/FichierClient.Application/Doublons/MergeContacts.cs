using FichierClient.Application.Common;
using FichierClient.Application.Contacts;
using FichierClient.Application.Data;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Doublons;

/// <summary>Makes several contacts one, with all that hangs on them. Refused when one of them changed since it was looked at.</summary>
public sealed class MergeContacts(UseCaseServices services) : UseCase<FusionRequest, FusionFaite>(services)
{
    protected override Permission Permission => Permission.DoublonsMerge;

    protected override Task<Outcome<FusionFaite>> ExecuteAsync(AppDbContext db, Acteur acteur, FusionRequest request, CancellationToken cancellationToken) =>
        new FusionEngine<Contact, ContactSaisie>(FusionContacts.Instance, db, acteur, Clock.GetUtcNow()).MergeAsync(request, cancellationToken);
}
