using FichierClient.Web.Layout;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScreens();
builder.Services.AddAuthorization();

var app = builder.Build();
app.UseScreens();
app.UseAntiforgery();
app.MapScreens();
app.Run();
