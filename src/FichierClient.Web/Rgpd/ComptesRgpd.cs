namespace FichierClient.Web.Rgpd;

/// <summary>Tells the number beside RGPD in the menu that a page did something that it counts: it is counted at each page, and at once then.</summary>
public sealed class ComptesRgpd
{
    public event Action? Changed;

    public void Tell() => Changed?.Invoke();
}
