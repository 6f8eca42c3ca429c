using System.Text.RegularExpressions;
using FichierClient.Domain.Rgpd;

namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>A field of another record in which the erased person was named, and which was redacted.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Colonne">Its column.</param>
/// <param name="Id">Its row.</param>
public sealed record LieuCaviarde(string Table, string Colonne, Guid Id);

/// <summary>A key by which a connected system knew the person; it belongs to nobody now.</summary>
public sealed record CleJournal(Guid SystemeId, Guid Cle);

/// <summary>What an entry on the objection list needs to be made again.</summary>
/// <param name="Genres">The kind of each print, in their order.</param>
/// <param name="Portee">Flags, as stored.</param>
/// <param name="Nature">Objection, or the shadow of an erasure.</param>
/// <param name="RevueLe">When it is to be looked at again.</param>
public sealed record OppositionJournal(string[] Genres, int Portee, string Nature, DateOnly RevueLe);

/// <summary>
/// One decision that a restored database must learn of. It holds ids, keyed prints and names of columns, never a text that somebody
/// typed: <see cref="EnsureNoText"/> refuses anything else.
/// </summary>
/// <param name="Seq">Its number, from 1 without gaps; given by the journal.</param>
/// <param name="Nature">One of the constants of this record.</param>
/// <param name="TenantId">The organisation.</param>
/// <param name="EffacementId">The erasure, request or objection that it belongs to; of evidence, the document.</param>
/// <param name="Sujet">The kind of record.</param>
/// <param name="SujetId">The person's record.</param>
/// <param name="SujetIds">All records of this person, merged ones included.</param>
/// <param name="Empreintes">Keyed prints of the person's identifiers, base64.</param>
/// <param name="CleVersion">The key that made them.</param>
/// <param name="Le">When it was decided.</param>
/// <param name="PlanHash">SHA-256 of the approved plan, hexadecimal.</param>
/// <param name="Lieux">Fields of other records that were redacted.</param>
/// <param name="Precedent">SHA-256 of the entry before, hexadecimal; null for the first. Given by the journal.</param>
/// <param name="Opposition">For the natures that concern the objection list.</param>
/// <param name="Gardes">Fields in which the DPO looked at a finding and left it: another person's, or a company's.</param>
/// <param name="Cles">The person's keys in connected systems, which answer « gone » after a restore too.</param>
public sealed partial record EntreeJournal(
    long Seq,
    string Nature,
    Guid TenantId,
    Guid EffacementId,
    string Sujet,
    Guid SujetId,
    Guid[] SujetIds,
    string[] Empreintes,
    int CleVersion,
    DateTimeOffset Le,
    string? PlanHash,
    LieuCaviarde[] Lieux,
    string? Precedent,
    OppositionJournal? Opposition = null,
    LieuCaviarde[]? Gardes = null,
    CleJournal[]? Cles = null)
{
    /// <summary>Natures: an erasure and its being called off before anything was erased; an objection; a restriction; the lifting of the last two; what a person has to do again: a correction, the end of a consent; the end of a whole organisation; evidence that was taken out of the archive.</summary>
    public const string NatureEffacement = "effacement", NatureAnnulation = "annulation", NatureOpposition = "opposition", NatureLimitation = "limitation", NatureLevee = "levee",
        NatureRectification = "rectification", NatureRetrait = "retrait",
        NatureFin = "fin", NatureRetraitScelle = "retrait_scelle";

    private static readonly string[] Natures = [NatureEffacement, NatureAnnulation, NatureOpposition, NatureLimitation, NatureLevee, NatureRectification, NatureRetrait, NatureFin, NatureRetraitScelle];

    /// <summary>
    /// Numbers of the erasures that were called off: the next word on the same erasure is its calling off. One that was called off, tried
    /// again and done has a later entry, which counts.
    /// </summary>
    /// <param name="entries">In the order of their numbers, without a gap behind the first.</param>
    public static HashSet<long> CalledOff(IEnumerable<EntreeJournal> entries)
    {
        var (last, off) = (new Dictionary<Guid, long>(), new HashSet<long>());
        foreach (var entry in entries)
        {
            if (entry.Nature is NatureEffacement or NatureFin) last[entry.EffacementId] = entry.Seq;
            else if (entry.Nature == NatureAnnulation && last.Remove(entry.EffacementId, out var seq)) off.Add(seq);
        }

        return off;
    }

    /// <exception cref="ArgumentException">A field holds something that could be a text.</exception>
    public void EnsureNoText()
    {
        Require(Natures.Contains(Nature), nameof(Nature));
        Require(Enum.TryParse<Sujet>(Sujet, out _) || Sujet.Length == 0, nameof(Sujet));
        Require(PlanHash is null || Sha256().IsMatch(PlanHash), nameof(PlanHash));
        Require(Array.TrueForAll(Empreintes, IsPrint), nameof(Empreintes));
        Require(Array.TrueForAll([.. Lieux, .. Gardes ?? []], l => Name().IsMatch(l.Table) && Name().IsMatch(l.Colonne)), nameof(Lieux));
        Require(Opposition is null || Name().IsMatch(Opposition.Nature) && Array.TrueForAll(Opposition.Genres, g => Name().IsMatch(g)), nameof(Opposition));
        Require(Opposition is null || Opposition.Genres.Length == Empreintes.Length, nameof(Opposition));
    }

    private static bool IsPrint(string text)
    {
        Span<byte> print = stackalloc byte[33];
        return Convert.TryFromBase64String(text, print, out var length) && length == 32;
    }

    private static void Require(bool holds, string field)
    {
        if (!holds) throw new ArgumentException($"An entry of the journal holds no text: {field} isn't of its form.");
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();

    [GeneratedRegex("^[a-z_][a-z0-9_.]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
