using System.Text;
using FichierClient.Application.Data;
using FichierClient.Application.Jobs;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Sauvegardes;
using FichierClient.Domain.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>Writes down and signs what an erasure's steps found; once.</summary>
public sealed class EmissionCertificat(SignatureCertificats signature, TraceEffacement trace, ConservationSauvegardes sauvegardes, TimeProvider clock)
{
    public async Task IssueAsync(AppDbContext db, Effacement effacement, Personne personne, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockErasuresAsync(cancellationToken);
        // Whoever seals the evidence of a contract at this moment is before or behind: what is sealed is in the certificate. Of the others it gives some up.
        await db.Database.ExecuteSqlAsync($"select from effacements where tenant_id = {db.TenantId} and (id = {effacement.Id} or statut in ('EnPreparation', 'AApprouver')) for update", cancellationToken);
        var now = clock.GetUtcNow();
        var nom = await db.Organisations.Select(o => o.Nom).SingleAsync(cancellationToken);
        var (systemes, autres) = await db.DestinatairesAsync(effacement, cancellationToken);
        var certificat = Write(effacement, personne, nom, now) with
        {
            Destinataires = systemes,
            AutresDestinataires = autres,
            ApprouveLe = await db.InZoneAsync(effacement.ApprouveLe!.Value, cancellationToken),
            EmisLe = await db.InZoneAsync(now, cancellationToken),
        };
        certificat = certificat with { Lieux = [.. certificat.Lieux, .. await EvidenceAsync(db, effacement, cancellationToken)] };
        var contenu = certificat.ToJson();
        db.Certificats.Add(new Certificat(db.TenantId, effacement.Id, contenu, signature.Sign(Encoding.UTF8.GetBytes(contenu)), signature.ClePublique, now));
        effacement.Finish(now);
        await CloseOthersAsync(db, effacement, personne, now, cancellationToken);
        // What is given up doesn't keep its request waiting any more.
        await db.SaveChangesAsync(cancellationToken);
        await db.FollowCertificateAsync(effacement, certificat, clock, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Plans of records that were merged into this one since are given up: there is nobody left to erase. One of a record that is there still, of before a merge that was undone, is read again.</summary>
    private async Task CloseOthersAsync(AppDbContext db, Effacement effacement, Personne personne, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var other in await db.CoveringAsync(effacement, [StatutEffacement.EnPreparation, StatutEffacement.AApprouver], cancellationToken))
        {
            if (other.Constats is not null) continue;
            if (!personne.Ids.Contains(other.SujetId) && await Personne.ReadAsync(PreparationEffacement.Connection(db), db.TenantId, other.Sujet, other.SujetId, cancellationToken) is not null)
            {
                other.Unapprove();
                if (other.PrepareParId is { } member) PlanJob.Ask(db, other, member, now);
                continue;
            }

            other.Abandon(now);
            if (other.JobId is { } search) await JobCancellation.RequestAsync(db, search, now, cancellationToken);
            await db.FollowSetbackAsync(other, TypeEtape.EffacementAbandonne, effacement.Reference, clock, cancellationToken);
        }
    }

    /// <summary>Evidence of contracts that the DPO sealed by hand, under plans of this person that were given up too: it is kept.</summary>
    private static async Task<IEnumerable<LieuCertifie>> EvidenceAsync(AppDbContext db, Effacement effacement, CancellationToken cancellationToken) =>
        (await db.ContratsAsync(effacement, cancellationToken)).GroupBy(r => (r.Base, r.PurgeLe)).OrderBy(g => g.Key.PurgeLe)
            .Select(g => new LieuCertifie(PreuveContrat.Table, null, ActionEffacement.Sceller, g.Count(), g.Count(), g.Count(), g.Key.Base, g.Key.PurgeLe));

    private CertificatContenu Write(Effacement effacement, Personne personne, string organisation, DateTimeOffset now)
    {
        var found = ConstatsEffacement.Read(effacement.Constats)!;
        var verification = found.Verification!;
        return new CertificatContenu(
            CertificatContenu.VersionCourante, effacement.Reference, organisation, effacement.Fondement.ToString(), effacement.PlanEmpreinte,
            effacement.ApprouveLe!.Value, effacement.SecondParId is null ? 1 : 2, effacement.Tombe!.Value,
            [.. found.Lieux.GroupBy(c => (c.Table, c.Colonne, c.Action, c.Base, c.PurgeLe)).OrderBy(g => g.Key.Table, StringComparer.Ordinal).ThenBy(g => g.Key.Colonne, StringComparer.Ordinal).ThenBy(g => g.Key.Action).ThenBy(g => g.Key.PurgeLe)
                .Select(g => new LieuCertifie(g.Key.Table, g.Key.Colonne, g.Key.Action, g.Sum(c => c.Prevu), g.Sum(c => c.Fait), g.Key.Action is ActionEffacement.Sceller or ActionEffacement.Conserver ? g.Sum(c => c.Fait) : 0, g.Key.Base, g.Key.PurgeLe))],
            found.Imports, found.Exports, found.Invariants,
            new VerificationCertifiee(verification.Role, verification.Tables, verification.Colonnes, verification.Fichiers, trace.PrintsOf(effacement.TenantId, personne), trace.Empreintes.CleId, verification.Restes.Count, verification.Laisses),
            sauvegardes.Expiration(now), effacement.PrepareParId is null && effacement.ApprouveParId is null, now)
        { DossiersSupprimes = found.Dossiers, CourrielsAnnules = found.CourrielsAnnules, CourrielsEnFichiers = found.CourrielsEnFichiers, CourrielsRestes = found.CourrielsRestes.Count, CourrielsNonLus = found.CourrielsNonLus.Count, PiecesNonLues = found.PiecesNonLues };
    }
}
