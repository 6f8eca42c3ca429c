using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.TableauDeBord;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.TableauDeBord;

public sealed record ListClientsAVoirRequest(TableauFiltre Filtre);

/// <param name="Nouveaux">First facture within the period.</param>
/// <param name="Ralentissent">Today silent for more than twice their usual gap, with a facture within 12 months.</param>
/// <param name="Perdus">No facture within 12 months, had one before.</param>
public sealed record ClientsAVoir(ClientsListe Nouveaux, ClientsListe Ralentissent, ClientsListe Perdus);

/// <param name="Filtre">What their list is limited to.</param>
/// <param name="Nombre">All of them.</param>
/// <param name="Premiers">Those that weigh most.</param>
public sealed record ClientsListe(EntrepriseFiltre Filtre, int Nombre, IReadOnlyList<ClientAVoirRow> Premiers);

/// <param name="Id">The entreprise.</param>
/// <param name="Nom">Its name.</param>
/// <param name="Jour">The first facture of a new client, the latest of another.</param>
/// <param name="Ca">CA of the last 12 months; of the 12 before for a lost client.</param>
public sealed record ClientAVoirRow(Guid Id, string Nom, DateOnly Jour, decimal Ca);

/// <summary>The lists that ask for action, by the predicates of the list of entreprises.</summary>
public sealed class ListClientsAVoir(UseCaseServices services, FiguresClock figures) : UseCase<ListClientsAVoirRequest, ClientsAVoir>(services)
{
    private const int Shown = 5;

    protected override Permission Permission => Permission.FiguresRead;

