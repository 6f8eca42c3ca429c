namespace FichierClient.Web.Common;

/// <summary>Tells screen readers what changed ("3 entreprises supprimées"), through the one live region of the frame.</summary>
public sealed class Announcer
{
    public event Action<string>? Said;

    public void Say(string sentence) => Said?.Invoke(sentence);
}
