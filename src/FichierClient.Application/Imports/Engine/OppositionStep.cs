using FichierClient.Application.Common;
using FichierClient.Application.Imports.Rows;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Contacts;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// Keeps erased persons out of an import, and objections on those who may come in. It comes first: of a row that is refused here nothing
/// is said but its line and the reason, whatever else is wrong with it. A free text that has an erased person's address or number names her too.
/// </summary>
internal static class OppositionStep
{
    /// <returns>How many rows name an erased person: refused, or without the words that did.</returns>
    public static async Task<int> ApplyAsync(RunContext run, List<LigneImportee> rows, CancellationToken cancellationToken)
    {
        var asked = rows.ConvertAll(r => (Siens: IdentifiantsOf(r), Cites: TextesOf(r).SelectMany(MentionsTexte.Of).ToList()));
        var verdicts = await run.Oppositions.FindAsync(run.Connection, run.TenantId, [.. asked.SelectMany(i => i.Siens.Concat(i.Cites))], cancellationToken);
        if (verdicts.IsEmpty) return 0;
        var refused = 0;
        foreach (var (row, identifiants) in rows.Zip(asked))
        {
            // Whom a text merely mentions says nothing of what the row's own person objects to.
            var verdict = verdicts.Of(identifiants.Siens);
            if (!verdict.EstEffacee && IsOneOfSeveralLines(run, row) && verdicts.Of(MentionsTexte.Of(row.Vente!.Ligne.Designation)).EstEffacee)
            {
                // Without this line the invoice would have a wrong total: the line stays, and its words go.
                row.Vente = row.Vente with { Ligne = row.Vente.Ligne with { Designation = Rgpd.Effacements.Aiguille.Marque } };
                row.Remarques.Add(Texts.Get("Import_designation_effacee"));
                refused++;
            }
            else if (verdict.EstEffacee || verdicts.Of(identifiants.Cites).EstEffacee)
            {
                row.RefuseErased(Texts.Get(run.Tables.IsPreview ? "Import_personne_effacee_apercu" : "Import_personne_effacee"));
                refused++;
            }
            else if ((row.Contact ?? (verdict.Portee == Opposition.None ? null : row.Personne)) is { } contact) row.Contact = contact with { Oppositions = contact.Oppositions | verdict.Portee };
        }

        return refused;
    }

    private static bool IsOneOfSeveralLines(RunContext run, LigneImportee row) =>
        row is { Refus: null, Vente.Numero: not null } && run.Pieces?.Find(row) is { } piece && run.Pieces.LignesDe(piece) > 1;

    private static IEnumerable<string?> TextesOf(LigneImportee row) => [row.Contact?.Notes, row.Vente?.Ligne.Designation];

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
