using Microsoft.Extensions.Localization;
using MudBlazor;

namespace FichierClient.Web.Common;

/// <summary>Says what was done and offers to undo it for ten seconds (interface.md: each delete, bulk edit or move).</summary>
public sealed class Undo(ISnackbar snackbar, Announcer announcer, IStringLocalizer<CommonTexts> texts)
{
    /// <param name="done">What was done, with its number: "3 entreprises mises à la corbeille".</param>
    /// <param name="undo">Takes it back; a refusal is its own to show.</param>
    /// <param name="words">On the button, where the usual one would be taken for something else.</param>
    public void Offer(string done, Func<Task> undo, string? words = null)
    {
        announcer.Say(done);
        snackbar.Add(done, Severity.Normal, options =>
        {
            options.Action = words ?? texts["Undo"];
            options.OnClick = _ => undo();
            options.HideIcon = true;
            options.VisibleStateDuration = 10_000;
        });
    }

    /// <summary>Says what was done when there is nothing to take back.</summary>
    public void Tell(string done, Severity severity = Severity.Normal)
    {
        announcer.Say(done);
        snackbar.Add(done, severity, options => options.VisibleStateDuration = 6_000);
    }
}
