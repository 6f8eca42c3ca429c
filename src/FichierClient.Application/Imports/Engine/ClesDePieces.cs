using FichierClient.Application.Imports.Rows;

namespace FichierClient.Application.Imports.Engine;

/// <summary>
/// What tells documents of one number apart within a file: an avoir counts in a series of its own where a column names it or an answer says so, or where
/// the sign parts it from a facture of another day or client; entries of a FEC count by journal where several journals have the number.
/// </summary>
/// <param name="parSigne">Whatever is below zero is an avoir with a number of its own.</param>
internal sealed class ClesDePieces(bool parSigne)
{
    private const string Avoirs = "\u001FA";

    private readonly Dictionary<ulong, (string Journal, ulong Client)> journaux = [];
    private readonly Dictionary<ulong, HashSet<(string Journal, ulong Client)>> dePlusieurs = [];
    private readonly HashSet<(string, string)> partages = [];

    public bool SeparentDesJournaux => dePlusieurs.Count > 0;

    /// <summary>Each row once, before any is asked about.</summary>
    public void See(LigneImportee row)
    {
        if (row is not { Journal: { } journal, Piece: { } key }) return;
        var (hash, entry) = (Hash(key), (journal, ClientOf(row)));
        if (journaux.TryAdd(hash, entry) || journaux[hash].Journal == journal) return;
        if (!dePlusieurs.TryGetValue(hash, out var all)) dePlusieurs[hash] = all = [journaux[hash]];
        all.Add(entry);
    }

    /// <summary>The number as it stands, an avoir that is called so apart; the same from the first row to the last.</summary>
    public (string Serie, string Numero)? OfNumber(LigneImportee row) => row.Piece is { } key ? Typed(row, key) : null;

    /// <summary>The same by journal.</summary>
    public (string Serie, string Numero)? OfJournal(LigneImportee row) => row.Piece is { } key ? Typed(row, AreSeveralJournals(row) ? (row.Journal!, key.Numero) : key) : null;

    /// <summary>The document; null: the row has no number.</summary>
    public (string Serie, string Numero)? Of(LigneImportee row) =>
        OfJournal(row) is { } key ? row.Vente?.EstNegative == true && partages.Contains(key) ? OfAvoir(key) : key : null;

    public bool AreSeveralJournals(LigneImportee row) => row is { Journal: not null, Piece: { } key } && dePlusieurs.ContainsKey(Hash(key));

    /// <summary>Another journal has this number for the same client.</summary>
    public bool AreSeveralJournalsOfOneClient(LigneImportee row) =>
        row is { Journal: { } journal, Piece: { } key } && dePlusieurs.TryGetValue(Hash(key), out var all) && ClientOf(row) is var client && all.Any(e => e.Journal != journal && e.Client == client);

    public void Part((string, string) key) => partages.Add(key);

    public void Unpart((string, string) key) => partages.Remove(key);

    public static (string Serie, string Numero) OfAvoir((string Serie, string Numero) key) => (key.Serie + Avoirs, key.Numero);

    public static ulong Hash((string Serie, string Numero) key) => FileMemory.Hash($"{key.Serie}\u001F{key.Numero}");

    private static ulong ClientOf(LigneImportee row) => FileMemory.Hash(row.Entreprise is { } e ? e.Siren ?? e.Reference ?? e.CleNom : "");

    private (string, string) Typed(LigneImportee row, (string, string) key) => row.EstAvoirDit || (parSigne && row.Vente?.EstNegative == true) ? OfAvoir(key) : key;
}
