namespace FichierClient.Web.Operations;

/// <summary>What a script can rely on; printed under every <c>--help</c>.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A fault of the program or of the machine; the message says which.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>The request was understood and refused (unknown organisation, slug already taken, rows refused…).</summary>
    public const int Refused = 3;

    /// <summary>No database could be found, started or opened.</summary>
    public const int Database = 4;

    /// <summary>The schema isn't the program's, or a migration failed and left it as it was.</summary>
    public const int Schema = 5;

    /// <summary>Stored figures differ from the ledger.</summary>
    public const int Differences = 6;

    /// <summary>Ended by Ctrl-C or SIGTERM before the work was done.</summary>
    public const int Interrupted = 130;

    public const string Help =
        "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 refused, 4 no database, "
        + "5 schema or migration, 6 figures differ from the ledger, 130 interrupted.";
}
