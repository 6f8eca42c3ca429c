namespace FichierClient.Web.Operations;

/// <summary>
/// An expected end of a command: the operator reads <see cref="Exception.Message"/> as it is, without a stack trace,
/// and a script reads <see cref="ExitCode"/> (one of <see cref="ExitCodes"/>).
/// </summary>
internal sealed class OperatorException(int exitCode, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
