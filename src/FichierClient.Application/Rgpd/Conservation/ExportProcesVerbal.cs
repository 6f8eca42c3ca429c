using System.Globalization;
using System.Text;
using System.Text.Json;
using FichierClient.Application.Common;
using FichierClient.Application.Common.Pdf;
using FichierClient.Application.Data;
using FichierClient.Application.Exports;
using FichierClient.Domain.Organisations;
using FichierClient.Domain.Rgpd.Conservation;
using FichierClient.Domain.Rgpd.Registre;
using Microsoft.EntityFrameworkCore;

namespace FichierClient.Application.Rgpd.Conservation;

/// <param name="Id">The minutes.</param>
/// <param name="Json">As they were signed, with signature and key; false: to read.</param>
public sealed record ExportProcesVerbalRequest(Guid Id, bool Json);

/// <summary>The minutes of a run, to read (PDF) or to verify (JSON).</summary>
public sealed class ExportProcesVerbal(UseCaseServices services) : UseCase<ExportProcesVerbalRequest, FichierExporte>(services)
{
    protected override Permission Permission => Permission.ConservationManage;

    protected override async Task<Outcome<FichierExporte>> ExecuteAsync(AppDbContext db, Acteur acteur, ExportProcesVerbalRequest request, CancellationToken cancellationToken)
    {
        if (await db.ProcesVerbaux.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } minutes) return Refus.Introuvable();
        var octets = request.Json ? Encoding.UTF8.GetBytes(Minutes.ToJson(minutes)) : Pdf(minutes);
        var name = Minutes.NameOf(minutes) + (request.Json ? ".json" : ".pdf");
        return new FichierExporte(name, request.Json ? "application/json; charset=utf-8" : "application/pdf", (output, token) => output.WriteAsync(octets, token).AsTask());
    }

    private static byte[] Pdf(ProcesVerbal minutes)
    {
        var c = JsonSerializer.Deserialize<ContenuProcesVerbal>(minutes.Contenu, FicheJson.Options)!;
        var culture = CultureInfo.CurrentUICulture;
        var titre = Texts.Get("Pv_titre", c.Regle);
        var letter = new PdfLetter(titre).Titre(titre).Mention($"{c.Organisation} · {c.Le.ToString("D", culture)}").Champs(
        [
            (Texts.Get("Pv_etape"), Texts.Get($"Pv_etape_{c.Etape}")), (Texts.Get("Pv_par"), c.Par ?? Texts.Get("Pv_systeme")),
            (Texts.Get("Pv_regle"), Texts.Get("Pv_regle_texte", c.DureeMois, c.RegleDepuis.ToString("d", culture))), (Texts.Get("Pv_source"), c.Source ?? ""),
            (Texts.Get("Pv_limite"), c.Limite.ToString("d", culture)), (Texts.Get("Pv_nombre"), c.Nombre.ToString(culture)), (Texts.Get("Pv_geles"), c.Geles.ToString(culture)),
            (Texts.Get("Pv_plafond"), c.Plafond.ToString(culture)), (Texts.Get("Pv_retenus"), c.Retenus.ToString(culture)), (Texts.Get("Pv_executable"), c.ExecutableLe?.ToString("d", culture) ?? ""),
        ]);
        if (c.ExecuteLe is not null) letter.SousTitre(Texts.Get("Pv_execution")).Champs([(Texts.Get("Pv_effaces"), c.Effaces.ToString(culture)), (Texts.Get("Pv_epargnes"), c.Epargnes.ToString(culture)), (Texts.Get("Pv_echecs"), c.Echecs.ToString(culture))]);
        if (c.Actes.Count > 0) letter.SousTitre(Texts.Get("Pv_actes")).Champs(c.Actes.Select(a => (Texts.Get($"Conservation_acte_{a.Acte}"), a.Nombre.ToString(culture))));
        return letter.Mention(Texts.Get("Pv_empreinte", c.Empreinte)).Mention(Signed(minutes)).ToBytes();
    }

    private static string Signed(ProcesVerbal minutes) =>
        Minutes.Verify(minutes) ? Texts.Get("Pv_signe", Convert.ToBase64String(minutes.Signature)) : Texts.Get("Pv_invalide");
}
