namespace FichierClient.Application.Imports.Mapping;

/// <summary>Words that mean something else in the exports of one program, which the other columns give away.</summary>
internal static class MisleadingColumns
{
    /// <summary>What gives the program away, and the column that isn't what it is called.</summary>
    private static readonly (string[] Signs, string Column)[] Programs =
    [
        // QuickBooks: the ledger's account; the client is « Name ».
        (["split", "num", "transactiontype"], "account"),
        // Salesforce and EspoCRM: the opportunity's name, not the company's.
        (["stagename", "closedate", "accountid"], "name"),
        (["stage", "closedate", "accountid"], "name"),
        // Outlook: the person's manager, not who follows the client.
        (["adressedecourrier", "nomdelassistante"], "responsable"),
    ];

    /// <summary>The indices of the columns that are left out of a proposal.</summary>
    public static HashSet<int> Of(IReadOnlyList<string> headers)
    {
        var keys = headers.Select(ChampsImport.KeyOf).ToList();
        return [.. Programs.Where(p => p.Signs.All(keys.Contains)).Select(p => keys.IndexOf(p.Column)).Where(i => i >= 0)];
    }
}
