namespace FichierClient.Domain.Common;

/// <summary>A rule of the business said no; the message is for the user, in the language of the request.</summary>
public sealed class DomainException : Exception
{
    public DomainException(string key, params object[] args) : base(Messages.Get(key, args)) => Key = key;

    /// <summary>The message's key in <c>Messages.resx</c>.</summary>
    public string Key { get; }

    /// <summary>The property that the rule is about, or null.</summary>
    public string? Champ { get; init; }
}
