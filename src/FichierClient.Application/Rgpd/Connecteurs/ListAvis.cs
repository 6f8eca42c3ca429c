using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Connecteurs;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Connecteurs;

/// <summary>A notice in the list.</summary>
/// <param name="Id">The notice.</param>
/// <param name="SystemeId">Who is told.</param>
/// <param name="Systeme">Its name.</param>
/// <param name="Nature">Of what.</param>
/// <param name="Etat">Where the answer stands.</param>
/// <param name="EtatLe">Since when.</param>
/// <param name="Envoi">Whether it was posted.</param>
/// <param name="EmisLe">When it was written.</param>
/// <param name="EcheanceLe">Until when an answer is waited for.</param>
public sealed record AvisRow(Guid Id, Guid SystemeId, string Systeme, NatureAvis Nature, EtatAvis Etat, DateTimeOffset EtatLe, EnvoiAvis Envoi, DateTimeOffset EmisLe, DateTimeOffset EcheanceLe)
{
    public DateTimeOffset? RelanceLe { get; init; }
    public string? Reponse { get; init; }
    public int Essais { get; init; }
    public Guid? DemandeId { get; init; }

    /// <summary>Of the request, or of the erasure that answers none.</summary>
    public string? Reference { get; init; }
    public BaseConservation? BaseLegale { get; init; }
    public DateOnly? ConserveeJusquAu { get; init; }
    public MotifRefusAvis? MotifRefus { get; init; }
    public MoyenPreuve? Preuve { get; init; }

    /// <summary>The system has an address for notices.</summary>
    public bool EstJoignable { get; init; }

    public bool EstFinal => Etat is EtatAvis.Terminee or EtatAvis.Conservee or EtatAvis.Refusee or EtatAvis.Remplace;

    public string EtatTexte => EtatsAvis.Text(Etat, BaseLegale, ConserveeJusquAu, MotifRefus);
}

/// <param name="DemandeId">Only those of a request.</param>
/// <param name="Ouverts">Only those of which something is waited for or missing.</param>
public sealed record ListAvisRequest(Guid? DemandeId = null, bool Ouverts = false);

/// <summary>What connected systems were told, those who stay silent first.</summary>
public sealed class ListAvis(UseCaseServices services) : UseCase<ListAvisRequest, IReadOnlyList<AvisRow>>(services)
{
    private const int Shown = 500;

    protected override Permission Permission => Permission.DemandesManage;

    protected override async Task<Outcome<IReadOnlyList<AvisRow>>> ExecuteAsync(AppDbContext db, Acteur acteur, ListAvisRequest request, CancellationToken cancellationToken)
    {
        var avis = db.Avis.AsNoTracking();
        if (request.DemandeId is { } demande) avis = avis.Where(a => a.DemandeId == demande);
        if (request.Ouverts) avis = avis.Where(a => a.Etat == EtatAvis.SansReponse || a.Etat == EtatAvis.Emis || a.Etat == EtatAvis.Recue || a.Etat == EtatAvis.EnCours);
        var read = await avis.OrderByDescending(a => a.Etat == EtatAvis.SansReponse).ThenByDescending(a => a.Envoi == EnvoiAvis.NonParti).ThenByDescending(a => a.EmisLe).ThenBy(a => a.Id).Take(Shown)
            .Join(db.SystemesConnectes, a => a.SystemeId, s => s.Id, (a, s) => new
            {
                Avis = a,
                s.Nom,
                EstJoignable = s.AdresseRappel != null,
                Demande = db.Demandes.Where(d => d.Id == a.DemandeId).Select(d => new { d.Annee, d.Numero }).FirstOrDefault(),
                Effacement = db.Effacements.Where(e => e.Id == a.EffacementId).Select(e => e.Reference).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return Outcome.Of<IReadOnlyList<AvisRow>>([.. read.OrderByDescending(r => r.Avis.Etat == EtatAvis.SansReponse).ThenByDescending(r => r.Avis.Envoi == EnvoiAvis.NonParti).ThenByDescending(r => r.Avis.EmisLe).ThenBy(r => r.Nom, StringComparer.CurrentCulture)
            .Select(r => new AvisRow(r.Avis.Id, r.Avis.SystemeId, r.Nom, r.Avis.Nature, r.Avis.Etat, r.Avis.EtatLe, r.Avis.Envoi, r.Avis.EmisLe, r.Avis.EcheanceLe)
            {
                RelanceLe = r.Avis.RelanceLe,
                Reponse = r.Avis.Reponse,
                Essais = r.Avis.Essais,
                DemandeId = r.Avis.DemandeId,
                Reference = r.Demande is { } d ? FormattableString.Invariant($"DR-{d.Annee}-{d.Numero:0000}") : r.Effacement,
                BaseLegale = r.Avis.BaseLegale,
                ConserveeJusquAu = r.Avis.ConserveeJusquAu,
                MotifRefus = r.Avis.MotifRefus,
                Preuve = r.Avis.Preuve,
                EstJoignable = r.EstJoignable,
            })]);
    }
}
