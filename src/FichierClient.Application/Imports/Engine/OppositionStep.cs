using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// Keeps erased persons out of an import, and objections on those who may come in. It comes first: of a row that is refused here nothing
/// is said but its line and the reason, whatever else is wrong with it.
/// </summary>
internal static class OppositionStep
{
    /// <returns>How many rows were refused.</returns>
    public static async Task<int> ApplyAsync(RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        var asked = rows.ConvertAll(IdentifiantsOf);
        var verdicts = await run.Oppositions.FindAsync(run.Connection, run.TenantId, [.. asked.SelectMany(i => i)], cancellationToken);
        if (verdicts.IsEmpty) return 0;
        var refused = 0;
        foreach (var (row, identifiants) in rows.Zip(asked))
        {
            var verdict = verdicts.Of(identifiants);
            if (verdict.EstEffacee)
            {
                row.RefuseErased(Texts.Get(run.Tables.IsPreview ? "Import_personne_effacee_apercu" : "Import_personne_effacee"));
                refused++;
            }
            else if ((row.Contact ?? (verdict.Portee == Opposition.None ? null : row.Personne)) is { } contact) row.Contact = contact with { Oppositions = contact.Oppositions | verdict.Portee };
        }

        return refused;
    }

    private static List<IdentifiantPersonne> IdentifiantsOf(LigneImportee row)
    {
        // Of who trades in their own name all addresses and numbers are asked for, also those that the entreprise has no room for.
        var (contact, entreprise) = (row.Contact ?? row.Personne, row.Entreprise);
        return
        [
            .. IdentifiantPersonne.Of(contact?.Emails ?? [], contact?.Telephones.Select(t => t.E164 ?? t.Saisie) ?? []),
            .. IdentifiantPersonne.Of([entreprise?.Email], entreprise?.EstPersonnePhysique == true ? entreprise.Telephones.Select(t => t.E164 ?? t.Saisie) : []),
        ];
    }
}
