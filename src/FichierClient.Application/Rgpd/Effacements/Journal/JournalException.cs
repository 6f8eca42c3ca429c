namespace FichierClient.Application.Rgpd.Effacements.Journal;

/// <summary>The journal isn't whole: an entry is missing, was changed, or is unreadable. The message is for the operator.</summary>
public sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
