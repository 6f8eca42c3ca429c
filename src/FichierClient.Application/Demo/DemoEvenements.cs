using FichierClient.Domain.Evenements;

namespace FichierClient.Application.Demo;

/// <summary>Calls, visits and notes of the last year on two entreprises in five, some with a rappel.</summary>
internal sealed class DemoEvenements(DemoTable table, DemoEquipe equipe, DemoSize size, DateOnly today, DateTimeOffset now)
{
    private const long Stream = 4L << 46;

    private static readonly (TypeEvenement Type, string Texte)[] Textes =
    [
        (TypeEvenement.Appel, "Appel de suivi : satisfait de la dernière livraison."), (TypeEvenement.Appel, "N’a pas répondu, message laissé au standard."),
        (TypeEvenement.Appel, "Demande un devis pour renouveler le mobilier du rez-de-chaussée."), (TypeEvenement.RendezVous, "Visite des locaux, prise de mesures pour l’atelier."),
        (TypeEvenement.RendezVous, "Rendez-vous au siège : budget de l’année prochaine en discussion."), (TypeEvenement.Email, "Envoi du nouveau tarif et du catalogue."),
        (TypeEvenement.Email, "Relance du devis du mois dernier."), (TypeEvenement.Note, "Change de responsable achats en janvier."),
        (TypeEvenement.Note, "Préfère être livré avant 9 h, quai côté cour."), (TypeEvenement.Note, "Compare avec un concurrent sur les consommables."),
    ];

    public Task FillAsync(DemoFiche[] fiches, Guid[] contacts, CancellationToken cancellationToken) =>
        table.FillAsync("evenements", "tenant_id, id, type, survenu_le, auteur_id, entreprise_id, contact_id, texte, rappel_le, rappel_pour_id, rappel_fait_le",
            Rows(fiches, contacts), cancellationToken);

    private IEnumerable<object?[]> Rows(DemoFiche[] fiches, Guid[] contacts)
    {
        for (var i = 0; i < fiches.Length; i++)
        {
            var random = new DemoRandom(size.Seed, Stream + i);
            if (fiches[i].Commercial == DemoEntreprises.Personne || !random.Chance(0.4)) continue;
            var membre = equipe.Commerciaux[fiches[i].Commercial].Id;
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var (type, texte) = random.Pick(Textes);
                var le = now.AddDays(-random.Next(1, 360)).AddMinutes(-random.Next(0, 400));
                DateOnly? rappel = random.Chance(0.15) ? today.AddDays(random.Next(-8, 25)) : null;
                Guid? contact = i < contacts.Length && random.Chance(0.5) ? contacts[i] : null;
                DateTimeOffset? fait = rappel < today && random.Chance(0.5) ? now.AddDays(-1) : null;
                yield return
                [
                    equipe.TenantId, random.Id(le), type.ToString(), le, membre, fiches[i].Id, contact, texte, rappel, rappel is null ? null : membre, fait,
                ];
            }
        }
    }
}
