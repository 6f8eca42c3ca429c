using System.CommandLine;

namespace FichierClient.Web.Operations;

/// <summary>
/// A sub-command for the operator. When it runs, the database is there (started for its duration unless it already runs)
/// and its schema is the program's, unless <see cref="NeedsSchema"/> says otherwise.
/// </summary>
internal abstract class OperatorCommand(string name, string description)
    : Command(name, $"{description}\n\n{ExitCodes.Help}")
{
    /// <summary>False for a command that must run on a schema of another version.</summary>
    public virtual bool NeedsSchema => true;

    /// <summary>True for a command that knows what to do with a database that was restored and not brought up to the journal yet.</summary>
    public virtual bool WorksBehindJournal => !NeedsSchema;

    /// <summary>Said when the database goes away while it works: what was kept, and what to do.</summary>
    public virtual string WhenDatabaseIsLost => "The database stopped or could not be reached any more. What was not committed is not kept: run the same command again when it is back.";

    /// <summary>Last word on the host before it is built: addresses, for example.</summary>
    public virtual void Configure(WebApplicationBuilder builder, ParseResult arguments)
    {
    }

    /// <summary>Does the work and returns one of <see cref="ExitCodes"/>.</summary>
    public abstract Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
