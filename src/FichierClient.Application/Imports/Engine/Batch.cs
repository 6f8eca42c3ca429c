using System.Globalization;
using FichierClient.Application.Data;
using FichierClient.Application.Imports.Mapping;
using FichierClient.Application.Imports.Retrait;
using FichierClient.Application.Imports.Rows;
using FichierClient.Application.Rgpd.Oppositions;
using FichierClient.Domain.Common;
using FichierClient.Domain.Imports;
using FichierClient.Domain.Rgpd;
using Npgsql;

namespace FichierClient.Application.Imports.Engine;

/// <summary>What the batches of one preview or run share.</summary>
/// <param name="Db">Open for the whole run.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="Import">As it was when this process began.</param>
/// <param name="Lecture">What the columns mean.</param>
/// <param name="Tables">Where it reads and writes.</param>
/// <param name="Devise">The organisation's currency.</param>
/// <param name="Lookups">The short lists: a preview's for all its batches, a run's for one.</param>
/// <param name="Memory">What the rows so far said.</param>
/// <param name="Pieces">Null unless the file has a row a line.</param>
/// <param name="Fiches">Of what rows each kind of record consists.</param>
/// <param name="Oppositions">Who must not come in, and who is not to be solicited.</param>
/// <param name="Societes">Names of the file's companies by their number; null: no row asks for one.</param>
internal sealed record RunContext(
    AppDbContext Db, NpgsqlConnection Connection, Import Import, LectureColonnes Lecture, ImportTables Tables,
    string Devise, ImportLookups Lookups, FileMemory Memory, PiecesDuFichier? Pieces, IReadOnlyDictionary<Sujet, Fiches> Fiches, ListeOpposition Oppositions, SocietesDuFichier? Societes)
{
    public Guid TenantId => Db.TenantId;

    public Guid? MembreId => Import.MembreId;

    public bool UpdatesEntreprises => Import.Genre is GenreImport.Entreprises or GenreImport.Mixte || Lecture.MeleNatures;
}

/// <summary>The rows that one transaction writes beside the records themselves: history and provenance.</summary>
internal sealed class Journal(DateTimeOffset now)
{
    public DateTimeOffset Now { get; } = now;

    public List<(Sujet Sujet, Guid Id, string Champ, string? Ancien, string? Nouveau)> Modifications { get; } = [];

    private readonly Dictionary<Guid, List<string>> champs = [];

    /// <summary>Records that this file made, without fields, or changed, with those that it gave.</summary>
    public List<(Sujet Sujet, Guid Id, IReadOnlyList<string>? Champs)> Provenances { get; } = [];

    public void Created(Sujet sujet, Guid id) => Modifications.Add((sujet, id, Modification.Creation, null, null));

    /// <param name="sujet">What kind of record.</param>
    /// <param name="id">Its key.</param>
    /// <param name="champ">The field, as the history names it.</param>
    /// <param name="before">What it held.</param>
    /// <param name="after">What it holds.</param>
    /// <param name="provenance">The field as provenance names it; null: alike.</param>
    public void Changed(Sujet sujet, Guid id, string champ, object? before, object? after, string? provenance = null)
    {
        Modifications.Add((sujet, id, champ, TextOf(before), TextOf(after)));
        if (after is null) return;
        if (!champs.TryGetValue(id, out var given)) champs[id] = given = [];
        given.Add(provenance ?? champ);
    }

    /// <summary>The fields that the file gave to a record that was there.</summary>
    public IReadOnlyList<string> GivenTo(Guid id) => champs.GetValueOrDefault(id) ?? [];

    public static string? TextOf(object? value) => value is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
}

/// <summary>Aggregates of one kind that a batch made or changed, with what they were before.</summary>
internal sealed class Touched<T>(BulkWriter<T> writer) where T : AggregateRoot
{
    private readonly Dictionary<Guid, object?[]> before = [];

    public List<T> Created { get; } = [];

    public Dictionary<Guid, T> Changed { get; } = [];

    public void Add(T created) => Created.Add(created);

    /// <summary>Remembers a loaded record before its first change in this batch.</summary>
    public void Remember(T loaded) => before.TryAdd(loaded.Id, writer.Snapshot(loaded));

