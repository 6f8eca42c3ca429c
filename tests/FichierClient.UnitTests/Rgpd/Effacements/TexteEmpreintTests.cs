using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Effacements;
using FichierClient.Domain.Common;

namespace FichierClient.UnitTests.Rgpd.Effacements;

/// <summary>An erased person is found again in a text by her prints alone, however the text writes her.</summary>
public sealed class TexteEmpreintTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fichierclient-");

    [Theory]
    [InlineData("Bonjour, écrivez à zephyrine@perso.test.", PresenceEmpreinte.Coordonnee)]
    [InlineData("« 'zephyrine@perso.test' »", PresenceEmpreinte.Coordonnee)]
    [InlineData("mailto:zephyrine%40perso.test?subject=x", PresenceEmpreinte.Coordonnee)]
    [InlineData("Réponse : zephyrine@perso.test.Merci", PresenceEmpreinte.Coordonnee)]
    [InlineData("Rappeler le +33 6 12 34 56 78", PresenceEmpreinte.Coordonnee)]
    [InlineData("Facture de l’Entreprise individuelle Marie Claire de la Tour du Pin, payée", PresenceEmpreinte.Nom)]
    [InlineData("autre-zephyrine@perso.test et le 06 12 34 56 79", PresenceEmpreinte.Aucune)]
    public void Addresses_numbers_and_names_are_found(string text, PresenceEmpreinte expected)
    {
        var (prints, tenant) = (new Empreintes(new CleStore(Path.Combine(folder.FullName, "secrets"))), Guid.CreateVersion7());
        string Of(string genre, string value) => Convert.ToBase64String(prints.Of(tenant, genre, value));
        HashSet<string> hers =
        [
            Of(Identifiants.Email, "zephyrine@perso.test"), Of(Identifiants.Telephone, "+33612345678"),
            Of(TraceEffacement.GenreNom, TexteNormalise.Of("Entreprise individuelle Marie Claire de la Tour du Pin")),
        ];
        Assert.Equal(expected, TexteEmpreint.Find(prints, tenant, hers, text));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
