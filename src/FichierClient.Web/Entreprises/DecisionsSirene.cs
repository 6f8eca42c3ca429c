using FichierClient.Application.Annuaire;
using FichierClient.Application.Common;
using FichierClient.Application.Entreprises;
using FichierClient.Web.Common;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace FichierClient.Web.Entreprises;

/// <summary>Decides propositions of Sirene and offers to take the decisions back: records get the values that they had before.</summary>
public sealed class DecisionsSirene(DecideProposition decide, RemiseSirene remise, Undo undo, IStringLocalizer<EntreprisesTexts> texts)
{
    /// <param name="acteur">Who decides.</param>
    /// <param name="rows">Propositions, all decided alike.</param>
    /// <param name="accepter">Writes them; otherwise they aren't proposed again.</param>
    /// <param name="changed">Called once they are taken back.</param>
    public async Task TakeAsync(Acteur acteur, IReadOnlyList<PropositionRow> rows, bool accepter, Func<Task> changed)
    {
        var done = new List<(PropositionRow Row, EntrepriseSaisie? Avant)>();
        string? refused = null;
        foreach (var row in rows)
        {
            var avant = accepter ? await remise.ReadAsync(acteur, row) : null;
            var outcome = await decide.RunAsync(acteur, new DecidePropositionRequest(row.Id, accepter));
            if (outcome.Refus is { } refus) refused = $"{row.Entreprise} : {refus.Message}";
            else done.Add((row, avant));
        }

        if (refused is not null) undo.Tell(refused, Severity.Error);
        if (done.Count > 0) undo.Offer(Said(done, accepter), () => BackAsync(acteur, done, changed));
    }

    private string Said(List<(PropositionRow Row, EntrepriseSaisie? Avant)> done, bool accepter) => done.Count == 1
        ? texts[accepter ? "SireneAcceptee" : "SireneRefusee", done[0].Row.Entreprise]
        : texts["SireneAcceptees", MontantFormat.Number(done.Count)];

    private async Task BackAsync(Acteur acteur, List<(PropositionRow Row, EntrepriseSaisie? Avant)> done, Func<Task> changed)
    {
        foreach (var (row, avant) in Enumerable.Reverse(done))
            if (await remise.RunAsync(acteur, row, avant) is { } refus) undo.Tell($"{row.Entreprise} : {refus.Message}", Severity.Error);
        await changed();
    }
}

/// <summary>Puts back what a proposition of Sirene changed on a record, and lets it wait again.</summary>
public sealed class RemiseSirene(GetEntrepriseSaisie get, UpdateEntreprise update, ReopenProposition reopen)
{
    /// <summary>What a proposition may write.</summary>
    private static readonly string[] Champs = ["Siren", "Siret", "NumeroTva", "CodeNaf", "StatutManuel", "CesseeLe", "Facturation"];

    /// <summary>The record as it is before the decision.</summary>
    public async Task<EntrepriseSaisie?> ReadAsync(Acteur acteur, PropositionRow row) => (await get.RunAsync(acteur, row.EntrepriseId)).ValueOrDefault?.Saisie;

    public async Task<Refus?> RunAsync(Acteur acteur, PropositionRow row, EntrepriseSaisie? avant)
    {
        if (avant is not null)
        {
            var lue = await get.RunAsync(acteur, row.EntrepriseId);
            if (lue.Refus is { } gone) return gone;
            foreach (var champ in Champs) ChampsEntreprise.Copy(champ, avant, lue.Value.Saisie);
            var back = await update.RunAsync(acteur, new UpdateEntrepriseRequest(row.EntrepriseId, lue.Value.Lue, lue.Value.Saisie));
            if (back.Refus is { } refus) return refus;
        }

        return (await reopen.RunAsync(acteur, row.Id)).Refus;
    }
}
