using FichierClient.Application;
using FichierClient.Web.Account;
using FichierClient.Web.Door;
using FichierClient.Web.Exports;
using FichierClient.Web.Imports;
using FichierClient.Web.Layout;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Annuaire;
using FichierClient.Web.Operations.Demo;
using FichierClient.Web.Operations.Figures;
using FichierClient.Web.Operations.Health;
using FichierClient.Web.Operations.Imports;
using FichierClient.Web.Operations.Logs;
using FichierClient.Web.Operations.Organisations;
using FichierClient.Web.Operations.Rgpd;
using FichierClient.Web.Operations.Sauvegardes;
using FichierClient.Web.Operations.Schema;
using FichierClient.Web.Operations.Serve;
using FichierClient.Web.Operations.Telemetry;
using FichierClient.Web.Rgpd.Archives;
using FichierClient.Web.Rgpd.Connecteurs;
using FichierClient.Web.Rgpd.Conservation;
using FichierClient.Web.Rgpd.Demandes;
using FichierClient.Web.Rgpd.Effacements;
using FichierClient.Web.Rgpd.Information;
using FichierClient.Web.Rgpd.Registre;
using FichierClient.Web.Rgpd.TableauDpo;
using FichierClient.Web.Rgpd.Violations;

// The commands of the program; `serve` runs when none is named.
var program = new OperatorProgram(AddCapabilities);
program.Add(new ServeCommand(UseCapabilities));
program.Add(new MigrateCommand());
program.Add(new CreateOrganisationCommand());
program.Add(new ImportOrganisationCommand());
program.Add(new DemoCommand());
program.Add(new VerifyCommand());
program.Add(new ImportCommand());
program.Add(new ImportSireneCommand());
program.Add(new ImportNomenclatureCommand());
program.Add(new VerifyCertificateCommand());
program.Add(new NotifyBreachCommand());
program.Add(new EndOrganisationCommand());
program.Add(new BackupCommand());
program.Add(new RestoreCommand());
program.Add(new RestoreDrillCommand());
return await program.RunAsync(args);

// What every command can use, one line a capability.
static void AddCapabilities(WebApplicationBuilder builder)
{
    builder.AddLogs();
    builder.AddTelemetry();
    builder.AddHealth();
    builder.Services.AddSingleton(TimeProvider.System);
    builder.AddDossiersRgpd();
    builder.AddAnnuaire();
    builder.AddConnecteurs();
    builder.Services.AddFichierClient();
    builder.Services.AddScreens();
    builder.Services.AddTableauDpo();
    builder.Services.AddArchives();
    builder.AddDoor();
    builder.AddAccounts();
    builder.Services.AddDemandes();
    builder.Services.AddAvis();
}

// What a browser meets, in this order.
static void UseCapabilities(WebApplication app)
{
    app.UseRequestLogs();
    app.UseDoor();
    app.UseScreens();
    app.UseAccounts();
    app.MapHealth();
    app.MapAccounts();
    app.MapImports();
    app.MapExports();
    app.MapRegistre();
    app.MapConservation();
    app.MapInformations();
    app.MapEffacements();
    app.MapArchives();
    app.MapDemandes();
    app.MapViolations();
    app.MapConnecteurs();
    app.MapTableauDpo();
    app.MapScreens();
}
