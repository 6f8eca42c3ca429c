using FichierClient.Domain.Common;
using FichierClient.Domain.Rgpd;
using FichierClient.Domain.Rgpd.Registre;

namespace FichierClient.UnitTests.Rgpd.Registre;

public sealed class TraitementTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Membre = Guid.CreateVersion7();

    [Fact]
    public void A_sheet_goes_from_draft_to_validated_and_each_validation_is_a_version_of_its_own()
    {
        var traitement = Make();
        Assert.Equal("Traitement_etape", Assert.Throws<DomainException>(() => traitement.Validate(null, Membre, Now)).Key);
        traitement.Submit();
        var first = traitement.Validate(null, Membre, Now);
        var fiche = traitement.Fiche;
        fiche.FinalitePrincipale = "Autre";
        traitement.Write(fiche, Membre, Now);
        Assert.Equal((StatutTraitement.Brouillon, 1), (traitement.Statut, traitement.Numero));
        traitement.Submit();
        var second = traitement.Validate(first.Fiche, Membre, Now);

        Assert.Equal((1, "Vendre"), (first.Numero, first.Fiche.FinalitePrincipale));
        Assert.Equal((2, "Autre"), (second.Numero, second.Fiche.FinalitePrincipale));
        var archive = traitement.Archive(Membre, Now);
        Assert.Equal((3, StatutTraitement.Archive), (archive.Numero, archive.Statut));
        Assert.Equal("Traitement_archive", Assert.Throws<DomainException>(() => traitement.Write(fiche, Membre, Now)).Key);
        traitement.Reopen();
        traitement.Write(fiche, Membre, Now);
    }

    [Fact]
    public void What_article_30_asks_for_must_be_there_before_a_sheet_is_proposed()
    {
        Assert.Equal("Traitement_sans_finalite", Refused(f => f.FinalitePrincipale = " "));
        Assert.Equal("Traitement_sans_base", Refused(f => f.BaseLegale = null));
        Assert.Equal("Traitement_sans_client", Refused(_ => { }, GenreRegistre.SousTraitant));
        Assert.Equal("Traitement_jamais_valide", Assert.Throws<DomainException>(() => Make().Archive(Membre, Now)).Key);
        var fiche = Fiche();
        fiche.SousFinalites = [.. Enumerable.Range(1, 6).Select(i => $"{i}")];
        Assert.Equal("Traitement_sous_finalites", Assert.Throws<DomainException>(() => Make().Write(fiche, Membre, Now)).Key);
    }

    [Fact]
    public void A_changed_information_notice_gets_the_next_number_and_an_equal_one_keeps_its_own()
    {
        var traitement = Make(f => f.MentionInformation = "Première");
        traitement.Submit();
        var first = traitement.Validate(null, Membre, Now).Fiche;
        traitement.Write(traitement.Fiche, Membre, Now);
        traitement.Submit();
        var second = traitement.Validate(first, Membre, Now).Fiche;
        var fiche = traitement.Fiche;
        fiche.MentionInformation = "Deuxième";
        traitement.Write(fiche, Membre, Now);
        traitement.Submit();
        var third = traitement.Validate(second, Membre, Now).Fiche;

        Assert.Equal([1, 1, 2], [first.MentionVersion, second.MentionVersion, third.MentionVersion]);
    }

    private static string Refused(Action<FicheTraitement> change, GenreRegistre registre = GenreRegistre.Responsable) =>
        Assert.Throws<DomainException>(() => Make(change, registre).Submit()).Key;

    private static Traitement Make(Action<FicheTraitement>? change = null, GenreRegistre registre = GenreRegistre.Responsable)
    {
        var fiche = Fiche();
        change?.Invoke(fiche);
        return new Traitement(Guid.CreateVersion7(), registre, fiche, Membre, Now);
    }

    private static FicheTraitement Fiche() => new() { Nom = "Ventes", FinalitePrincipale = "Vendre", BaseLegale = BaseLegale.Contrat };
}
