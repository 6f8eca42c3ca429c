using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Common;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <param name="Texte">Part of a name, an e-mail address or a phone number in any writing.</param>
/// <param name="Id">Exactly this record; then the text isn't looked at.</param>
public sealed record FindPersonnesEffacablesRequest(string? Texte, Guid? Id);

/// <summary>A person of the file: a contact, or an entreprise that is one.</summary>
public sealed record PersonneEffacable(Sujet Sujet, Guid Id, string Nom, string Detail);

/// <summary>Persons to erase, the trash included; merged records answer with the one that stands for them.</summary>
public sealed class FindPersonnesEffacables(UseCaseServices services) : UseCase<FindPersonnesEffacablesRequest, IReadOnlyList<PersonneEffacable>>(services)
{
    private const int Shown = 20;

    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<IReadOnlyList<PersonneEffacable>>> ExecuteAsync(AppDbContext db, Acteur acteur, FindPersonnesEffacablesRequest request, CancellationToken cancellationToken)
    {
        // The right to erasure holds for what is in the trash too.
        string[] trash = [AppDbContext.CorbeilleFilter];
        var contacts = db.Contacts.IgnoreQueryFilters(trash).AsNoTracking().Where(c => c.SurvivantId == null);
        var entreprises = db.Entreprises.IgnoreQueryFilters(trash).AsNoTracking().Where(e => e.SurvivantId == null && e.EstPersonnePhysique);
        if (request.Id is { } id) (contacts, entreprises) = (contacts.Where(c => c.Id == id), entreprises.Where(e => e.Id == id));
        else
        {
            var text = TexteNormalise.Of(request.Texte);
            var mail = request.Texte?.Trim().ToLowerInvariant() ?? "";
            var phone = Telephones.E164(request.Texte);
            if (text.Length < 2) return Outcome.Of<IReadOnlyList<PersonneEffacable>>([]);
            contacts = contacts.Where(c => c.Recherche.Contains(text) || c.Emails.Any(e => e.Adresse == mail) || c.Telephones.Any(t => t.E164 != null && t.E164 == phone));
            entreprises = entreprises.Where(e => e.Recherche.Contains(text) || e.Email == mail);
        }

        var people = await contacts.OrderBy(c => c.Tri).Take(Shown)
            .Select(c => new PersonneEffacable(Sujet.Contact, c.Id, c.NomComplet, c.Emails.OrderByDescending(e => e.Prefere).Select(e => e.Adresse).FirstOrDefault() ?? "")).ToListAsync(cancellationToken);
        people.AddRange(await entreprises.OrderBy(e => e.RaisonSociale).Take(Shown)
            .Select(e => new PersonneEffacable(Sujet.Entreprise, e.Id, e.RaisonSociale, e.Siren ?? "")).ToListAsync(cancellationToken));
        return Outcome.Of<IReadOnlyList<PersonneEffacable>>(people);
    }
}
