using System.Globalization;
using FichierClient.Application.Rgpd.Archives;
using FichierClient.Web.Common;
using FichierClient.Web.Rgpd.Archives;
using FichierClient.Web.Rgpd.Demandes;
using FichierClient.Web.Rgpd.Effacements;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace FichierClient.UnitTests.Web;

/// <summary>A sealed document says in words all that proves what was done.</summary>
public sealed class LecturePieceTests
{
    private const string Demande = """
        { "demande": { "recue_le": "2026-11-02", "nom": "Anne Martin", "canal": "Courrier", "statut": "Cloturee", "echeance_initiale": "2026-12-02", "echeance": "2027-02-02", "identite_question": "Votre date de naissance ?",
          "identite_demandee_le": "2026-11-03T09:00:00+00:00", "identite_recue_le": "2026-11-05T09:00:00+00:00", "identite_niveau": "Recoupee", "identite_moyen": "Rappel au numéro connu", "jours_suspendus": 2,
          "prorogee_le": "2026-11-20", "prorogation_motif": "Trois fichiers à lire" }, "resolutions": [], "journal": [], "courriers": [] }
        """;

    [Fact]
    public void A_request_says_how_it_came_how_it_ended_and_how_its_clock_ran()
    {
        var words = Words("fr-FR", "demandes", Demande);
        foreach (var said in (string[])["Courrier", "Clôturée", "Votre date de naissance ?", "Recoupée avec le fichier", "Rappel au numéro connu", "Trois fichiers à lire", "2", "02/12/2026", "02/02/2027", "20/11/2026"]) Assert.Contains(said, words);
        Assert.Equal(2, words.Count(w => w.StartsWith("03/11/2026", StringComparison.Ordinal) || w.StartsWith("05/11/2026", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_vente_says_its_series_and_is_called_in_the_reader_s_language()
    {
        const string Avoir = """{ "vente": { "type": "Avoir", "serie": "AV", "numero": "12", "date": "2026-01-05" }, "lignes": [] }""";
        Assert.Contains("Credit note", Words("en-GB", "ventes", Avoir));
        Assert.Equal(["Avoir", "AV", "12"], Words("fr-FR", "ventes", Avoir).Take(3));
    }

    [Fact]
    public void A_title_keeps_its_first_word_and_a_number_says_its_series_once()
    {
        static string Numero(string table, string reference) => new ArchiveRow(Guid.Empty, Guid.Empty, table, reference, "", default, default, 0).Numero;
        Assert.Equal(["Maintenance Maintenance-2024", "A Avenant 3", "F12", "F 12"], new[] { Numero("contrats", "Maintenance Maintenance-2024"), Numero("contrats", "A Avenant 3"), Numero("ventes", "F F12"), Numero("ventes", "F 12") });
    }

    private static List<string> Words(string culture, string table, string contenu)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var lecture = new LecturePiece(services.GetRequiredService<IStringLocalizer<EffacementsTexts>>(), services.GetRequiredService<IStringLocalizer<DemandesTexts>>(), new UserClock(TimeProvider.System));
            return [.. lecture.Read(table, contenu).SelectMany(p => p.Champs).Select(c => c.Valeur)];
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
