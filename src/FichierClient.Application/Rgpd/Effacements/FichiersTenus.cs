using System.Security.Cryptography;
using System.Text;
using FichierClient.Application.Courriels;
using FichierClient.Application.Data;
using FichierClient.Application.Organisations;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Domain.Courriels;
using FichierClient.Domain.Rgpd.Effacements;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Effacements;

/// <summary>
/// E-mails in files that were held or unreadable when a person was erased. Each night asks again: one that can be deleted goes, one that can be read is searched by the
/// prints of the certificate, one that bears her name alone is asked of the DPO. What is settled is said by a signed complement of the certificate.
/// </summary>
public sealed class FichiersTenus(CourrielsEnFichiers courriels, Empreintes empreintes, SignatureCertificats signature, TimeProvider clock)
{
    public CourrielsEnFichiers Courriels { get; } = courriels;

    public async Task RunAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        // A volume that isn't mounted, or wasn't moved along, has lost nothing: nothing is certified of files that nobody can see.
        if (!Courriels.IsThere(db.TenantId)) return;
        var open = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from effacements where tenant_id = {db.TenantId} and statut = 'Termine'
            and coalesce(jsonb_array_length(constats -> 'CourrielsRestes'), 0) + coalesce(jsonb_array_length(constats -> 'CourrielsNonLus'), 0) + coalesce(jsonb_array_length(constats -> 'CourrielsNommes'), 0) > 0
            """).ToListAsync(cancellationToken);
        foreach (var id in open) await TreatAsync(db, id, cancellationToken);
    }

    /// <summary>Interrupted between a deletion and its commit, the next night finds the file gone and says so.</summary>
    private async Task TreatAsync(AppDbContext db, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var effacement = (await db.Effacements.FromSql($"select *, xmin from effacements where id = {id} for update").ToListAsync(cancellationToken))[0];
        var certificat = await db.Certificats.AsNoTracking().Where(c => c.EffacementId == id).Select(c => c.Contenu).SingleAsync(cancellationToken);
        var (before, fate) = (ConstatsEffacement.Read(effacement.Constats)!, new Sort());
        foreach (var file in before.CourrielsRestes) fate.Add(Courriels.Exists(file) && !Courriels.Delete(file) ? Etat.Tenu : Etat.Disparu, file);
        var verification = CertificatContenu.FromJson(certificat).Verification;
        foreach (var file in before.CourrielsNonLus) fate.Add(await LookAsync(db, id, verification, file, cancellationToken), file);
        foreach (var file in before.CourrielsNommes) fate.Add(await AnswerAsync(db, id, file, cancellationToken), file);
        var after = before with { CourrielsRestes = fate.Of(Etat.Tenu), CourrielsNonLus = fate.Of(Etat.NonLu), CourrielsNommes = fate.Of(Etat.Nomme) };
        effacement.Complete(after.ToJson());
        if (fate.Count(Etat.Disparu) + fate.Count(Etat.SansElle) + fate.Count(Etat.Garde) > 0)
        {
            var now = clock.GetUtcNow();
            var text = new ComplementContenu(ComplementContenu.VersionCourante, effacement.Reference, await db.Organisations.Select(o => o.Nom).SingleAsync(cancellationToken), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificat))),
                fate.Count(Etat.Disparu), fate.Count(Etat.SansElle), fate.Count(Etat.Garde), fate.Count(Etat.Tenu) + fate.Count(Etat.NonLu) + fate.Count(Etat.Nomme), await db.InZoneAsync(now, cancellationToken)).ToJson();
            db.ComplementsCertificat.Add(new ComplementCertificat(db.TenantId, id, text, signature.Sign(Encoding.UTF8.GetBytes(text)), signature.ClePublique, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>One that nobody could read: what was decided of it then doesn't hold once it can be.</summary>
    private async Task<Etat> LookAsync(AppDbContext db, Guid id, VerificationCertifiee verification, string file, CancellationToken cancellationToken)
    {
        if (!Courriels.Exists(file)) return Etat.Disparu;
        // Of prints that another key made nothing can be said.
        if (verification.CleId != empreintes.CleId || Courriels.TextOf(file) is not { } text) return Etat.NonLu;
        var found = TexteEmpreint.Find(empreintes, db.TenantId, verification.Aiguilles.ToHashSet(), text);
        if (found == PresenceEmpreinte.Aucune) return Etat.SansElle;
        if (found == PresenceEmpreinte.Coordonnee && Courriels.Delete(file)) return Etat.Disparu;
        var named = found == PresenceEmpreinte.Nom;
        // Another erased person may be named there too, and the word on one is none on the other.
        await db.NoteAsync([(file, Courriels.WrittenAt(file))], named ? CauseCourriel.Nomme : CauseCourriel.NonSupprime, clock.GetUtcNow(), cancellationToken, named ? id : default);
        return named ? Etat.Nomme : Etat.Tenu;
    }

    /// <summary>One that bears her name, of which the DPO was asked.</summary>
    private async Task<Etat> AnswerAsync(AppDbContext db, Guid id, string file, CancellationToken cancellationToken) =>
        !Courriels.Exists(file) ? Etat.Disparu : await db.CourrielsARevoir.AnyAsync(c => c.Fichier == file && c.EffacementId == id && c.GardeLe != null, cancellationToken) ? Etat.Garde : Etat.Nomme;

    private enum Etat
    {
        Disparu,
        SansElle,
        Garde,
        Tenu,
        NonLu,
        Nomme,
    }

    /// <summary>What became of each file.</summary>
    private sealed class Sort
    {
        private readonly List<(Etat Etat, string File)> files = [];

        public void Add(Etat etat, string file) => files.Add((etat, file));

        public int Count(Etat etat) => files.Count(f => f.Etat == etat);

        public string[] Of(Etat etat) => [.. files.Where(f => f.Etat == etat).Select(f => f.File)];
    }
}
