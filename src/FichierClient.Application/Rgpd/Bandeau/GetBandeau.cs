using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Conservation;
using FichierClient.Domain.Contacts;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Conservation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Bandeau;

/// <param name="Sujet">A contact, or an entreprise that is a natural person.</param>
/// <param name="Id">Its id.</param>
public sealed record GetBandeauRequest(Sujet Sujet, Guid Id);

/// <summary>What the GDPR says of a person's record, in one line of its sheet.</summary>
/// <param name="Source">The exact name of the first source; null: none is known.</param>
/// <param name="Partie">Who that is.</param>
/// <param name="Le">The day the data were collected, or else were seen here.</param>
/// <param name="Oppositions">Channels that the person refuses.</param>
public sealed record BandeauRgpd(string? Source, Partie? Partie, DateOnly? Le, Opposition Oppositions)
{
    /// <summary>Its processing is restricted (art. 18) since then.</summary>
    public DateTimeOffset? LimiteLe { get; init; }

    /// <summary>The person has to be told until then where the data come from (art. 14); null: nothing is due.</summary>
    public DateOnly? AInformerAvant { get; init; }
    public DateTimeOffset? InformeeLe { get; init; }

    /// <summary>The rule in force ends then, unless the person does something before; null: no rule applies.</summary>
    public DateOnly? ConserveJusqua { get; init; }
}

/// <summary>Reads it by keys alone: the sheet isn't slowed.</summary>
public sealed class GetBandeau(UseCaseServices services) : UseCase<GetBandeauRequest, BandeauRgpd>(services)
{
    protected override Permission Permission => Permission.EntreprisesRead;

    protected override async Task<Outcome<BandeauRgpd>> ExecuteAsync(AppDbContext db, Acteur acteur, GetBandeauRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var id = request.Id;
        var source = db.Provenances.Where(p => p.SujetId == id).OrderBy(p => p.ConstateLe);
        var due = db.ObligationsInformation.Where(o => o.ContactId == id);
        var seen = request.Sujet == Sujet.Contact
            ? db.Contacts.AsNoTracking().VisibleTo(acteur, db).Where(c => c.Id == id).Select(c => new { c.Oppositions, c.LimiteLe, First = source.FirstOrDefault(), Avant = due.Where(o => o.FaitLe == null).Min(o => (DateOnly?)o.Echeance), Informee = due.Max(o => o.FaitLe) })
            : db.Entreprises.AsNoTracking().VisibleTo(acteur).Where(e => e.Id == id && e.EstPersonnePhysique).Select(e => new { Oppositions = Opposition.None, e.LimiteLe, First = source.FirstOrDefault(), Avant = (DateOnly?)null, Informee = (DateTimeOffset?)null });
        if (await seen.SingleOrDefaultAsync(cancellationToken) is not { } found) return Refus.Introuvable();
        var day = found.First is { } first ? first.CollecteLe ?? DateOnly.FromDateTime(first.ConstateLe.UtcDateTime) : (DateOnly?)null;
        return new BandeauRgpd(found.First?.Source, found.First?.Partie, day, found.Oppositions)
        {
            LimiteLe = found.LimiteLe,
            AInformerAvant = found.Avant,
            InformeeLe = found.Informee,
            ConserveJusqua = await KeptUntilAsync(db, request.Sujet, id, cancellationToken),
        };
    }

    /// <summary>The end by the rule of the person's population, counted from her own last act as the retention runs count it.</summary>
    private async Task<DateOnly?> KeptUntilAsync(AppDbContext db, Sujet sujet, Guid id, CancellationToken cancellationToken)
    {
        var regles = await db.ReglesConservation.AsNoTracking().Where(r => r.Active && r.Jusqua == null && (r.Population == PopulationConservation.Prospects || r.Population == PopulationConservation.Clients))
            .Select(r => new { r.Population, r.DureeMois }).ToListAsync(cancellationToken);
        foreach (var regle in regles.OrderBy(r => r.DureeMois))
        {
            if (await PersonnesEchues.ReadAsync(db, sujet, id, regle.Population, DateOnly.MaxValue, Clock.GetUtcNow(), cancellationToken) is [var personne, ..]) return personne.Le.AddMonths(regle.DureeMois);
        }

        return null;
    }
}
