using System.Globalization;
using FichierClient.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace FichierClient.Web.Common.Forms;

/// <summary>A day with its hour: accepts 31/12/2026 14:05, 31/12/26 14h05, 2026-12-31 14:05, and a day alone; shows 31/12/2026 14:05.</summary>
public sealed class MomentField : ParsedField<DateTime>
{
    /// <summary>A day alone is its last minute: what ends a period.</summary>
    [Parameter] public bool IsEnd { get; set; }

    protected override string Problem => Texts["MomentInvalid"];

    protected override bool TryRead(string text, out DateTime value)
    {
        value = default;
        var parts = text.Trim().Replace('T', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2 || !DateFrancaise.TryParse(parts[0], out var day)) return false;
        if (parts.Length == 1)
        {
            value = day.ToDateTime(IsEnd ? new TimeOnly(23, 59) : TimeOnly.MinValue);
            return true;
        }

        if (!TimeOnly.TryParseExact(parts[1].Replace('h', ':').TrimEnd(':'), ["H:mm", "H:m", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        value = day.ToDateTime(time);
        return true;
    }

    protected override string Write(DateTime value) => value.ToString("g", CultureInfo.CurrentCulture);
}
