using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>A row's outcome, told to the preview or the report.</summary>
internal sealed record RowReport(long Rang, long Ligne, IssueLigne Issue, string Texte, bool EstEffacee = false)
{
    /// <summary>Of a row whose vente was set aside: the rest of it makes or changes a record.</summary>
    public bool EstEcrite { get; init; }

    /// <summary>Somebody has to correct it: each such row is told, and is in the file of the refused ones.</summary>
    public bool EstARendre => Issue is IssueLigne.Refusee or IssueLigne.SansVente;
}

/// <summary>One batch: what its rows mean is looked up together, each row is decided in order, then everything is written together.</summary>
internal sealed class BatchWork(RunContext run, EntrepriseStep? entreprises, ContactStep? contacts, VenteStep? ventes)
{
    /// <summary>Records whose processing is restricted (RGPD art. 18): no row changes them.</summary>
    private HashSet<Guid> limitees = [];

    public static async Task<BatchWork> BeginAsync(RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        var good = rows.FindAll(r => r.Refus is null);
        return new BatchWork(run,
            good.Exists(r => r.Entreprise is { } e && (e.IsPresent || e.HasDomaine)) ? await EntrepriseStep.BeginAsync(run, good, cancellationToken) : null,
            good.Exists(r => r.Contact is not null) ? await ContactStep.BeginAsync(run, good, cancellationToken) : null,
            good.Exists(r => r.Vente is not null) ? await VenteStep.BeginAsync(run, good, cancellationToken) : null)
        {
            limitees = await LimiteesAsync(run, cancellationToken),
        };
    }

    public RowReport Decide(LigneImportee row)
    {
        if (row.Refus is not null) return Refused(row);
        var found = row.Entreprise is { } named && (named.IsPresent || named.HasDomaine) ? entreprises!.Find(row) : default;
        var hasEntreprise = row.Entreprise?.IsPresent == true || found.Candidat is not null;
        if (limitees.Count > 0 && MeansLimitee(row, found)) row.Refuse(Texts.Get("Import_fiche_limitee"));
        if (row is { Refus: null, Vente: not null }) ventes!.Check(row, found.Candidat?.Id);
        if (row.Refus is not null) return Refused(row);
        try
        {
            return Apply(row, hasEntreprise, found);
        }
        catch (DomainException refused)
        {
            // Everything that a file can get wrong was checked before; a rule that still says no costs its row only.
            row.Refuse(refused.Message);
            return Refused(row);
        }
    }

    private bool MeansLimitee(LigneImportee row, Correspondant found) => (found.Candidat is { } entreprise && limitees.Contains(entreprise.Id))
        || (row.Contact is { } source && contacts!.Means(source, found.Candidat?.Id) is { } contact && limitees.Contains(contact));

    private static async Task<HashSet<Guid>> LimiteesAsync(RunContext run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select id from entreprises where tenant_id = $1 and limite_le is not null union all select id from contacts where tenant_id = $1 and limite_le is not null", run.Connection);
        command.Parameters.Add(new NpgsqlParameter { Value = run.TenantId });
        var ids = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    public async Task WriteAsync(Journal journal, BilanImport bilan, CancellationToken cancellationToken)
    {
        await run.Lookups.WriteAsync(run, journal, cancellationToken);
        if (entreprises is not null) await entreprises.WriteAsync(journal, cancellationToken);
        if (contacts is not null) await contacts.WriteAsync(journal, cancellationToken);
        if (ventes is not null) await ventes.WriteAsync(journal, bilan, cancellationToken);
        Add(bilan.Entreprises, entreprises?.Created, entreprises?.Changed);
        Add(bilan.Contacts, contacts?.Created, contacts?.Changed);
        Add(bilan.Ventes, ventes?.Created, ventes?.Changed);
    }

    private RowReport Apply(LigneImportee row, bool hasEntreprise, Correspondant found)
    {
        var effects = new List<RowEffect>(3);
        Guid? entrepriseId = null, contactId = null;
        if (hasEntreprise)
        {
            var (candidat, effect) = entreprises!.Apply(row, found);
            entrepriseId = candidat.Id;
            effects.Add(effect);
        }

        if (row.Contact is { } contact)
        {
            var (person, effect) = contacts!.Apply(row, contact, entrepriseId);
            contactId = person.Id;
            effects.Add(effect);
        }

        if (row.Vente is not null) effects.Add(ventes!.Apply(row, entrepriseId!.Value, contactId));
        if (row.VenteEcartee is { } ecartee)
            return new RowReport(row.Rang, row.Ligne, IssueLigne.SansVente, string.Join(" · ", effects.Select(e => e.Text).Prepend(Texts.Get("Import_vente_ecartee", ecartee)))) { EstEcrite = effects.Exists(e => e.Created || e.Changed) };
        var issue = effects.Exists(e => e.Created) ? IssueLigne.Creee : effects.Exists(e => e.Changed) ? IssueLigne.Modifiee : IssueLigne.Inchangee;
        return new RowReport(row.Rang, row.Ligne, issue, string.Join(" · ", effects.Select(e => e.Text)));
    }

    /// <summary>A person who corrects the file looks for the company, not for the number of a line.</summary>
    private static string Named(LigneImportee row) =>
        row.Entreprise?.Nom is { } nom && !row.Refus!.Contains(nom, StringComparison.Ordinal) ? Texts.Get("Import_ligne_de", nom, row.Refus!) : row.Refus!;

    private static RowReport Refused(LigneImportee row) => new(row.Rang, row.Ligne, IssueLigne.Refusee, Named(row), row.EstEffacee);

    private static void Add(CompteurFiches compteur, int? created, int? changed)
    {
        compteur.Creees += created ?? 0;
        compteur.Modifiees += changed ?? 0;
    }
}
