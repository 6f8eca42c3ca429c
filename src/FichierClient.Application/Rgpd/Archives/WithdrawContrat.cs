using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Application.Rgpd.Effacements.Journal;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Effacements;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Archives;

/// <param name="EffacementId">The open erasure of the person.</param>
/// <param name="DocumentId">Evidence that was sealed for her, under this plan or one that was given up.</param>
/// <param name="Motif">What was wrong with it; null: what another DPO asked for isn't done, it stays.</param>
/// <param name="Voulu">With a reason: to ask, or to take out; whoever meant to ask doesn't agree to what another DPO asked meanwhile.</param>
public sealed record WithdrawContratRequest(Guid EffacementId, Guid DocumentId, MotifRetraitScelle? Motif, SuiteRetrait Voulu = SuiteRetrait.Garde);

public sealed class WithdrawContratValidator : AbstractValidator<WithdrawContratRequest>
{
    public WithdrawContratValidator() => RuleFor(w => w.Motif).NotEqual(MotifRetraitScelle.Rejeu).WithMessage(_ => Texts.Get("Contrat_motif"));
}

/// <summary>How far it came.</summary>
public enum SuiteRetrait
{
    /// <summary>It is gone.</summary>
    Retire,

    /// <summary>Another DPO has to agree.</summary>
    Demande,

    /// <summary>It stays.</summary>
    Garde,
}

/// <summary>
/// Takes evidence of a contract out of the archive that was sealed by mistake, as long as no certificate names it. Where there are two DPOs, one asks and another one agrees: what two approve to be kept,
/// one alone doesn't destroy. The archive itself writes who did it, when and why, in a row that nobody changes; what it was isn't kept. The journal tells a restored database.
/// </summary>
public sealed class WithdrawContrat(UseCaseServices services, JournalEtat journal) : UseCase<WithdrawContratRequest, SuiteRetrait>(services)
{
    protected override Permission Permission => Permission.EffacementsRun;

    protected override async Task<Outcome<SuiteRetrait>> ExecuteAsync(AppDbContext db, Acteur acteur, WithdrawContratRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var opened = await db.OpenForSealingAsync(request.EffacementId, cancellationToken);
        if (opened.Refus is { } tooLate) return tooLate;
        var (effacement, done) = (opened.Value, SuiteRetrait.Garde);
        if ((await db.ContratsAsync(effacement, cancellationToken)).Find(c => c.Id == request.DocumentId) is not { } contrat) return Refus.Introuvable();
        if (request.Motif is { } motif)
        {
            if (contrat.Retenu) return Refus.Regle(Texts.Get("Contrat_certifie"));
            var asked = effacement.RetraitsAttendus().FirstOrDefault(r => r.DocumentId == request.DocumentId);
            done = await db.HasSecondDpoAsync(cancellationToken) && (asked is null || asked.MembreId == acteur.MembreId) ? SuiteRetrait.Demande : SuiteRetrait.Retire;
            if (done != request.Voulu) return new Refus(RefusKind.Conflit, Texts.Get("Contrat_retrait_change"));
            if (done == SuiteRetrait.Retire && !await TakeOutAsync(db, acteur, effacement, request, cancellationToken)) return Refus.Introuvable();
            if (done == SuiteRetrait.Demande) effacement.AskRetrait(new RetraitDemande(request.DocumentId, motif, acteur.MembreId, Clock.GetUtcNow()));
        }

        if (done != SuiteRetrait.Demande) effacement.DropRetrait(request.DocumentId);
        await db.SaveChangesAsync(cancellationToken);
        if (done == SuiteRetrait.Retire) await journal.AppendAsync(db, new EntreeJournal(0, EntreeJournal.NatureRetraitScelle, db.TenantId, request.DocumentId, "", Guid.Empty, [], [], Empreintes.CleVersion, Clock.GetUtcNow(), null, [], null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return done;
    }

    private async Task<bool> TakeOutAsync(AppDbContext db, Acteur acteur, Effacement effacement, WithdrawContratRequest request, CancellationToken cancellationToken)
    {
        var sujets = ContratsScelles.SujetsOf(effacement);
        return await db.Database.SqlQuery<bool>($"select archive.retirer({request.DocumentId}, {effacement.Id}, {sujets}, {request.Motif.ToString()}, {acteur.MembreId}, {Clock.GetUtcNow()}) as \"Value\"").ToListAsync(cancellationToken) is [true];
    }
}
