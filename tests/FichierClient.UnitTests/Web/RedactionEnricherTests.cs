using FichierClient.Web.Operations.Logs;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Compliance.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace FichierClient.UnitTests.Web;

/// <summary>A property of a log line that is called like a personal field loses its value; ids and counts keep theirs.</summary>
public sealed class RedactionEnricherTests
{
    [Fact]
    public void A_value_that_is_named_like_a_personal_field_is_gone_and_an_id_stays()
    {
        var sink = new Kept();
        using var services = new ServiceCollection().AddRedaction(r => r.SetRedactor<ErasingRedactor>(new DataClassificationSet(TaxonomieDonnees.Personnelle))).BuildServiceProvider();
        using var log = new LoggerConfiguration().Enrich.WithProperty("Telephones", new[] { "0612345678" }).Enrich.With(new RedactionEnricher(services.GetRequiredService<IRedactorProvider>())).WriteTo.Sink(sink).CreateLogger();

        log.Information("Contact {ContactId} {Nom} {@Fiche} after {Count}: {Error}", 7, "Quatrebarbes", new { Prenom = "Zéphyrine", RaisonSociale = "Villon", Rang = 3 }, 2, "refused");

        var said = sink.Event!.RenderMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(["Quatrebarbes", "Zéphyrine", "Villon"], word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));
        Assert.All(["Contact 7", "Rang: 3", "after 2", "refused"], word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    private sealed class Kept : ILogEventSink
    {
        public LogEvent? Event { get; private set; }

        public void Emit(LogEvent logEvent) => Event = logEvent;
    }
}
