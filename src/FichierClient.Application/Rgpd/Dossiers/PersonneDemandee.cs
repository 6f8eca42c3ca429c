using System.Net.Mail;
using FichierClient.Application.Common;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Demandes;
using Npgsql;

namespace FichierClient.Application.Rgpd.Dossiers;

/// <summary>Whom a request is about, as an erasure would look for her: all of her records, those merged into them, and whatever they were ever known by.</summary>
internal static class PersonneDemandee
{
    /// <param name="connection">Open on the organisation.</param>
    /// <param name="demande">With its records.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Personne> ReadAsync(NpgsqlConnection connection, DemandeDroit demande, CancellationToken cancellationToken)
    {
        var known = new List<Personne>();
        var fiches = demande.Personnes.Select(p => p.ContactId is { } contact ? (Sujet: Sujet.Contact, Id: contact) : (Sujet: Sujet.Entreprise, Id: p.EntrepriseId ?? Guid.Empty)).Where(f => f.Id != Guid.Empty).ToList();
        foreach (var (sujet, id) in fiches)
            if (await Personne.ReadAsync(connection, demande.TenantId, sujet, id, cancellationToken) is { } personne) known.Add(personne);
        return new Personne(
            known.Count > 0 ? known[0].Sujet : Sujet.Contact,
            [.. known.SelectMany(p => p.Ids).Concat(fiches.Select(f => f.Id)).Distinct()],
            [.. known.SelectMany(p => p.Aiguilles).Concat(Declared(demande)).Distinct()],
            [.. known.SelectMany(p => p.EntrepriseIds).Distinct()]);
    }

    /// <summary>What she says of herself: her identity is settled, and a text may know her by what her record doesn't. A name of one word would find everybody.</summary>
    private static IEnumerable<Aiguille> Declared(DemandeDroit demande)
    {
        if (demande.Email is { } email && MailAddress.TryCreate(email, out _)) yield return new Aiguille(GenreAiguille.Email, email.ToLowerInvariant());
        if (demande.Telephone is { } telephone && Telephones.E164(telephone) is { } e164) yield return new Aiguille(GenreAiguille.Telephone, e164);
        if (TexteNormalise.Of(demande.Nom) is { Length: >= 5 } nom && nom.Contains(' ', StringComparison.Ordinal)) yield return new Aiguille(GenreAiguille.NomComplet, nom);
    }
}
