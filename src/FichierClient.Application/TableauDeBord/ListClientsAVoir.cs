using System.Linq.Expressions;
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

        var (nouveaux, ralentissent, perdus) = await CountAsync(db, acteur, clients, !request.Filtre.LimitsRows, plage, today, cancellationToken);

        async Task<ClientsListe> ReadAsync(
            EntrepriseFiltre filtre, int nombre, Expression<Func<EntrepriseChiffree, long>> weight, Expression<Func<EntrepriseChiffree, ClientAVoirRow>> row)
        {
            var rows = db.EntreprisesOf(filtre, acteur, today);
            return new ClientsListe(filtre, nombre, nombre == 0 ? [] : await rows.OrderByDescending(weight).ThenBy(c => c.Entreprise.Id).Select(row).Take(Shown).ToListAsync(cancellationToken));
        }

        return new ClientsAVoir(
            await ReadAsync(clients with { PremiereVenteMin = plage.Du, PremiereVenteMax = plage.Au }, nouveaux, c => c.Stats.Ca12m,
                c => new ClientAVoirRow(c.Entreprise.Id, c.Entreprise.RaisonSociale, c.Stats.PremiereVente, c.Stats.Ca12m / 100m)),
            await ReadAsync(clients with { Ralentit = true }, ralentissent, c => c.Stats.Ca12m,
                c => new ClientAVoirRow(c.Entreprise.Id, c.Entreprise.RaisonSociale, c.Stats.DerniereVente, c.Stats.Ca12m / 100m)),
            await ReadAsync(clients with { Perdu = true }, perdus, c => c.Stats.Ca12mPrecedents,
                c => new ClientAVoirRow(c.Entreprise.Id, c.Entreprise.RaisonSociale, c.Stats.DerniereVente, c.Stats.Ca12mPrecedents / 100m)));
    }

    private static async Task<(int Nouveaux, int Ralentissent, int Perdus)> CountAsync(
        AppDbContext db, Acteur acteur, EntrepriseFiltre clients, bool everybody, Plage plage, DateOnly today, CancellationToken cancellationToken)
    {
        // What is in the trash has no facture that counts: for who sees all, the stored figures alone give the numbers.
        if (everybody && acteur.SeesAll)
        {
            return (await db.EntrepriseStats.CountAsync(s => s.PremiereVente >= plage.Du && s.PremiereVente <= plage.Au, cancellationToken),
                await db.EntrepriseStats.CountAsync(Definitions.Ralentit(today), cancellationToken),
                await db.EntrepriseStats.CountAsync(Definitions.Perdu(today), cancellationToken));
        }

        // Otherwise the entreprises of the filter are read once for all three.
        var counts = await db.EntreprisesOf(clients, acteur, today).GroupBy(_ => 1).Select(g => new
        {
            Nouveaux = g.Count(c => c.Stats.PremiereVente >= plage.Du && c.Stats.PremiereVente <= plage.Au),
            Ralentissent = g.Count(c => c.Stats.RalentitLe <= today && c.Stats.NbFactures12m > 0),
            Perdus = g.Count(c => c.Stats.NbFactures12m == 0 && c.Stats.NbFactures > 0),
        }).SingleOrDefaultAsync(cancellationToken);
        return (counts?.Nouveaux ?? 0, counts?.Ralentissent ?? 0, counts?.Perdus ?? 0);
    }
}
