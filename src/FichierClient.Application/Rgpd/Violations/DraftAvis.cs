using FichierClient.Application.Common;
using FichierClient.Application.Data;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Violations;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Violations;

public sealed record DraftAvisRequest(Guid Id, DestinataireAvis Destinataire);

/// <summary>Drafts the notification of a breach to the CNIL (art. 33(3)) or to the persons (art. 34(2)) from its file.</summary>
public sealed class DraftAvis(UseCaseServices services) : UseCase<DraftAvisRequest, AvisViolation>(services)
{
    protected override Permission Permission => Permission.ViolationsManage;

    protected override async Task<Outcome<AvisViolation>> ExecuteAsync(AppDbContext db, Acteur acteur, DraftAvisRequest request, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var violation = await db.Violations.AsNoTracking().SingleOrDefaultAsync(v => v.Id == request.Id, cancellationToken);
        if (violation is null) return Refus.Introuvable();
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellationToken);
        var dpos = await db.Membres.AsNoTracking().Where(m => m.Role == Role.Dpo && m.RetireLe == null).OrderBy(m => m.Nom)
            .Select(m => m.Nom + ", " + m.Email).ToListAsync(cancellationToken);
        var dpo = dpos.Count == 0 ? Texts.Get("Avis_dpo_a_completer") : string.Join(" ; ", dpos);
        return request.Destinataire == DestinataireAvis.Cnil ? Cnil(violation, organisation, dpo) : Personnes(violation, organisation, dpo);
    }

    private static AvisViolation Cnil(Violation v, Organisation organisation, string dpo) => new($"{v.Reference}-cnil", Texts.Get("Avis_cnil", v.Reference),
    [
        new(Texts.Get("Avis_organisme")) { Champs = [new(Texts.Get("Avis_responsable"), organisation.Nom), new(Texts.Get("Avis_dpo"), dpo)] },
        new(Texts.Get("Avis_chronologie"))
        {
            Champs =
            [
                Date("Avis_survenue", v.SurvenueLe), Date("Avis_finie", v.FinieLe), Date("Avis_constatee", v.ConstateeLe), Date("Avis_connaissance", v.PriseConnaissanceLe),
                Date("Avis_echeance", v.Echeance), Text("Avis_retard", v.MotifRetard ?? Texts.Get("Avis_sans_objet")),
            ],
        },
        new(Texts.Get("Avis_nature"))
        {
            Champs = [Text("Avis_natures", Natures(v.Natures)), Text("Avis_origine", Texts.Get($"Origine_{v.Origine}")), Text("Avis_cause", Texts.Get($"Cause_{v.Cause}")), Text("Avis_circonstances", v.Circonstances)],
        },
        new(Texts.Get("Avis_donnees"))
        {
            Champs =
            [
                Text("Avis_categories", v.Donnees), Text("Avis_sensibles", v.DonneesSensibles), Text("Avis_personnes", v.CategoriesPersonnes),
                Text("Avis_nombre", v.NombrePersonnes?.ToString("N0", Culture)), Text("Avis_enregistrements", v.NombreEnregistrements?.ToString("N0", Culture)), Text("Avis_pays", v.AutresPays),
            ],
        },
        new(Texts.Get("Avis_consequences"))
        {
            Champs =
            [
                Text("Avis_consequences_probables", v.Consequences), Text("Avis_gravite", v.Gravite is { } g ? Texts.Get($"Gravite_{g}") : null), Text("Avis_avant", v.MesuresAvant), Text("Avis_prises", v.MesuresPrises),
                Text("Avis_sous_traitants", v.SousTraitants), Text("Avis_information", Information(v, At)),
            ],
        },
    ]);

    private static AvisViolation Personnes(Violation v, Organisation organisation, string dpo) => new($"{v.Reference}-personnes", Texts.Get("Avis_lettre", organisation.Nom),
    [
        new((string?)null) { Paragraphes = [Texts.Get("Lettre_debut", organisation.Nom, At(v.PriseConnaissanceLe))] },
        new(Texts.Get("Lettre_nature")) { Paragraphes = [v.Circonstances ?? Texts.Get("Avis_a_completer"), Texts.Get("Lettre_donnees", v.Donnees ?? Texts.Get("Avis_a_completer"))] },
        new(Texts.Get("Lettre_consequences")) { Paragraphes = [v.Consequences ?? Texts.Get("Avis_a_completer")] },
        new(Texts.Get("Lettre_mesures")) { Paragraphes = [v.MesuresPrises ?? Texts.Get("Avis_a_completer"), Texts.Get("Lettre_conseils")] },
        new(Texts.Get("Lettre_contact")) { Paragraphes = [Texts.Get("Lettre_dpo", dpo), Texts.Get("Lettre_cnil")] },
    ]);

    private static System.Globalization.CultureInfo Culture => System.Globalization.CultureInfo.CurrentUICulture;

    private static ChampAvis Text(string key, string? value) => new(Texts.Get(key), value ?? Texts.Get("Avis_a_completer"));

    private static ChampAvis Date(string key, DateTimeOffset? instant) => Text(key, instant is { } known ? At(known) : null);

    /// <summary>In French time, which is the CNIL's.</summary>
    private static string At(DateTimeOffset instant) => Texts.Get("Avis_instant", TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).DateTime);

    private static string? Natures(NaturesViolation natures) => natures == 0 ? null
        : string.Join(", ", Enum.GetValues<NaturesViolation>().Where(n => n != 0 && natures.HasFlag(n)).Select(n => Texts.Get($"Nature_{n}")));

    private static string Information(Violation v, Func<DateTimeOffset, string> at) => v switch
    {
        { PersonnesInformeesLe: { } le } => Texts.Get("Avis_informees", at(le), v.MoyenInformation ?? ""),
        { Exception: { } exception } => $"{Texts.Get($"Exception_{exception}")} {v.MotifException}",
        { Risque: RisqueViolation.Eleve } => Texts.Get("Avis_a_informer"),
        _ => Texts.Get("Avis_sans_objet"),
    };
}
