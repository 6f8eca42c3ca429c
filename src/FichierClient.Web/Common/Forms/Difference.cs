using FichierClient.Application.Common;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace FichierClient.Web.Common.Forms;

/// <summary>One field on which two editors disagree. Values as they are shown.</summary>
/// <param name="Path">Name of the property.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Mine">What I typed.</param>
/// <param name="Theirs">What is saved now.</param>
/// <param name="ChangedByMe">False when only the other one changed it since the form was opened.</param>
public sealed record Difference(string Path, string Label, string? Mine, string? Theirs, bool ChangedByMe);

public static class ConflictQuestion
{
    /// <summary>Asks; returns the paths of the fields whose own typing is kept, null when the reader goes back to the form.</summary>
    /// <param name="dialogs">Shows it.</param>
    /// <param name="differences">The fields.</param>
    /// <param name="authors">Who came in between.</param>
    /// <param name="texts">Words.</param>
    /// <param name="notice">What happened to the record besides its fields.</param>
    public static async Task<IReadOnlySet<string>?> AskConflictAsync(
        this IDialogService dialogs, IReadOnlyList<Difference> differences, ConflitAuteurs? authors, IStringLocalizer<CommonTexts> texts, string? notice = null)
    {
        var parameters = new DialogParameters<ConflitDialog>
        {
            { dialog => dialog.Differences, differences },
            { dialog => dialog.Authors, authors },
            { dialog => dialog.Notice, notice },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.Medium, FullWidth = true, BackdropClick = false, CloseOnEscapeKey = true };
        var shown = await dialogs.ShowAsync<ConflitDialog>(texts["ConflictTitle"], parameters, options);
        return (await shown.Result) is { Canceled: false, Data: HashSet<string> kept } ? kept : null;
    }
}
