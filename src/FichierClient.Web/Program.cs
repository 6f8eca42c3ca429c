using FichierClient.Application;
using FichierClient.Web.Layout;
using FichierClient.Web.Operations;
using FichierClient.Web.Operations.Schema;
using FichierClient.Web.Operations.Serve;

// The commands of the program; `serve` runs when none is named.
var program = new OperatorProgram(AddCapabilities);
program.Add(new ServeCommand(UseCapabilities));
program.Add(new MigrateCommand());
return await program.RunAsync(args);

// What every command can use, one line a capability.
static void AddCapabilities(WebApplicationBuilder builder)
{
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddFichierClient();
    builder.Services.AddScreens();
    builder.Services.AddAuthorization();
}

// What a browser meets, in this order.
static void UseCapabilities(WebApplication app)
{
    app.UseScreens();
    app.UseAntiforgery();
    app.MapScreens();
}
