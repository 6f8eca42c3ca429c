using FichierClient.Domain.Common;

namespace FichierClient.Domain.Rgpd.Demandes;

/// <summary>Whom it is about and what is decided.</summary>
public sealed partial class DemandeDroit
{
    /// <summary>The person turned out to ask for more.</summary>
    public void AddDroit(DroitDemande droit, Guid membreId, DateTimeOffset now)
    {
        CheckUnanswered();
        if (Asks(droit)) return;
        _resolutions.Add(new ResolutionDroit(TenantId, Id, droit));
        Log(TypeEtape.DroitAjoute, membreId, now, Messages.Get($"Droit_{droit}"));
    }

    /// <summary>Decides one right; it can be decided again until the answer is out.</summary>
    public void Decide(DroitDemande droit, DecisionDroit decision, string? motif, string? texte, Guid membreId, DateTimeOffset now)
    {
        CheckUnanswered();
        var resolution = _resolutions.Find(r => r.Droit == droit) ?? throw new DomainException("Demande_droit_non_demande");
        resolution.Decide(decision, motif, texte);
        Log(TypeEtape.DroitDecide, membreId, now, DecisionText(droit, decision));
    }

    /// <summary>A record of the file is about this person.</summary>
    public void Link(Guid? contactId, Guid? entrepriseId, Guid? membreId, DateTimeOffset now)
    {
        if (contactId is null == entrepriseId is null) throw new DomainException("Demande_une_fiche");
        if (_personnes.Exists(p => p.ContactId == contactId && p.EntrepriseId == entrepriseId)) return;
        _personnes.Add(new DemandePersonne(TenantId, Id, contactId, entrepriseId));
        Log(TypeEtape.PersonneRattachee, membreId, now);
    }

    /// <summary>It was somebody else's record.</summary>
    public void Unlink(Guid personneId, Guid membreId, DateTimeOffset now)
    {
        CheckUnanswered();
        if (_personnes.RemoveAll(p => p.Id == personneId) > 0) Log(TypeEtape.PersonneDetachee, membreId, now);
    }

    private void CheckUnanswered()
    {
        if (EstRepondue) throw new DomainException("Demande_deja_repondue");
    }
}
