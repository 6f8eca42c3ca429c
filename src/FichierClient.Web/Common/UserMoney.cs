namespace FichierClient.Web.Common;

/// <summary>The currency of the organisation's figures; set by the frame once the organisation is known.</summary>
public sealed class UserMoney
{
    /// <summary>ISO 4217.</summary>
    public string Devise { get; set; } = "EUR";
}
