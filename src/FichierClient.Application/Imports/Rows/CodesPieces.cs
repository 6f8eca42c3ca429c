namespace FichierClient.Application.Imports.Rows;

/// <summary>Codes by which programs name documents in a column of their own: « FA », « AVO », « BL ».</summary>
internal static class CodesPieces
{
    private static readonly string[] Factures = ["f", "fa", "fac", "facc", "fact", "fc", "fcl", "fv", "inv", "fr", "fp", "tic", "tk", "tck", "vt", "vte"];

    private static readonly string[] Avoirs = ["av", "avc", "avo", "avoc", "avr", "ac", "nc", "cn", "crn"];

    private static readonly string[] Autres =
        ["de", "dv", "dev", "devc", "dvc", "bc", "bdc", "cc", "cd", "cde", "cdc", "cmd", "cmdc", "cmdf", "bl", "blc", "blf", "pl", "br", "brc", "brf", "bp", "bi", "pf", "pro", "rg", "rgt", "reg", "pmt", "enc", "od", "ach", "ff", "faf", "facf", "avf", "avof"];

    /// <summary>Codes that mean nothing else in capitals: one of them shows what its column is.</summary>
    private static readonly string[] Surs = ["fa", "fac", "facc", "fact", "inv", "av", "avc", "avo", "avoc", "bl", "blc", "cde", "cmd", "dev", "devc"];

    public static bool EstSur(string code) => Array.IndexOf(Surs, code) >= 0;

    public static bool EstFacture(string code) => Array.IndexOf(Factures, code) >= 0;

    /// <summary>« A » is one beside « F » alone, where such columns have no other letters.</summary>
    public static bool EstAvoir(string code) => code == "a" || Array.IndexOf(Avoirs, code) >= 0;

    public static bool EstAutre(string code) => Array.IndexOf(Autres, code) >= 0;

    /// <summary>Codes of credit notes that are other words elsewhere: « NC » says that nothing is known.</summary>
    public static bool EstAmbigu(string code) => code is "a" or "ac" or "nc" or "cn" or "crn";

    /// <summary>Short, in capitals.</summary>
    public static bool EstCode(string cell) => cell.Length is > 0 and <= 5 && cell.All(char.IsAsciiLetterUpper);
}
