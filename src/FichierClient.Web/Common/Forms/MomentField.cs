using System.Globalization;
using FichierClient.Domain.Common;

namespace FichierClient.Web.Common.Forms;

/// <summary>A day with its hour: accepts 31/12/2026 14:05, 31/12/26 14h05, 2026-12-31 14:05; shows 31/12/2026 14:05.</summary>
public sealed class MomentField : ParsedField<DateTime>
{
    protected override string Problem => Texts["MomentInvalid"];

    protected override bool TryRead(string text, out DateTime value)
    {
        value = default;
        var parts = text.Trim().Replace('T', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !DateFrancaise.TryParse(parts[0], out var day)) return false;
        if (!TimeOnly.TryParseExact(parts[1].Replace('h', ':').TrimEnd(':'), ["H:mm", "H:m", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        value = day.ToDateTime(time);
        return true;
    }

    protected override string Write(DateTime value) => value.ToString("g", CultureInfo.CurrentCulture);
}
