using System.Linq.Expressions;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Entreprises;
using FichierClient.Application.Figures;
using FichierClient.Domain.Organisations;
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

        // What is in the trash has no facture that counts: for who sees all, the stored figures alone give the number.
        var all = acteur.SeesAll && !request.Filtre.LimitsRows;

        async Task<ClientsListe> ReadAsync(
            EntrepriseFiltre filtre, Expression<Func<EntrepriseStats, bool>> definition, Expression<Func<EntrepriseChiffree, long>> weight, Expression<Func<EntrepriseChiffree, ClientAVoirRow>> row)
        {
            var rows = db.EntreprisesOf(filtre, acteur, today);
            var nombre = all ? await db.EntrepriseStats.CountAsync(definition, cancellationToken) : await rows.CountAsync(cancellationToken);
            return new ClientsListe(filtre, nombre, nombre == 0 ? [] : await rows.OrderByDescending(weight).ThenBy(c => c.Entreprise.Id).Select(row).Take(Shown).ToListAsync(cancellationToken));
        }

        return new ClientsAVoir(
            await ReadAsync(clients with { PremiereVenteMin = plage.Du, PremiereVenteMax = plage.Au }, s => s.PremiereVente >= plage.Du && s.PremiereVente <= plage.Au, c => c.Stats.Ca12m,
                c => new ClientAVoirRow(c.Entreprise.Id, c.Entreprise.RaisonSociale, c.Stats.PremiereVente, c.Stats.Ca12m / 100m)),
            await ReadAsync(clients with { Ralentit = true }, Definitions.Ralentit(today), c => c.Stats.Ca12m,
                c => new ClientAVoirRow(c.Entreprise.Id, c.Entreprise.RaisonSociale, c.Stats.DerniereVente, c.Stats.Ca12m / 100m)),
            await ReadAsync(clients with { Perdu = true }, Definitions.Perdu(today), c => c.Stats.Ca12mPrecedents,
                c => new ClientAVoirRow(c.Entreprise.Id, c.Entreprise.RaisonSociale, c.Stats.DerniereVente, c.Stats.Ca12mPrecedents / 100m)));
    }
}
