using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd.Connecteurs;
using FichierClient.Domain.Rgpd.Demandes;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>How an acknowledgement was taken.</summary>
public enum PriseAccuse
{
    Prise,

    /// <summary>Nothing was told to this system by this reference.</summary>
    Inconnue,

    /// <summary>It says less than it must, or another end was said before.</summary>
    Refusee,
}

/// <summary>Takes what connected systems answer.</summary>
public sealed class AccusesConnecteur(AppDbContextFactory contexts, Empreintes empreintes, TimeProvider clock)
{
    /// <param name="systeme">Who answers.</param>
    /// <param name="reference">Of what it was told.</param>
    /// <param name="accuse">Its answer.</param>
    /// <param name="cancellationToken">Stops the statements.</param>
    /// <returns>How it was taken, and where the notice stands now.</returns>
    public async Task<(PriseAccuse Prise, EtatAvis? Etat)> AcknowledgeAsync(SystemeReconnu systeme, Guid reference, Accuse accuse, CancellationToken cancellationToken)
    {
        await using var db = contexts.Open(systeme.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var print = empreintes.PrintOf(systeme.TenantId, reference);
        var avis = await db.Avis.FromSql($"select * from avis where systeme_id = {systeme.SystemeId} and (empreinte = {print} or (id = {reference} and cle is not null)) for update").SingleOrDefaultAsync(cancellationToken);
        if (avis is null) return (PriseAccuse.Inconnue, null);
        var before = avis.Etat;
        try
        {
            avis.Acknowledge(accuse, clock.GetUtcNow());
        }
        catch (DomainException)
        {
            return (PriseAccuse.Refusee, avis.Etat);
        }

        if (avis.Etat != before) await NoteAsync(db, avis, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (PriseAccuse.Prise, avis.Etat);
    }

    private async Task NoteAsync(AppDbContext db, Avis avis, CancellationToken cancellationToken)
    {
        if (avis.DemandeId is not { } demande) return;
        var nom = await db.SystemesConnectes.Where(s => s.Id == avis.SystemeId).Select(s => s.Nom).SingleAsync(cancellationToken);
        db.DemandeEtapes.Add(DemandeEtape.Of(db.TenantId, demande, TypeEtape.AvisAccuse, clock.GetUtcNow(), $"{EmissionAvis.Detail(avis.Nature, [nom])} : {EtatsAvis.Text(avis)}"));
    }
}

/// <summary>Where a notice stands, in words.</summary>
public static class EtatsAvis
{
    public static string Text(Avis avis) => Text(avis.Etat, avis.BaseLegale, avis.ConserveeJusquAu, avis.MotifRefus);

    public static string Text(EtatAvis etat, BaseConservation? baseLegale, DateOnly? jusquAu, MotifRefusAvis? motif) => string.Join(", ", new[]
    {
        Common.Texts.Get($"EtatAvis_{etat}"),
        baseLegale is { } known ? ArticleOf(known) : null,
        jusquAu is { } day ? Common.Texts.Get("Avis_jusquau", day.ToString("d", System.Globalization.CultureInfo.CurrentCulture)) : null,
        motif is { } why ? Common.Texts.Get($"MotifRefusAvis_{why}") : null,
    }.OfType<string>());

    public static string ArticleOf(BaseConservation baseLegale) => $"RGPD 17(3)({(char)('a' + (int)baseLegale)})";
}
