using System.Globalization;
using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Application.Rgpd.Garde;
using FichierClient.Domain.Evenements;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Garde;
using FluentValidation;

namespace FichierClient.Application.Evenements;

/// <summary>A note being corrected. <see cref="NoteSaisie.Jour"/> isn't read: when something happened stays.</summary>
public sealed class EditNoteRequest : NoteSaisie
{
    public Guid Id { get; set; }

    /// <summary>The version that the form was filled from.</summary>
    public uint Version { get; set; }
}

public sealed class EditNoteValidator : AbstractValidator<EditNoteRequest>
{
    public EditNoteValidator() => Include(new NoteSaisieValidator());
}

/// <summary>Corrects a note's kind, text and rappel. Refused when somebody else changed it in between.</summary>
public sealed class EditNote(UseCaseServices services) : UseCase<EditNoteRequest, Done>(services)
{
    private readonly UseCaseServices _services = services;

    protected override Permission Permission => Permission.EvenementsEdit;

    protected override async Task<Outcome<Done>> ExecuteAsync(AppDbContext db, Acteur acteur, EditNoteRequest request, CancellationToken cancellationToken)
    {
        var evenement = await db.FindAsync(acteur, request.Id, deleted: false, cancellationToken);
        if (evenement is null) return Refus.Introuvable();
        if (!acteur.MayRewrite(evenement.AuteurId)) return Refus.Regle(Texts.Get("Note_d_un_autre"));
        if (await db.RefuseLimiteAsync(acteur, evenement, cancellationToken) is { } limite) return limite;
        if (evenement.Version != request.Version)
        {
            return new Refus(RefusKind.Conflit, Texts.Get("Conflit"))
            {
                Conflits =
                [
                    new ConflitChamp(nameof(request.Texte), null, evenement.Texte, request.Texte),
                    new ConflitChamp(nameof(request.Version), null, evenement.Version.ToString(CultureInfo.InvariantCulture), null),
                ],
            };
        }

        if (await GuardAsync(db, acteur, evenement, request, cancellationToken) is { } sensible) return sensible;
        evenement.Rewrite(request.Type, request.Texte!);
        evenement.From(request.DeLaPersonne);
        if (request.RappelLe is not { } day) evenement.ForgetRappel();
        else if (day != evenement.RappelLe || (request.RappelPourId ?? evenement.RappelPourId) != evenement.RappelPourId)
        {
            var pour = request.RappelPourId ?? evenement.RappelPourId ?? acteur.MembreId;
            if (await _services.RefuseForAsync(db, evenement, pour, cancellationToken) is { } refus) return refus;
            evenement.Remind(day, pour);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Done.Value;
    }

    private async Task<Refus?> GuardAsync(AppDbContext db, Acteur acteur, Evenement evenement, EditNoteRequest request, CancellationToken cancellationToken)
    {
        var contexte = await db.ContexteGardeAsync(acteur, evenement.EntrepriseId is { } one ? [one] : [], evenement.ContactId, cancellationToken);
        var texte = new TexteSurveille(LieuTexte.Note, request.Texte, evenement.Texte, contexte);
        if (TexteSurveille.Refuse(request.MotifGarde, nameof(request.MotifGarde), texte) is { } sensible) return sensible;
        await db.SignalAsync(evenement.Id, new Releve(OrigineAlerte.Saisie, acteur.MembreId, Clock.GetUtcNow(), request.MotifGarde), [texte], cancellationToken);
        return null;
    }
}
