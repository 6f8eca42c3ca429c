using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Domain.Ventes;

/// <summary>
/// A realised sale: a facture, or an avoir (credit note) linked to its facture. Totals are those of the document, positive
/// for an avoir too, in its own currency; <see cref="Montant"/> is what the figures count.
/// </summary>
public sealed class Vente : AggregateRoot
{
    private readonly List<LigneVente> _lignes = [];

    private Vente()
    {
    }

    public Vente(Guid tenantId, TypeVente type, Guid entrepriseId, DateOnly date) : base(tenantId) =>
        (Type, EntrepriseId, Date) = (type, entrepriseId, date);

    [NonPersonnelle("Type de pièce")]
    public TypeVente Type { get; private set; }

    [NonPersonnelle("État de la pièce")]
    public StatutVente Statut { get; private set; }

    /// <summary>The series that the number is unique in; empty when the organisation has one series only.</summary>
    [NonPersonnelle("Numérotation comptable")]
    public string Serie { get; private set; } = "";

    /// <summary>Null on a draft only.</summary>
    [NonPersonnelle("Numérotation comptable")]
    public string? Numero { get; private set; }

    /// <summary>Invoice date: a plain day.</summary>
    public DateOnly Date { get; private set; }

    public Guid EntrepriseId { get; private set; }
    public Guid? ContactId { get; private set; }

    /// <summary>The person it named was erased (RGPD art. 17): the vente keeps its figures and has no contact.</summary>
    public bool ContactEfface { get; private set; }

    public Guid? CommercialId { get; private set; }

    /// <summary>The facture that an avoir credits.</summary>
    public Guid? FactureId { get; private set; }

    /// <summary>ISO 4217.</summary>
    [NonPersonnelle("Devise")]
    public string Devise { get; private set; } = "EUR";

    /// <summary>Units of the organisation's currency for one unit of <see cref="Devise"/>; 1 in the same currency.</summary>
    public decimal Taux { get; private set; } = 1;

    /// <summary>Before tax, in <see cref="Devise"/>.</summary>
    public decimal TotalHt { get; private set; }

    public decimal TotalTva { get; private set; }
    public decimal TotalTtc { get; private set; }

    /// <summary>HT in the organisation's currency, negative for an avoir: the sum of the lines' own amounts.</summary>
    public decimal Montant { get; private set; }

    public IReadOnlyList<LigneVente> Lignes => _lignes;

    /// <summary>Drafts, cancelled and deleted ventes never count in a figure.</summary>
    public bool Compte => Statut == StatutVente.Validee && !EstSupprime;

    /// <summary>VAT by rate: base and tax, each rounded to the cent.</summary>
    public IReadOnlyList<TvaParTaux> TvaParTaux =>
        [.. _lignes.GroupBy(l => l.TauxTva).OrderBy(g => g.Key)
            .Select(g => new TvaParTaux(g.Key, g.Sum(l => l.TotalHt), Argent.Round(g.Sum(l => l.TotalHt) * g.Key / 100)))];

    /// <summary>The series of ventes whose file had no numbers: theirs is a fingerprint, by which the next file finds them, and no number to show.</summary>
    public const string SerieSansNumero = "IMPORT";

    /// <summary>The number as people know it; null: none, or a fingerprint.</summary>
    public string? NumeroLisible => Serie == SerieSansNumero ? null : Numero;

    /// <summary>Numbers the document within its series.</summary>
    public void Number(string serie, string? numero) => (Serie, Numero) = (serie.Trim(), Texte.Clean(numero));

    public void ChangeParties(Guid entrepriseId, Guid? contactId, Guid? commercialId, DateOnly date) =>
        (EntrepriseId, ContactId, CommercialId, Date) = (entrepriseId, contactId, commercialId, date);

    /// <summary>Sets the currency and its rate, and counts the amounts again.</summary>
    public void ChangeDevise(string devise, decimal taux)
    {
        if (devise.Length != 3 || !devise.All(char.IsAsciiLetterUpper)) throw new DomainException("Devise_invalide") { Champ = nameof(Devise) };
        if (taux <= 0) throw new DomainException("Taux_invalide") { Champ = nameof(Taux) };
        (Devise, Taux) = (devise, taux);
        Recompute();
    }

    /// <summary>Links an avoir to the facture that it credits.</summary>
    public void Credit(Guid? factureId)
    {
        if (factureId is not null && Type != TypeVente.Avoir) throw new DomainException("Facture_liee_a_facture") { Champ = nameof(FactureId) };
        FactureId = factureId;
    }

    /// <summary>Replaces all lines, in their order, and counts the totals. Rows are reused by position.</summary>
    public void ReplaceLignes(IReadOnlyList<LigneSaisie> lignes)
    {
        if (_lignes.Count > lignes.Count) _lignes.RemoveRange(lignes.Count, _lignes.Count - lignes.Count);
        for (var i = 0; i < lignes.Count; i++)
        {
            if (i == _lignes.Count) _lignes.Add(new LigneVente(TenantId, Id));
            _lignes[i].Change(i + 1, lignes[i]);
        }

        Recompute();
    }

    /// <summary>The document's printed TTC must be the computed one, to the cent for each rate of VAT.</summary>
    /// <exception cref="DomainException">They differ.</exception>
    public void CheckTtc(decimal printedTtc)
    {
        var tolerance = 0.01m * Math.Max(1, TvaParTaux.Count);
        if (Math.Abs(printedTtc - TotalTtc) > tolerance) throw new DomainException("Ttc_different", printedTtc, TotalTtc) { Champ = nameof(TotalTtc) };
    }

    /// <summary>A draft, or a cancelled vente, becomes valid: from now on it counts.</summary>
    public void Validate()
    {
        if (Numero is null) throw new DomainException("Vente_sans_numero") { Champ = nameof(Numero) };
        if (_lignes.Count == 0) throw new DomainException("Vente_sans_ligne") { Champ = nameof(Lignes) };
        if (TotalHt < 0) throw new DomainException("Vente_negative") { Champ = nameof(TotalHt) };
        Statut = StatutVente.Validee;
    }

    public void Cancel() => Statut = StatutVente.Annulee;

    /// <summary>Back to draft, from valid: it no longer counts.</summary>
    public void Reopen() => Statut = StatutVente.Brouillon;

    private void Recompute()
    {
        foreach (var ligne in _lignes) ligne.Convert(Taux, Type);
        TotalHt = _lignes.Sum(l => l.TotalHt);
        TotalTva = TvaParTaux.Sum(t => t.Tva);
        TotalTtc = TotalHt + TotalTva;
        Montant = _lignes.Sum(l => l.Montant);
    }
}

public enum TypeVente
{
    Facture,
    Avoir,
}

public enum StatutVente
{
    Brouillon,
    Validee,
    Annulee,
}

/// <summary>One rate's share of a document. Rate in percent, amounts in the document's currency.</summary>
public sealed record TvaParTaux(decimal Taux, decimal Base, decimal Tva);
