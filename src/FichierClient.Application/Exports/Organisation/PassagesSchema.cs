using FichierClient.Application.Data.Migrations;

namespace FichierClient.Application.Exports.Organisation;

/// <summary>
/// How the rows of a ZIP that an older version wrote become rows of this one: by what each migration since then does to rows, done once more to
/// those that came in. New tables stay empty and new columns get their default. A migration that isn't here, or that took away or changed the
/// meaning of a column, lets no older file pass.
/// </summary>
internal static class PassagesSchema
{
    /// <summary>The oldest schema from which the way is known.</summary>
    public const string PlusAncien = "20261203040000_KeepRefusedRowsOfReducedImports";

    private static readonly Dictionary<string, Func<string, string>?> Passages = new(StringComparer.Ordinal)
    {
        ["20261204010000_MarkFins"] = null,
        ["20261204020000_AnswerWhenRevoked"] = null,
        ["20261205010000_RewriteNafOfImages"] = RewriteNafOfImages.Rows,
        ["20261205020000_AddCesseeLe"] = null,
        ["20261205030000_OrderTelephones"] = OrderTelephones.Rows,
        ["20261206000000_WithdrawSealed"] = null,
        ["20261206010000_GuardLines"] = null,
        ["20261208000000_GuardWithdrawal"] = null,
        ["20261208010000_ReadAllLines"] = ReadAllLines.Rows,
        ["20261209000000_TellMerges"] = TellMerges.Rows,
        ["20261209010000_HoldCertified"] = null,
        ["20261209020000_AskAboutFiles"] = null,
        ["20261209030000_GroupAlerts"] = GroupAlerts.Rows,
        ["20261210000000_AddComplements"] = null,
        ["20261211000000_NameSources"] = NameSources.Rows,
        ["20261211000001_AskByErasure"] = AskByErasure.Rows,
        ["20261212000000_KeepDouzeMois"] = null,
    };

    /// <summary>The migrations whose way is known; of those that only add tables and columns there is nothing to do.</summary>
    public static IReadOnlyCollection<string> Connues => Passages.Keys;

    /// <summary>What to do to the rows of an organisation, in order; null: there is no way.</summary>
    /// <param name="from">The schema of the file.</param>
    /// <param name="applied">The migrations of this database.</param>
    /// <param name="tenant">The organisation.</param>
    public static IReadOnlyList<string>? Between(string from, IReadOnlyCollection<string> applied, Guid tenant)
    {
        if (!applied.Contains(from) || string.CompareOrdinal(from, PlusAncien) < 0) return null;
        var since = applied.Where(m => string.CompareOrdinal(m, from) > 0).Order(StringComparer.Ordinal).ToList();
        return since.TrueForAll(Passages.ContainsKey) ? [.. since.Select(m => Passages[m]?.Invoke($"tenant_id = '{tenant}'")).OfType<string>()] : null;
    }
}
