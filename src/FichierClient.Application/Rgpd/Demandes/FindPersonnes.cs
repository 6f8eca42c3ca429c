using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Recherche;
using FichierClient.Domain.Organisations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Demandes;

/// <summary>What the person is looked for by; the trash and records under restriction are searched too.</summary>
public sealed record FindPersonnesRequest(string? Nom, string? Email, string? Telephone);

/// <summary>A record that may be about the person.</summary>
/// <param name="Id">The record.</param>
/// <param name="EstContact">A contact; otherwise an entreprise.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Detail">What tells it from others.</param>
/// <param name="Sur">Found by address or number; otherwise by its name alone.</param>
public sealed record PersonneTrouvee(Guid Id, bool EstContact, string Nom, string? Detail, bool Sur);

/// <summary>Looks for a person in the whole file by name without accents, e-mail address and phone in any writing.</summary>
public sealed class FindPersonnes(UseCaseServices services) : UseCase<FindPersonnesRequest, IReadOnlyList<PersonneTrouvee>>(services)
{
    private const int Shown = 20;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<PersonneTrouvee>>> ExecuteAsync(AppDbContext db, Acteur acteur, FindPersonnesRequest request, CancellationToken cancellationToken)
    {
        var email = string.IsNullOrWhiteSpace(request.Email) ? null : request.Email.Trim().ToLowerInvariant();
        var e164 = Telephones.E164(request.Telephone);
        var words = string.IsNullOrWhiteSpace(request.Nom) ? [] : SearchWords.Of(request.Nom.Trim()).Parts;
        // The rights of a person hold for what lies in the trash too.
        var contacts = db.Contacts.AsNoTracking().IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(c => c.SurvivantId == null);
        var entreprises = db.Entreprises.AsNoTracking().IgnoreQueryFilters([AppDbContext.CorbeilleFilter]).Where(e => e.SurvivantId == null);
        var rows = new List<PersonneTrouvee>();
        if (email is not null || e164 is not null)
        {
            rows.AddRange(await contacts.Where(c => c.Emails.Any(m => m.Adresse == email) || c.Telephones.Any(t => t.E164 == e164)).Take(Shown)
                .Select(c => new PersonneTrouvee(c.Id, true, c.NomComplet, c.Emails.Select(m => m.Adresse).FirstOrDefault(), true)).ToListAsync(cancellationToken));
            rows.AddRange(await entreprises.Where(e => e.Email == email || e.Telephones.Any(t => t.E164 == e164)).Take(Shown)
                .Select(e => new PersonneTrouvee(e.Id, false, e.RaisonSociale, e.Facturation.Commune, true)).ToListAsync(cancellationToken));
        }

        if (words.Length > 0)
        {
            foreach (var word in words)
            {
                contacts = contacts.Where(c => EF.Functions.Like(c.Recherche, word));
                entreprises = entreprises.Where(e => EF.Functions.Like(e.Recherche, word));
            }

            rows.AddRange(await contacts.OrderBy(c => c.Tri).Take(Shown).Select(c => new PersonneTrouvee(c.Id, true, c.NomComplet, c.Emails.Select(m => m.Adresse).FirstOrDefault(), false)).ToListAsync(cancellationToken));
            rows.AddRange(await entreprises.Where(e => e.EstPersonnePhysique).OrderBy(e => e.Recherche).Take(Shown)
                .Select(e => new PersonneTrouvee(e.Id, false, e.RaisonSociale, e.Facturation.Commune, false)).ToListAsync(cancellationToken));
        }

        return Outcome.Of<IReadOnlyList<PersonneTrouvee>>([.. rows.DistinctBy(r => r.Id)]);
    }
}
