using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;

namespace FichierClient.Application.Rgpd.Effacements;

/// <param name="Texte">Part of a name, an e-mail address or a phone number in any writing.</param>
/// <param name="Id">Exactly this record; then the text isn't looked at.</param>
public sealed record FindPersonnesEffacablesRequest(string? Texte, Guid? Id);

/// <summary>Persons to erase: of what the search for a person finds, contacts and entreprises that are natural persons.</summary>
public sealed class FindPersonnesEffacables(UseCaseServices services) : UseCase<FindPersonnesEffacablesRequest, IReadOnlyList<PersonneTrouvee>>(services)
{
    private const int ShortestText = 2;

    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<IReadOnlyList<PersonneTrouvee>>> ExecuteAsync(AppDbContext db, Acteur acteur, FindPersonnesEffacablesRequest request, CancellationToken cancellationToken)
    {
        var text = request.Texte?.Trim() ?? "";
        IReadOnlyList<PersonneTrouvee> found = request.Id is { } id
            ? await PersonnesDuFichier.GetAsync(db, id, cancellationToken) is { } one ? [one] : []
            : text.Length < ShortestText ? [] : await PersonnesDuFichier.FindAsync(db, text, text, text, cancellationToken);
        return Outcome.Of<IReadOnlyList<PersonneTrouvee>>([.. found.Where(f => f.EstPersonne)]);
    }
}
