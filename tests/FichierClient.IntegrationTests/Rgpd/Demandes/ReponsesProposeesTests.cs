using FichierClient.Application.Rgpd.Archives;
using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.IntegrationTests.Rgpd.Demandes;

/// <summary>What the proposed letter says after an erasure is what all of its certificates say.</summary>
public sealed class ReponsesProposeesTests
{
    private static readonly LieuCertifie Facture = Kept("ventes", PlanReader.BaseComptable, 2037), Contrat = Kept(PreuveContrat.Table, PreuveContrat.Base, 2031);

    [Fact]
    public void E_mails_that_stayed_are_those_of_every_certificate()
    {
        var texte = ReponsesProposees.Certifiee(["EFF-1", "EFF-2"], [Certificate() with { CourrielsRestes = 2 }, Certificate() with { CourrielsRestes = 1, CourrielsNonLus = 4 }, Certificate()], []).Texte;

        Assert.Contains("3 courriels gardés en fichier n’ont pas pu être supprimés", texte, StringComparison.Ordinal);
        Assert.Contains("4 courriels gardés en fichier n’ont pas pu être lus", texte, StringComparison.Ordinal);
        // A day that holds, whatever a month's length: the law counts in months (RGPD art. 12(3)).
        Assert.Contains("chaque nuit à partir du 31 janvier 2027 au plus tard", ReponsesProposees.Certifiee(["EFF-1"], [Certificate() with { CourrielsNonLus = 1, EmisLe = new DateTimeOffset(2027, 1, 1, 9, 0, 0, TimeSpan.Zero) }], []).Texte, StringComparison.Ordinal);
        // The same documents, whichever of her records was erased.
        Assert.Contains(" 3 documents remis avec les demandes d’autres personnes n’ont pas pu être lus", ReponsesProposees.Certifiee(["EFF-1", "EFF-2"], [Certificate() with { PiecesNonLues = 2 }, Certificate() with { PiecesNonLues = 3 }], []).Texte, StringComparison.Ordinal);
        Assert.DoesNotContain("remis avec", ReponsesProposees.Certifiee(["EFF-1"], [Certificate()], []).Texte, StringComparison.Ordinal);
        Assert.DoesNotContain("courriel", ReponsesProposees.Certifiee(["EFF-1"], [Certificate()], []).Texte, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_is_that_of_what_is_sealed()
    {
        static string? Motif(params LieuCertifie[] lieux) => ReponsesProposees.Certifiee(["EFF-1"], [Certificate(lieux), Certificate()], []).Motif;

        Assert.Null(Motif());
        Assert.Equal([false, true], Said(Motif(Contrat)));
        Assert.Equal([true, false], Said(Motif(Facture)));
        Assert.Equal([true, true], Said(Motif(Facture, Contrat)));
        Assert.Contains("2037", ReponsesProposees.Certifiee(["EFF-1"], [Certificate(Contrat), Certificate(Facture)], []).Texte, StringComparison.Ordinal);
        Assert.StartsWith("Un contrat est en cours", ReponsesProposees.Certifiee(["EFF-1"], [Certificate(Contrat)], [MotifExemption.ContratEnCours]).Motif, StringComparison.Ordinal);
    }

    private static bool[] Said(string? motif) => [motif!.Contains("pièces comptables", StringComparison.Ordinal), motif.Contains("La preuve d’un contrat", StringComparison.Ordinal)];

    private static LieuCertifie Kept(string table, string reason, int year) => new(table, null, ActionEffacement.Sceller, 1, 1, 1, reason, new DateOnly(year, 1, 31));

    private static CertificatContenu Certificate(params LieuCertifie[] lieux) =>
        new(1, "EFF-1", "Essai", "Opposition", "", default, 1, 1, lieux, 0, 0, "", new VerificationCertifiee("", 0, 0, 0, [], "", 0, 0), new DateOnly(2027, 1, 1), false, default);
}
