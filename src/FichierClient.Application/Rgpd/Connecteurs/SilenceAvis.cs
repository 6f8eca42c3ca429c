using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>What the round of the notices does for one organisation: whoever stays silent past the day gets a letter, and erasures of no request get the rest of their certificate.</summary>
public sealed class SilenceAvis(AppDbContextFactory contexts, EnvoiAvisSortants sortants, EmissionPropagation propagation, TimeProvider clock)
{
    private const int Tour = 200;

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(tenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var late = await db.Avis.FromSql($"select * from avis where etat in ('Emis', 'Recue', 'EnCours') and echeance_le < {now} order by id limit {Tour} for update skip locked").ToListAsync(cancellationToken);
        if (late.Count > 0)
        {
            var systems = await db.SystemesConnectes.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
            var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
            foreach (var avis in late) await EscalateAsync(db, avis, systems[avis.SystemeId], organisation, cancellationToken);
        }

        await propagation.IssueDueAsync(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task EscalateAsync(AppDbContext db, Avis avis, SystemeConnecte systeme, Organisation organisation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var letter = systeme.ContactEmail is { } email && await sortants.ContenuAsync(db, avis, cancellationToken) is { } contenu ? (email, LettreAvis.Of(organisation, avis, contenu)) : default((string, (string Objet, string Corps))?);
        // Not tied to the request: of an erasure the letter names the dead key until it has left.
        if (letter is var (to, written)) db.Courriels.Add(new Courriel(db.TenantId, new CourrielEcrit(to, written.Objet, written.Corps, systeme.Nom), null, now));
        avis.FallSilent(letter is not null, now);
        if (avis.DemandeId is { } demande)
            db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande, TypeEtape.AvisSansReponse, now, $"{EmissionAvis.Detail(avis.Nature, [systeme.Nom])} : {Texts.Get(letter is null ? "Avis_lettre_a_poster" : "Avis_lettre_envoyee")}"));
    }
}
