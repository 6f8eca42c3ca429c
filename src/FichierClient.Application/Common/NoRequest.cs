namespace FichierClient.Application.Common;

/// <summary>For use cases that ask for nothing.</summary>
public readonly record struct NoRequest;