    protected override async Task<Outcome<ClientsAVoir>> ExecuteAsync(AppDbContext db, Acteur acteur, ListClientsAVoirRequest request, CancellationToken cancellationToken)
    {
        var today = await figures.TodayAsync(db, cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var plage = (await db.PeriodeAsync(request.Filtre, today, cancellationToken)).Plage;
        var clients = request.Filtre.Entreprises();
        var listes = new[]
        {
            clients with { PremiereVenteMin = plage.Du, PremiereVenteMax = plage.Au },
            clients with { Ralentit = true },
            clients with { Perdu = true },
        };
        var nombres = await CountAsync(db, acteur, clients, plage, today, cancellationToken);
        var lignes = await Lignes(db, acteur, listes, today).ToListAsync(cancellationToken);

        ClientsListe Liste(int index) => new(listes[index], nombres[index], [.. lignes.Where(l => l.Liste == index)
            .OrderByDescending(l => l.Poids).ThenBy(l => l.Id).Select(l => new ClientAVoirRow(l.Id, l.Nom, l.Jour, l.Poids / 100m))]);
        return new ClientsAVoir(Liste(0), Liste(1), Liste(2));
    }

    /// <summary>The first rows of the three lists, in one round trip.</summary>
    private static IQueryable<Ligne> Lignes(AppDbContext db, Acteur acteur, EntrepriseFiltre[] listes, DateOnly today)
    {
        IQueryable<Ligne> Nouveaux() => db.EntreprisesOf(listes[0], acteur, today).OrderByDescending(c => c.Stats.Ca12m).ThenBy(c => c.Entreprise.Id).Take(Shown)
            .Select(c => new Ligne { Liste = 0, Id = c.Entreprise.Id, Nom = c.Entreprise.RaisonSociale, Jour = c.Stats.PremiereVente, Poids = c.Stats.Ca12m });
        IQueryable<Ligne> Ralentissent() => db.EntreprisesOf(listes[1], acteur, today).OrderByDescending(c => c.Stats.Ca12m).ThenBy(c => c.Entreprise.Id).Take(Shown)
            .Select(c => new Ligne { Liste = 1, Id = c.Entreprise.Id, Nom = c.Entreprise.RaisonSociale, Jour = c.Stats.DerniereVente, Poids = c.Stats.Ca12m });
        IQueryable<Ligne> Perdus() => db.EntreprisesOf(listes[2], acteur, today).OrderByDescending(c => c.Stats.Ca12mPrecedents).ThenBy(c => c.Entreprise.Id).Take(Shown)
            .Select(c => new Ligne { Liste = 2, Id = c.Entreprise.Id, Nom = c.Entreprise.RaisonSociale, Jour = c.Stats.DerniereVente, Poids = c.Stats.Ca12mPrecedents });
        return Nouveaux().Concat(Ralentissent()).Concat(Perdus());
    }

    private static async Task<int[]> CountAsync(AppDbContext db, Acteur acteur, EntrepriseFiltre clients, Plage plage, DateOnly today, CancellationToken cancellationToken)
    {
        // What is in the trash has no facture that counts: where the responsable alone limits, the stored figures give the numbers.
        if (clients is { Canaux.Count: 0, SansCanal: false, Etiquettes.Count: 0 })
        {
            var stats = Stats(db, acteur, clients);
            // Counted apart: with them in one condition each of many thousands would be looked up for the few that are restricted.
            var hidden = stats.Where(s => !acteur.SeesRestricted() && db.Entreprises.Any(e => e.TenantId == s.TenantId && e.Id == s.Id && e.LimiteLe != null));
            var (ralentit, perdu) = (Definitions.Ralentit(today), Definitions.Perdu(today));
            var trois = await db.Organisations.Select(_ => new
            {
                Nouveaux = stats.Count(s => s.PremiereVente >= plage.Du && s.PremiereVente <= plage.Au) - hidden.Count(s => s.PremiereVente >= plage.Du && s.PremiereVente <= plage.Au),
                Ralentissent = stats.Count(ralentit) - hidden.Count(ralentit),
                Perdus = stats.Count(perdu) - hidden.Count(perdu),
            }).SingleAsync(cancellationToken);
            return [trois.Nouveaux, trois.Ralentissent, trois.Perdus];
        }

        // Otherwise the entreprises of the filter are read once for all three.
        var counts = await db.EntreprisesOf(clients, acteur, today).GroupBy(_ => 1).Select(g => new
        {
            Nouveaux = g.Count(c => c.Stats.PremiereVente >= plage.Du && c.Stats.PremiereVente <= plage.Au),
            Ralentissent = g.Count(c => c.Stats.RalentitLe <= today && c.Stats.NbFactures12m > 0),
            Perdus = g.Count(c => c.Stats.NbFactures12m == 0 && c.Stats.NbFactures > 0),
        }).SingleOrDefaultAsync(cancellationToken);
        return [counts?.Nouveaux ?? 0, counts?.Ralentissent ?? 0, counts?.Perdus ?? 0];
    }

    /// <summary>The figures of the entreprises that the member sees and whose responsable the filter lets through.</summary>
    private static IQueryable<EntrepriseStats> Stats(AppDbContext db, Acteur acteur, EntrepriseFiltre clients)
    {
        IQueryable<EntrepriseStats> stats = db.EntrepriseStats;
        if (acteur.Responsables is { } seen) stats = stats.Where(s => seen.Contains(s.ResponsableId!.Value));
        if (clients.SansResponsable) stats = stats.Where(s => s.ResponsableId == null || clients.Responsables.Contains(s.ResponsableId.Value));
        else if (clients.Responsables.Count > 0) stats = stats.Where(s => clients.Responsables.Contains(s.ResponsableId!.Value));
        return clients.Equipes is { Count: > 0 } equipes
            ? stats.Where(s => db.Membres.Any(m => m.TenantId == s.TenantId && m.Id == s.ResponsableId && equipes.Contains(m.EquipeId!.Value)))
            : stats;
    }

    /// <summary>A row of one of the lists; <see cref="Poids"/> is its CA in centimes.</summary>
    private sealed record Ligne
    {
        public int Liste { get; init; }
        public Guid Id { get; init; }
        public string Nom { get; init; } = "";
        public DateOnly Jour { get; init; }
        public long Poids { get; init; }
    }
}
