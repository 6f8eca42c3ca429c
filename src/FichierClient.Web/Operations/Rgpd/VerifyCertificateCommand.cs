using System.CommandLine;
using System.Globalization;
using FichierClient.Application.Exports.Organisation;
using FichierClient.Application.Rgpd.Cles;
using FichierClient.Application.Rgpd.Connecteurs;
using FichierClient.Application.Rgpd.Effacements;

namespace FichierClient.Web.Operations.Rgpd;

/// <summary>Verifies the signature of an erasure's certificate.</summary>
internal sealed class VerifyCertificateCommand : OperatorCommand
{
    private readonly Argument<FileInfo> file = new("file") { Description = "The signed file (JSON) of the certificate." };
    private readonly Option<string> key = new("--key") { Description = "Public key that must have signed it, in base64. Default: this installation's." };
    private readonly Option<bool> anyKey = new("--any-key") { Description = "Accept whichever key the file names: proves that it wasn't changed, not who signed it." };

    public VerifyCertificateCommand() : base("verify-certificate", "Verifies the signature of a certificate: of an erasure, or of an organisation's end.")
    {
        Arguments.Add(file);
        Options.Add(key);
        Options.Add(anyKey);
    }

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Arguments.GetRequiredValue(file);
        if (!path.Exists) throw new OperatorException(ExitCodes.Refused, $"{path.FullName}: there is no such file.");
        var text = await File.ReadAllTextAsync(path.FullName, cancellationToken);
        if (FinFichier.Verify(text, Expected(context), out var fin))
        {
            context.Answer(new { valid = true, fin!.Organisation, fin.Lignes, fin.Tombe, fin.RemisSha256 }, string.Create(CultureInfo.InvariantCulture, $"Valid: the end of {fin.Nom}, {fin.TermineLe:yyyy-MM-dd}; {fin.Lignes} rows deleted, entry {fin.Tombe} of the journal."));
            return ExitCodes.Done;
        }

        var isValid = CertificatFichier.Verify(text, Expected(context), out var contenu, out var propagation, out var complement);
        context.Answer(new { valid = isValid, reference = contenu?.Reference ?? propagation?.Reference ?? complement?.Reference, plan = contenu?.PlanEmpreinte, rest = contenu?.Verification.Restes, reserve = propagation?.Reserve, waiting = complement?.Attendent }, Describe(isValid, contenu, propagation, complement));
        return isValid ? ExitCodes.Done : ExitCodes.Differences;
    }

    private byte[]? Expected(CommandContext context)
    {
        if (context.Arguments.GetValue(anyKey)) return null;
        try
        {
            return context.Arguments.GetValue(key) is { } given ? Convert.FromBase64String(given) : context.Services.GetRequiredService<SignatureCertificats>().ClePublique;
        }
        catch (FormatException error)
        {
            throw new OperatorException(ExitCodes.Usage, "--key: not a key in base64.", error);
        }
    }

    private static string Describe(bool isValid, CertificatContenu? c, PropagationContenu? p, ComplementContenu? x) => !isValid
        ? "Not valid: the file was changed, isn't a certificate, or another key signed it."
        : p is not null ? string.Create(CultureInfo.InvariantCulture, $"Valid: recipients of {p.Reference} of {p.Organisation}, issued {p.EmisLe:yyyy-MM-dd}; {p.Destinataires.Count} systems{(p.Reserve ? ", with a reservation" : "")}.")
        : x is not null ? string.Create(CultureInfo.InvariantCulture, $"Valid: complement of {x.Reference} of {x.Organisation}, issued {x.EmisLe:yyyy-MM-dd}; {x.Disparus} files gone, {x.Attendent} still waiting.")
        : string.Create(CultureInfo.InvariantCulture, $"Valid: {c!.Reference} of {c.Organisation}, issued {c.EmisLe:yyyy-MM-dd}; {c.Lieux.Count} places, {c.Verification.Restes} findings outside the archive.");
}
