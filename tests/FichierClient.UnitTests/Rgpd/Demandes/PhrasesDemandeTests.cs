using FichierClient.Application.Rgpd.Demandes;
using FichierClient.Domain.Rgpd.Demandes;

namespace FichierClient.UnitTests.Rgpd.Demandes;

public sealed class PhrasesDemandeTests
{
    [Theory]
    [InlineData("Elle exerce son droit d'accès", DroitDemande.Acces)]
    [InlineData("Il demande une copie de ses données", DroitDemande.Acces)]
    [InlineData("« Quelles informations avez-vous sur moi ? »", DroitDemande.Acces)]
    [InlineData("Supprimez mes données !", DroitDemande.Effacement)]
    [InlineData("A dit au téléphone : SUPPRIMEZ TOUTES MES DONNEES", DroitDemande.Effacement)]
    [InlineData("Veut qu’on efface sa fiche", DroitDemande.Effacement)]
    [InlineData("Demande à être retirée de notre fichier", DroitDemande.Effacement)]
    [InlineData("Demande la suppression de ses coordonnées", DroitDemande.Effacement)]
    [InlineData("invoque le droit à l’oubli", DroitDemande.Effacement)]
    [InlineData("Merci de rectifier mes coordonnées", DroitDemande.Rectification)]
    [InlineData("Ne me contactez plus", DroitDemande.OppositionProspection)]
    [InlineData("Il ne souhaite plus être contacté", DroitDemande.OppositionProspection)]
    [InlineData("elle ne veut plus qu'on l'appelle", DroitDemande.OppositionProspection)]
    [InlineData("À ne plus relancer", DroitDemande.OppositionProspection)]
    [InlineData("Veut se désinscrire de la newsletter", DroitDemande.OppositionProspection)]
    [InlineData("ne veut plus recevoir nos mails", DroitDemande.OppositionProspection)]
    [InlineData("Cessez de m’appeler… de nous démarcher", DroitDemande.OppositionProspection, false)]
    [InlineData("Inscrit sur Bloctel", DroitDemande.OppositionProspection)]
    [InlineData("s'oppose à toute prospection", DroitDemande.OppositionProspection)]
    [InlineData("Elle retire son consentement", DroitDemande.RetraitConsentement)]
    [InlineData("réclame la portabilité de ses données", DroitDemande.Portabilite)]
    public void What_a_person_asks_for_is_heard(string note, DroitDemande droit, bool found = true)
    {
        Assert.Equal(found, PhrasesDemande.Found(note));
        if (found) Assert.Contains(droit, PhrasesDemande.RightsIn(note));
    }

    [Theory]
    [InlineData("Il menace d’écrire à la CNIL")]
    [InlineData("Question sur le RGPD")]
    [InlineData("Se plaint de l'usage de ses données personnelles")]
    public void What_is_about_data_protection_is_proposed_as_access(string note)
    {
        Assert.True(PhrasesDemande.Found(note));
        Assert.Equal([DroitDemande.Acces], PhrasesDemande.RightsIn(note));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Rappeler jeudi pour le devis")]
    [InlineData("Il ne travaille plus ici, appeler sa collègue")]
    [InlineData("Ne peut plus payer, relancer en mars")]
    [InlineData("Veut supprimer la ligne 3 de la commande")]
    [InlineData("A effacé l’ardoise, commande de 3 palettes")]
    [InlineData("Corriger l’adresse de livraison")]
    [InlineData("Demande l’accès au quai de déchargement")]
    [InlineData("Souhaite recevoir la copie de la facture 2041")]
    [InlineData("On l’a contacté deux fois, plus de nouvelles")]
    [InlineData("Retirer le produit de la liste de prix")]
    [InlineData("Ne plus livrer le lundi")]
    [InlineData("Elle a oublié son droit de retour")]
    [InlineData("Le client veut plus de courriers recommandés en stock", true)]
    public void An_ordinary_note_is_left_alone(string note, bool knownFalseAlarm = false) => Assert.Equal(knownFalseAlarm, PhrasesDemande.Found(note));

    [Fact]
    public void Several_rights_are_heard_at_once() => Assert.Equal(
        [DroitDemande.Effacement, DroitDemande.OppositionProspection],
        PhrasesDemande.RightsIn("RGPD : supprimez mes données et ne me contactez plus").Order());
}