    /// <summary>What a row changes in a record: applies it and returns the told differences.</summary>
    public List<(string Champ, object? Before, object? After)> Change(T record, Action apply)
    {
        var snapshot = writer.Snapshot(record);
        apply();
        var differences = writer.Differences(snapshot, record).ToList();
        if (differences.Count > 0) MarkChanged(record);
        return differences;
    }

    /// <summary>A part changed: the record's own version must tell of it.</summary>
    public void MarkChanged(T record)
    {
        if (before.ContainsKey(record.Id)) Changed.TryAdd(record.Id, record);
    }

    /// <summary>Stamps and writes the records; adds history and provenance of those.</summary>
    public async Task WriteAsync(RunContext run, Journal journal, Sujet sujet, bool provenance, CancellationToken cancellationToken)
    {
        foreach (var record in Created)
        {
            record.Stamp(journal.Now, run.MembreId, created: true);
            journal.Created(sujet, record.Id);
            run.Memory.Make(record.Id);
        }

        foreach (var record in Changed.Values)
        {
            record.Stamp(journal.Now, run.MembreId, created: false);
            foreach (var (champ, old, value) in writer.Differences(before[record.Id], record)) journal.Changed(sujet, record.Id, champ, old, value);
        }

        // As they were: the import can be taken back.
        if (!run.Tables.IsPreview && Changed.Count > 0)
            await ImageSql.TakeForeignAsync(new Lot(run.Connection, run.TenantId, run.Import.Id, run.Fiches[sujet], journal.Now, run.MembreId), [.. Changed.Keys], cancellationToken);
        if (provenance)
        {
            journal.Provenances.AddRange(Created.Select(r => (sujet, r.Id, (IReadOnlyList<string>?)null)));
            // A file that only clears fields gave none.
            journal.Provenances.AddRange(Changed.Keys.Select(id => (sujet, id, (IReadOnlyList<string>?)journal.GivenTo(id))).Where(p => p.Item3!.Count > 0));
        }

        await writer.InsertAsync(run.Connection, run.Tables, Created, cancellationToken);
        await writer.UpsertAsync(run.Connection, run.Tables, [.. Changed.Values], cancellationToken);
    }
}

/// <summary>What only the whole file knows, in a few bytes a row; read again from the beginning when an import resumes.</summary>
internal sealed class FileMemory
{
    private readonly HashSet<ulong> sirets = [];
    private readonly HashSet<ulong> numbers = [];
    private readonly HashSet<ulong> made = [];
    private readonly HashSet<Guid> records = [];
    private readonly Dictionary<ulong, int> fingerprints = [];
    private readonly Dictionary<ulong, int> lines = [];

    public void SeeSiret(string siret) => sirets.Add(ulong.Parse(siret, CultureInfo.InvariantCulture));

    public bool SawSiret(string siret) => sirets.Contains(ulong.Parse(siret, CultureInfo.InvariantCulture));

    /// <summary>False when the file had this number before.</summary>
    public bool SeeNumber(LigneImportee row) =>
        numbers.Add(Hash($"{row.Vente!.Serie}\u001F{row.Vente.Numero}\u001F{row.Journal}\u001F{row.EstAvoirDit || row.Vente.EstNegative}"));

    /// <summary>How many identical rows came before this one.</summary>
    public int SeeFingerprint(string fingerprint) => Count(fingerprints, Hash(fingerprint));

    /// <summary>How many rows of the same invoice came before this one.</summary>
    public int SeeLine((string Serie, string Numero) key) => Count(lines, ClesDePieces.Hash(key));

    /// <summary>The vente is this file's own: what later rows add to it doesn't make it a changed one.</summary>
    public void Make(string serie, string numero) => made.Add(Hash($"{serie}\u001F{numero}"));

    public bool Made(string serie, string numero) => made.Contains(Hash($"{serie}\u001F{numero}"));

    /// <summary>The record is this file's own: what a later batch adds to it doesn't make it a changed one, wherever batches end.</summary>
    public void Make(Guid record) => records.Add(record);

    public bool Made(Guid record) => records.Contains(record);

    private static int Count(Dictionary<ulong, int> counts, ulong key)
    {
        var times = counts.GetValueOrDefault(key);
        counts[key] = times + 1;
        return times;
    }

    /// <summary>Eight bytes for a text; two texts of a file that share them are less likely than a fault of the disk.</summary>
    public static ulong Hash(string text) =>
        BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
