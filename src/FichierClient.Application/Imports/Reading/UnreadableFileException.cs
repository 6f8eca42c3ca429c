namespace FichierClient.Application.Imports.Reading;

/// <summary>A file that can't be read; the message is a sentence for the person who sent it.</summary>
public sealed class UnreadableFileException(string message, Exception? cause = null) : Exception(message, cause);
