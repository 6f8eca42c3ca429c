using FichierClient.Application.Exports.Lignes;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Domain.Imports;
using FichierClient.UnitTests.Imports;

namespace FichierClient.UnitTests.Exports;

public sealed class ReimportTests
{
    [Fact]
    public async Task An_import_recognises_every_column_of_a_lossless_export_as_its_own()
    {
        var listes = new ListesExport();
        foreach (var (genre, keys) in new[]
        {
            (GenreImport.Entreprises, ReimportEntreprise.Colonnes(listes).Select(c => c.Entete.Titre)),
            (GenreImport.Contacts, ReimportContact.Colonnes.Select(c => c.Entete.Titre)),
            (GenreImport.Ventes, ReimportVente.Colonnes(listes).Select(c => c.Entete.Titre)),
        })
        {
            string[] headers = [.. keys];
            var file = await ReadingTests.AnalyseAsync($"{string.Join(';', headers)}\n{string.Join(';', headers.Select(_ => "x"))}\n");
            Assert.Equal(headers.ToDictionary(h => h, h => (string?)h), MappingProposal.Propose(file, genre).Colonnes);
        }
    }
}
